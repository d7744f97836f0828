import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project/bundle.js';
import { emptyFolder } from './name-servers.js';

/** A copy of the healthy cluster without anything of its own that tells names; its path. */
export function clusterWithoutNames(): string {
  const folder = emptyFolder();
  cpSync(join(root, 'fixtures/clusters/healthy'), folder, { recursive: true });
  for (const node of readdirSync(join(folder, 'nodes'))) {
    const tree = join(folder, 'nodes', node);
    rmSync(join(tree, '.facts/lookup'));
    const hosts = join(tree, 'etc/hosts');
    const lines = readFileSync(hosts, 'utf8').split('\n');
    writeFileSync(hosts, lines.filter((line) => !/192\.168\.1\.10[01]/.test(line)).join('\n'));
  }
  return folder;
}

/** Gives every node of such a cluster a resolv.conf. */
export function withResolvConf(folder: string, text: string): void {
  for (const node of readdirSync(join(folder, 'nodes')))
    writeFileSync(join(folder, 'nodes', node, 'etc/resolv.conf'), text);
}
