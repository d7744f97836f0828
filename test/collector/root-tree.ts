import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyTree, emptyFolder, repository } from './shells.js';

/** Facts that come from JobCenter's own commands and can be asked of a tree; the others are the running machine's. */
const ASKED = ['cjcls', 'cjcls-a', 'jcagctrl-list', 'getenforce', 'nmapmgr'];

/** What a private key looks like; searched for in what was collected. */
export const KEY_BYTES = 'c2VjcmV0LWtleS1ieXRlcy10aGF0LW5vYm9keS1tYXktc2Vl';
export const KEY_TEXT = `-----BEGIN PRIVATE KEY-----\n${KEY_BYTES}\n-----END PRIVATE KEY-----\n`;

/** Every stub prints the fact that the tree holds; `$facts` is the shell's. */
const stubs: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
  'usr/lib/nqs/cluster/cjcls': 'exec cat "$facts/cjcls${1:+-a}"',
  'usr/bin/jcagctrl': '[ "$1" = list ] && exec cat "$facts/jcagctrl-list"',
  'usr/bin/nmapmgr':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
    'read -r command; [ "$command" = "show state" ] && exec cat "$facts/nmapmgr${NQS_SITE:+.$NQS_SITE}"',
  'usr/sbin/getenforce': 'exec cat "$facts/getenforce"',
};

/** Writes a file into a tree, with the folders above it. */
export function put(root: string, path: string, text: string, mode = 0o644): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}

/** A command of a tree, in place of the one that stands there. */
export const putCommand = (root: string, path: string, script: string): void =>
  put(root, path, `#!/bin/sh\n${script}\n`, 0o755);

/**
 * A node of an example cluster as the root of a file system: its files, what stands on the shared disks, a private key,
 * and JobCenter's commands as stubs that print what the node's saved facts say.
 */
export function rootOf(cluster: string, node: string): string {
  const folder = join(repository, 'fixtures/clusters', cluster);
  const root = emptyFolder();
  copyTree(join(folder, 'nodes', node), root);
  if (existsSync(join(folder, 'shared'))) copyTree(join(folder, 'shared'), root);
  for (const name of readdirSync(join(root, '.facts'))) {
    if (!ASKED.includes(name) && !name.startsWith('nmapmgr.')) rmSync(join(root, '.facts', name));
  }
  for (const [path, script] of Object.entries(stubs)) {
    const up = path.split('/').slice(1).fill('..').join('/');
    putCommand(root, path, `facts=\${0%/*}/${up}/.facts\n${script}`);
  }
  put(root, 'etc/hostname', `${node}\n`);
  mkdirSync(join(root, 'opt/keys'), { recursive: true, mode: 0o700 });
  put(root, 'opt/keys/jcagcluster.pem', KEY_TEXT, 0o600);
  return root;
}
