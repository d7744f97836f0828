import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import encoding from 'encoding-japanese';
import type { Io } from '../../src/cli/io.js';
import { fastFolder } from '../fast-folder.js';
import { cjclint, type Ended } from './run-program.js';

/** A cluster of two nodes whose files are all in order. */
const manifest = `cluster: jcmg
nodes:
  - name: jcmanager01
    addresses: [192.168.1.11]
  - name: jcmanager02
    addresses: [192.168.1.12]
sharedDisks: [/mnt/jobmgdb]
sites:
  - name: jcmg.example.jp
    machineId: 100
    database: /mnt/jobmgdb
    vip: 192.168.1.100
`;

export const common = 'nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf';
export const siteFile = 'shared/mnt/jobmgdb/nqs/daemon.conf';
export const resolvDef = 'nodes/jcmanager01/usr/lib/nqs/resolv.def';

/** A repository of one cluster in a folder of its own. */
export class FixRepository {
  readonly cwd = fastFolder('cjclint-fix-');

  constructor() {
    this.write('cjclint.yaml', manifest);
    for (const [node, address] of [
      ['jcmanager01', '192.168.1.11'],
      ['jcmanager02', '192.168.1.12'],
    ]) {
      this.write(`nodes/${node}/usr/lib/nqs/rc/daemon.conf`, 'local_daemon=SITE\n');
      const local = `ipaddress=${address}\nNATS_URL=nats://${address}:23141\n`;
      this.write(`nodes/${node}/usr/spool/nqs/daemon.conf`, local);
    }
    this.write(siteFile, 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n');
  }

  path = (path: string) => join(this.cwd, path);

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  bytes = (path: string): Buffer => readFileSync(this.path(path));

  text = (path: string): string => this.bytes(path).toString('utf8');

  lint = (args: readonly string[], over: Partial<Io> = {}): Promise<Ended> =>
    cjclint(['lint', '--fail-on', 'info', ...args], { cwd: this.cwd, ...over });

  /** Every file with its bytes, every link with its target. */
  everything(folder = this.cwd): Map<string, string> {
    const found = new Map<string, string>();
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const status = lstatSync(path);
      if (status.isDirectory()) for (const [each, content] of this.everything(path)) found.set(each, content);
      else if (status.isSymbolicLink()) found.set(path, `-> ${readlinkSync(path)}`);
      else if (status.isFile()) found.set(path, readFileSync(path).toString('latin1'));
    }
    return found;
  }
}

/** How a file may be written. */
export const encodings = ['UTF-8', 'UTF-8 with BOM', 'Shift_JIS', 'EUC-JP'] as const;
export type EncodingName = (typeof encodings)[number];

export function encoded(text: string, name: EncodingName): Buffer {
  if (name === 'UTF-8') return Buffer.from(text);
  if (name === 'UTF-8 with BOM') return Buffer.from(`\ufeff${text}`);
  const to = name === 'Shift_JIS' ? 'SJIS' : 'EUCJP';
  return Buffer.from(encoding.convert(encoding.stringToCode(text), { to, from: 'UNICODE' }));
}
