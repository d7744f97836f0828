import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cjclint } from './run-program.js';

const healthy = join(import.meta.dirname, '../../fixtures/clusters/healthy/nodes');

function folderWith(...nodes: string[]): string {
  const cwd = mkdtempSync(join(tmpdir(), 'cjclint-init-'));
  for (const node of nodes)
    cpSync(join(healthy, node), join(cwd, 'nodes', node), { recursive: true, verbatimSymlinks: true });
  return cwd;
}

const written = (cwd: string) => readFileSync(join(cwd, 'cjclint.yaml'), 'utf8');

describe('init --from', () => {
  test('fills in what the snapshots tell, marks what they do not, and lint takes it', async () => {
    const cwd = folderWith('jcmanager01', 'jcmanager02');
    const ended = await cjclint(['init', '--from', 'nodes/jcmanager01', 'nodes/jcmanager02'], { cwd });
    expect(ended).toEqual({ code: 0, out: 'cjclint.yaml\n', err: '' });
    expect(parse(written(cwd))).toEqual({
      platform: 'linux',
      nodes: [
        { name: 'jcmanager01', machineId: 33, addresses: ['192.168.1.11'] },
        { name: 'jcmanager02', machineId: 34, addresses: ['192.168.1.12'] },
      ],
      sharedDisks: ['/mnt/jobmgdb', '/mnt/jobmgdb2'],
      sites: [
        { name: 'jcmgcluster.example.jp', machineId: 100, database: '/mnt/jobmgdb', vip: '192.168.1.100' },
        { name: 'jcmgsecond.example.jp', machineId: 101, database: '/mnt/jobmgdb2', vip: '192.168.1.101' },
      ],
      agents: [
        {
          name: 'clusterinstance',
          instance: 'clusterinstance',
          instanceId: '0f8fad5b-d9cb-469f-a165-70867728950e',
          nodes: ['jcmanager01', 'jcmanager02'],
        },
      ],
    });
    expect(written(cwd)).toContain('# privateKey:   # unknown');
    const lint = await cjclint(['lint'], { cwd });
    expect([lint.code, lint.err]).toEqual([0, '']);
  });

  test('does not name a snapshot outside of its folder, which lint would refuse', async () => {
    const cwd = folderWith('jcmanager01');
    const ended = await cjclint(['init', 'cluster', '--from', 'nodes/jcmanager01'], { cwd });
    expect([ended.code, ended.out]).toEqual([0, 'cluster/cjclint.yaml\n']);
    const text = readFileSync(join(cwd, 'cluster/cjclint.yaml'), 'utf8');
    expect(text).toContain('# files: "../nodes/jcmanager01"   # outside');
    expect(parse(text).nodes[0].files).toBeUndefined();
    expect((await cjclint(['lint', 'cluster'], { cwd })).err).toBe('');
    // The note is a line that only needs its mark taken away.
    writeFileSync(join(cwd, 'cluster/cjclint.yaml'), text.replace('# files:', 'files:'));
    const { out } = await cjclint(['lint', 'cluster', '--allow-outside'], { cwd });
    expect(out).not.toContain('node-missing');
  });

  test.each(['new', 'made'])(
    'says where the folder belongs when it is given behind the snapshots: %s',
    async (folder) => {
      const cwd = folderWith('jcmanager01');
      mkdirSync(join(cwd, 'made'));
      const args = ['init', '--from', 'nodes/jcmanager01', folder];
      const { code, out, err } = await cjclint(args, { cwd });
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^cjclint: error: [^\n]*\n$/);
      expect(err).toContain(`"cjclint init ${folder} --from nodes/jcmanager01"`);
      const ja = await cjclint([...args, '--lang', 'ja'], { cwd });
      expect(ja.err).toContain('フォルダは --from の前に指定してください');
      // With the folder in its place, the path is just a wrong one.
      const placed = await cjclint(['init', 'x', '--from', 'nodes/jcmanager01', folder], { cwd });
      expect(placed.err).toContain(`--from "${folder}": `);
      expect(placed.err).not.toContain('cjclint init');
    },
  );

  test('names a snapshot inside of its folder that is not at its default place', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'cjclint-init-'));
    cpSync(join(healthy, 'jcmanager01'), join(cwd, 'in/one'), { recursive: true, verbatimSymlinks: true });
    await cjclint(['init', '--from', 'in/one'], { cwd });
    expect(parse(written(cwd)).nodes[0].files).toBe('in/one');
  });

  test('a hostile snapshot cannot break out of its place in the manifest', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'cjclint-init-'));
    mkdirSync(join(cwd, 'one/.facts'), { recursive: true });
    writeFileSync(join(cwd, 'one/.facts/meta'), 'format=1\nhostname=a: [b\u001b[31m # "c\n');
    writeFileSync(
      join(cwd, 'one/.facts/cjcls'),
      'SITE-NAME DAEMON-PID DB-PATH(LINK)\n"x:{ SHUT /mnt/a:\u0007#b (/usr/spool/nqs/C0A80164)\n',
    );
    await cjclint(['init', '--from', 'one'], { cwd });
    const manifest = parse(written(cwd));
    expect(manifest.nodes.map((node: { name: string }) => node.name)).toEqual(['a: [b\u001b[31m # "c']);
    expect(manifest.sites[0]).toMatchObject({ name: '"x:{', database: '/mnt/a:\u0007#b' });
    expect(written(cwd)).not.toMatch(/[\u0007\u001b]/);
    expect((await cjclint(['lint'], { cwd })).code).not.toBe(3);
  });

  test.each([
    [['--from', 'nothing'], '--from "nothing": "nothing" does not exist'],
    [['--from', 'nodes'], '--from "nodes": no node tree'],
    [['--from', 'nodes/jcmanager01', 'nodes/jcmanager01'], 'another snapshot is of "jcmanager01" as well'],
  ])('%j is refused, and nothing is written', async (args, reason) => {
    const cwd = folderWith('jcmanager01');
    const ended = await cjclint(['init', ...args], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(reason);
    expect(existsSync(join(cwd, 'cjclint.yaml'))).toBe(false);
  });

  test('overwrites nothing', async () => {
    const cwd = folderWith('jcmanager01');
    writeFileSync(join(cwd, 'cjclint.yaml'), 'nodes: []\n');
    const ended = await cjclint(['init', '--from', 'nodes/jcmanager01'], { cwd });
    expect([ended.code, written(cwd)]).toEqual([2, 'nodes: []\n']);
  });
});
