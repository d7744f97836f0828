import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fastFolder } from '../fast-folder.js';
import { failedFailover, failoverKinds } from '../generate/failover.js';
import { writeSnapshots } from '../generate/snapshots.js';
import { cjclint } from './run-program.js';

let folder = '';
beforeEach(() => {
  folder = fastFolder('cjclint-copies-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => cjclint([...args, '--lang', 'en'], { cwd: folder });
const from = (paths: readonly string[]) => paths.flatMap((path) => ['--from', path]);

/** All that a copy tells: names, links and contents. */
function unpacked(file: string): string {
  const listed = spawnSync('tar', ['tvzf', join(folder, file)], { encoding: 'utf8' });
  expect([listed.status, listed.stderr]).toEqual([0, '']);
  return `${listed.stdout}\n${spawnSync('tar', ['xOzf', join(folder, file)], { encoding: 'latin1' }).stdout}`;
}

const shapeOf = (out: string) => {
  const { verdict, findings, notChecked, coverage, causes } = JSON.parse(out);
  const rules = (list: readonly { rule: string; severity?: string }[]) =>
    list.map(({ rule, severity }) => `${rule} ${severity}`).toSorted();
  return {
    ...{ verdict, coverage },
    findings: rules(findings),
    notChecked: rules(notChecked),
    causes: causes.map(({ rule }: { rule: string }) => rule),
  };
};

describe('collect --redact', () => {
  test.each(['folder', 'archive'] as const)(
    'copies snapshots (%s) of which a diagnosis says the same, and nothing private is in them',
    async (form) => {
      for (const kind of failoverKinds.filter((_, at) => at % 9 === 0)) {
        const failover = failedFailover(kind, 900 + failoverKinds.indexOf(kind));
        mkdirSync(join(folder, kind.id.replace('/', '-')));
        const case_ = kind.id.replace('/', '-');
        const paths = writeSnapshots(join(folder, case_), failover.cluster, form).map(
          (path) => `${case_}/${path}`,
        );
        const { code, out, err } = await run('collect', '--redact', ...from(paths), '-o', `${case_}/mail`);
        expect([code, err]).toEqual([0, '']);
        const copies = out.trim().split('\n');
        expect(copies).toEqual(paths.map((_, at) => `${case_}/mail/node${at + 1}.tar.gz`));
        const plain = await run('diagnose', '--format', 'json', ...paths);
        const copied = await run('diagnose', '--format', 'json', ...copies);
        expect(shapeOf(copied.out), kind.id).toEqual(shapeOf(plain.out));
        const { plan } = failover.cluster;
        const all = copies.map(unpacked).join('\n').toLowerCase();
        for (const secret of [
          ...plan.nodes.flatMap(({ name, addresses }) => [name, ...addresses]),
          ...plan.sites.flatMap(({ name, vip }) => [name, vip]),
          ...plan.accounts.map(({ name }) => name).filter((name) => name.length > 4 && name !== 'agent'),
          plan.domain,
        ])
          expect(all.includes(secret.toLowerCase()), `${kind.id}: ${secret}`).toBe(false);
      }
    },
  );

  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const tree = () => {
    write('n1/.facts/meta', 'format=1\nhostname=geheim1\nplatform=linux\n');
    write(
      'n1/.facts/ps',
      '  PID PPID USER COMMAND\n 1 0 root /usr/lib/systemd/systemd\n 2 1 root run --password=geheim2 geheim3\n',
    );
    write('n1/.facts/cjcls', new Uint8Array([0x67, 0x65, 0x68, 0x65, 0x69, 0x6d, 0x34, 0]));
    write('n1/etc/hosts', '10.1.2.3 geheim1\n');
    write('n1/.facts/geheim15', 'geheim16');
    write('n1/etc/resolv.conf', 'search geheim17.kunde.lan\n');
    write('n1/etc/shadow', 'geheim5');
    write('n1/opt/keys/geheim6.pem', 'geheim7');
    write('n1/mnt/geheim8/list of geheim9.csv', 'geheim10');
    symlinkSync('/srv/geheim11', join(folder, 'n1/mnt/geheim12'));
    write('n1/opt/geheim13/resolv.def', '10.1.2.3 geheim14\n');
  };

  test('gives out no content that no check reads, and no name of a file or link that nobody knows', async () => {
    tree();
    const { code, err } = await run(
      'collect',
      '--redact',
      '--from',
      'n1',
      '-o',
      'mail',
      '--redact-map',
      'map.json',
    );
    expect([code, err]).toEqual([0, '']);
    const all = unpacked('mail/node1.tar.gz');
    expect(all).not.toMatch(/geheim|kunde/i);
    for (const there of ['node1/.facts/ps', 'node1/opt/keys/', '/srv/', 'systemd', 'resolv.def'])
      expect(all).toContain(there);
    expect(JSON.parse(readFileSync(join(folder, 'map.json'), 'utf8')).renamed).toContainEqual({
      kind: 'name',
      original: 'geheim1',
      shown: 'node1',
    });
  });

  test('overwrites nothing, and puts no map beside the copies', async () => {
    tree();
    write('mail/node1.tar.gz', 'mine');
    const there = await run('collect', '--redact', '--from', 'n1', '-o', 'mail');
    expect([there.code, there.err]).toEqual([2, expect.stringContaining('it is there already')]);
    expect(readFileSync(join(folder, 'mail/node1.tar.gz'), 'utf8')).toBe('mine');
    const beside = await run(
      'collect',
      '--redact',
      '--from',
      'n1',
      '-o',
      'out',
      '--redact-map',
      'out/map.json',
    );
    expect([beside.code, beside.err]).toEqual([2, expect.stringContaining('must not be mailed out')]);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test.each([
    [['--redact']],
    [['--from', 'n1']],
    [['--redact', '--ssh', 'h']],
    [['--redact', '--from', 'n1', '--ssh', 'h']],
  ])('%j is wrong usage: what is collected stays with its owner', async (args) => {
    tree();
    const { code, err } = await run('collect', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining('--from <snapshot>… --redact')]);
    expect(readdirSync(folder)).toEqual(['n1']);
  });

  test('says which of the paths is no snapshot', async () => {
    tree();
    write('text', 'x');
    for (const path of ['gone', 'text']) {
      const { code, err } = await run('collect', '--redact', '--from', 'n1', '--from', path, '-o', 'mail');
      expect([code, err]).toEqual([2, expect.stringContaining(`--from "${path}"`)]);
    }
  });
});
