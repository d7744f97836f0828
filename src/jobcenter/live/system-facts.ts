import type { Layer } from '../../source/layer.js';
import { joinPath } from '../../source/tree-path.js';
import type { Known } from '../collector/known.js';
import type { FactSheet } from './fact-sheet.js';
import { COMMON_CONF, LICENCE_FOLDER } from './places.js';

/** Large machines have thousands of processes, accounts and packages. */
const LONG = 16 * 1024 * 1024;

/** The facts of any Linux node that need not know which sites there are. */
export async function takeSystemFacts(sheet: FactSheet, base: Layer, known: Known): Promise<void> {
  takeMounts(sheet, base);
  await Promise.all([
    sheet.take('ip-addr', { program: 'ip', args: ['-o', 'addr', 'show'] }),
    sheet.take('ps', { program: 'ps', args: ['-eo', 'pid,ppid,user,args'], maxBytes: LONG }),
    sheet.take('ps-start', { program: 'ps', args: ['-eo', 'pid,lstart,args'], maxBytes: LONG }),
    sheet.take('listen', { program: 'ss', args: ['-ltn'] }),
    takeAccounts(sheet, known.users),
    takeSelinuxMode(sheet, base),
    takePackages(sheet),
    takeChecksums(sheet, base),
  ]);
}

/** The mount table, which is a file. */
function takeMounts(sheet: FactSheet, base: Layer): void {
  const read = base.read('/proc/self/mounts');
  if (read.state === 'read') sheet.put('mounts', Buffer.from(read.bytes).toString('latin1'), '/proc/mounts');
  else sheet.miss('mounts', '/proc/mounts cannot be read');
}

/** Directory services do not list everybody: job users are asked for by name. */
async function takeAccounts(sheet: FactSheet, users: readonly string[]): Promise<void> {
  const all = await sheet.take('passwd', { program: 'getent', args: ['passwd'], maxBytes: LONG });
  if (all.state !== 'ran' || users.length === 0) return;
  const asked = await Promise.all(
    users.map((user) => sheet.run({ program: 'getent', args: ['passwd', '--', user], answers: [2] })),
  );
  const failed = asked.find((output) => output.state === 'failed');
  if (failed?.state === 'failed') return sheet.miss('passwd', sheet.reason(failed));
  const rows = asked.map((output) => (output.state === 'ran' ? output.stdout : ''));
  sheet.put('passwd', [all.stdout, ...rows].join(''), '(getent passwd)');
}

/** Without the kernel's own file system for it there is no SELinux, whether or not its commands are installed. */
async function takeSelinuxMode(sheet: FactSheet, base: Layer): Promise<void> {
  const output = await sheet.take('getenforce', { program: 'getenforce', args: [] });
  if (output.state === 'ran' || output.why !== 'not-found') return;
  const mounts = base.read('/proc/self/mounts');
  if (mounts.state !== 'read') return;
  if (!/^\S+ \S+ selinuxfs /m.test(Buffer.from(mounts.bytes).toString('latin1')))
    sheet.put('getenforce', 'Disabled\n', '/proc/mounts');
}

async function takePackages(sheet: FactSheet): Promise<void> {
  const rpm = await sheet.take('packages', { program: 'rpm', args: ['-qa'], maxBytes: LONG });
  if (rpm.state === 'failed' && rpm.why === 'not-found')
    await sheet.take('packages', { program: 'dpkg-query', args: ['-W'], maxBytes: LONG });
}

async function takeChecksums(sheet: FactSheet, base: Layer): Promise<void> {
  const licences = base.names(LICENCE_FOLDER).map((name) => joinPath(LICENCE_FOLDER, name));
  const files = [COMMON_CONF, ...licences].filter((path) => base.entry(path)?.kind === 'file');
  if (files.length > 0) await sheet.take('checksums', { program: 'sha256sum', args: ['--', ...files] });
  else sheet.miss('checksums', 'no JobCenter files on this node');
}
