import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cjclint } from '../cli/run-program.js';
import { put, putCommand, rootOf } from './root-tree.js';
import { emptyFolder, fact, mine } from './shells.js';
import { Nodes } from './sshd.js';

const roots = new Map(['jcmanager01', 'jcmanager02'].map((name) => [name, rootOf('healthy', name)]));
let nodes: Nodes;

beforeAll(async () => {
  nodes = await start();
});
afterAll(() => nodes.stop());

const start = () => Nodes.start([...roots].map(([name, root]) => ({ name, root })));

/** A command that takes as long as the file is not there. */
const until = (file: string) => `until [ -e ${file} ]; do sleep 0.1; done`;

function extracted(archive: string): string {
  const folder = emptyFolder();
  const { status, stderr } = spawnSync('tar', ['-xzf', archive, '-C', folder], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return folder;
}

test('two nodes give two snapshots, with what the manifest tells of', async () => {
  const cwd = emptyFolder();
  const key = '/opt/keys/jcagcluster.pem';
  const manifest = join(cwd, 'cjclint.yaml');
  writeFileSync(manifest, `nodes: [{name: jcmanager01}]\nagents: [{name: a, privateKey: ${key}}]\n`);
  writeFileSync(join(cwd, 'jcmanager01.tar.gz'), 'an older one');
  const args = [
    '--ssh',
    'jcmanager01',
    'jcmanager02',
    `--ssh-option=-F${nodes.config}`,
    '--manifest',
    manifest,
  ];
  const { code, out, err } = await cjclint(['collect', ...args], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').sort()).toEqual(['', 'jcmanager01.tar.gz', 'jcmanager02.tar.gz']);
  for (const name of roots.keys()) {
    const folder = extracted(join(cwd, `${name}.tar.gz`));
    expect(fact(folder, 'meta')).toContain(`\nhostname=${name}\n`);
    expect(fact(folder, 'stat')).toContain(`600\t${mine}\tregular file\t${key}\n`);
    expect(readFileSync(join(folder, 'usr/spool/nqs/daemon.conf'), 'utf8')).toBe(
      readFileSync(join(roots.get(name) ?? '', 'usr/spool/nqs/daemon.conf'), 'utf8'),
    );
  }
  expect(readdirSync(cwd).sort()).toEqual(['cjclint.yaml', 'jcmanager01.tar.gz', 'jcmanager02.tar.gz']);
});

test('a node that is killed in the middle is one clear failure, and the other’s snapshot is there', async () => {
  const fragile = await start();
  const root = roots.get('jcmanager02') ?? '';
  const begun = join(root, 'begun');
  const over = join(root, 'over');
  putCommand(root, 'usr/bin/jcagctrl', `touch ${begun}; ${until(over)}`);
  try {
    const output = join(emptyFolder(), 'new/snapshots');
    const args = [
      '--ssh',
      'jcmanager01',
      'jcmanager02',
      '--ssh-option',
      'ServerAliveInterval=1',
      '-o',
      output,
    ];
    const running = cjclint(['collect', ...args, `--ssh-option=-F${fragile.config}`], { cwd: '/' });
    while (!existsSync(begun)) await wait(20);
    fragile.kill('jcmanager02');
    const { code, out, err } = await running;
    expect(code).toBe(2);
    expect(err).toMatch(/^cjclint: error: jcmanager02: exit status 255: [^\n]+\n$/);
    expect(out).toBe(`${join(output, 'jcmanager01.tar.gz')}\n`);
    expect(readdirSync(output)).toEqual(['jcmanager01.tar.gz']);
    expect(fact(extracted(join(output, 'jcmanager01.tar.gz')), 'cjcls')).toContain('jcmgcluster.example.jp');
  } finally {
    writeFileSync(over, '');
    fragile.stop();
  }
});

test('a node that nobody listens on and one that is too slow are told apart', async () => {
  const root = roots.get('jcmanager01') ?? '';
  const jcagctrl = readFileSync(join(root, 'usr/bin/jcagctrl'), 'utf8');
  const over = join(root, 'over');
  putCommand(root, 'usr/bin/jcagctrl', until(over));
  const cwd = emptyFolder();
  const config = `--ssh-option=-F${nodes.config}`;
  try {
    const nobody = ['--ssh', '127.0.0.1', config, '--ssh-option', 'Port=1'];
    const { code, out, err } = await cjclint(['collect', ...nobody], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^cjclint: error: 127\.0\.0\.1: exit status 255: .*Connection refused$/m);
    const slow = await cjclint(['collect', '--ssh', 'jcmanager01', config, '--timeout', '2'], { cwd });
    expect(slow).toEqual({ code: 2, out: '', err: 'cjclint: error: jcmanager01: no snapshot within 2 s\n' });
    expect(readdirSync(cwd)).toEqual([]);
  } finally {
    writeFileSync(over, '');
    put(root, 'usr/bin/jcagctrl', jcagctrl);
  }
});
