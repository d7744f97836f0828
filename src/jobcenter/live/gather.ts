import type { Layer } from '../../source/layer.js';
import type { LiveFact, LivePlace } from '../../source/live/live-layer.js';
import type { Output, RunCommand } from '../../source/live/run-command.js';
import { baseName, joinPath, normalizeTreePath } from '../../source/tree-path.js';
import { decode } from '../../text/decode.js';
import { SourceFile } from '../../text/source-file.js';
import { type Known, nothingKnown, together } from '../collector/known.js';
import { listedSites } from '../facts/listed-sites.js';
import { addressOfLinkName } from '../link-name.js';
import { LINK_FOLDER } from '../platform.js';
import { asBytes, FactSheet } from './fact-sheet.js';
import { takeHolders } from './holders.js';
import { takeLookups } from './lookups.js';
import { diskPlaces, nodePlaces } from './places.js';
import { takeStat } from './stat.js';
import { takeSystemFacts } from './system-facts.js';

/** The machine that preflight runs on; the core itself touches neither process nor file system. */
export interface Machine {
  readonly hostName: string;
  readonly user: string;
  readonly isRoot: boolean;
  /** Of this process itself. */
  readonly pid: number;
  readonly umask: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly run: RunCommand;
  /** The machine's files, only where they may be looked at, with facts over them. */
  readonly open: (places: readonly LivePlace[], facts: ReadonlyMap<string, LiveFact>) => Layer;
}

const CJCLS = '/usr/lib/nqs/cluster/cjcls';
const NMAPMGR = '/usr/bin/nmapmgr';
const SHOW_STATE = 'show state\nexit\n';

/**
 * Takes the facts of the live node (inputs.md §3) and gives its tree: in three rounds, for which sites there are is
 * told by the first, and which disks answer by the second.
 * @param known what the arguments and the manifest tell of sites, databases, agents
 */
export async function gatherNode(machine: Machine, known: Known): Promise<Layer> {
  const sheet = new FactSheet(machine.run, machine.isRoot);
  const base = machine.open(nodePlaces, new Map());
  const [cjcls] = await Promise.all([
    sheet.take('cjcls', { program: CJCLS, args: [] }),
    sheet.take('cjcls-a', { program: CJCLS, args: ['-a'] }),
    sheet.take('nmapmgr', { program: NMAPMGR, args: [], input: SHOW_STATE }),
    sheet.take('jcagctrl-list', { program: '/usr/bin/jcagctrl', args: ['list'] }),
    takeSystemFacts(sheet, base, known),
  ]);

  const all = together(known, toldByNode(base, cjcls));
  const reachable = await takeStat(sheet, base, machine.open, all);
  await Promise.all([
    takeLookups(sheet, all),
    takeSelinux(sheet, reachable.databases),
    ...all.sites.map((site) =>
      sheet.take(`nmapmgr.${site}`, {
        program: NMAPMGR,
        args: [],
        input: SHOW_STATE,
        env: { NQS_SITE: site },
      }),
    ),
  ]);
  // By itself: of other commands that are just being started it would see this process's working directory.
  await takeHolders(sheet, base, [...all.disks, ...reachable.databases, ...reachable.spools], machine.pid);
  const meta = new Map([
    ['format', '1'],
    ['hostname', machine.hostName],
    ['platform', 'linux'],
    ['collected_at', machine.now.toISOString().replace(/\.\d+Z$/, 'Z')],
    ['user', machine.user],
  ]);
  sheet.put('umask', `${machine.umask.toString(8).padStart(4, '0')}\n`, '(umask)');
  sheet.put('env', envText(machine.env), '(environment)');
  return machine.open([...nodePlaces, ...diskPlaces(reachable)], sheet.facts(meta));
}

/** The sites, databases and VIPs that `cjcls` and the links in the local spool tell of. */
function toldByNode(base: Layer, cjcls: Output): Known {
  const rows = cjcls.state === 'ran' ? listedSites(asFile(cjcls.stdout)).value : [];
  const links = base.names(LINK_FOLDER).flatMap((name) => {
    const entry = base.entry(joinPath(LINK_FOLDER, name));
    const address = addressOfLinkName(name);
    if (entry?.kind !== 'link' || entry.target === undefined || address === null) return [];
    const target = entry.target.startsWith('/') ? entry.target : joinPath(LINK_FOLDER, entry.target);
    return [{ address: address.text, target: normalizeTreePath(target) }];
  });
  const databases = [...rows.map((row) => row.database.value), ...links.map((link) => link.target)];
  return {
    ...nothingKnown,
    sites: rows.map((row) => row.name.value),
    names: rows.map((row) => row.name.value),
    addresses: links.map((link) => link.address),
    databases: databases
      .filter((path) => path.startsWith('/'))
      .map((path) => normalizeTreePath(path))
      .map((path) => (baseName(path) === 'nqs' ? path.slice(0, -'/nqs'.length) : path))
      .filter((path) => path !== '' && path !== '/'),
  };
}

function asFile(output: string): SourceFile {
  const decoded = decode(Buffer.from(output, 'latin1'));
  return 'binary' in decoded ? SourceFile.withoutText('') : new SourceFile('', decoded);
}

async function takeSelinux(sheet: FactSheet, databases: readonly string[]): Promise<void> {
  if (databases.length === 0) return;
  await Promise.all([
    sheet.take('selinux-labels', { program: 'ls', args: ['-dZ', '--', ...databases] }),
    sheet.take('selinux-rule', { program: 'matchpathcon', args: [...databases] }),
  ]);
}

const envText = (env: Machine['env']): string =>
  asBytes(
    ['NQS_SITE', 'NATS_URL']
      .flatMap((name) => {
        const value = env[name];
        return value === undefined || value === '' ? [] : [`${name}=${value.replace(/[\r\n]+/g, ' ')}\n`];
      })
      .join(''),
  );
