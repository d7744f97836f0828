import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tar, tarEntry } from '../source/archive/write-tar.js';
import { zip } from '../source/archive/write-zip.js';
import { cjclint } from './run-program.js';

const clusters = path.resolve(import.meta.dirname, '../../fixtures/clusters');
const installed = (command: string) =>
  spawnSync(command, ['--help'], { stdio: 'ignore' }).error === undefined;
const missing = ['tar', 'gzip', 'xz', 'zip'].filter((command) => !installed(command));
// Elsewhere than in CI the tools may be lacking; scripts/test-setup.sh installs them.
const canPack = missing.length === 0 || process.env.CI === 'true';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-archives-'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function shell(script: string, folder: string): void {
  const { status, stderr } = spawnSync('sh', ['-euc', script], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
}

/** A report without what an archive's name changes: places are shown from the cluster's top, the name is given. */
async function report(target: string, prefix: string, name: string) {
  const { code, out, err } = await cjclint(['lint', target, '--format', 'json'], { cwd });
  const { findings, notChecked, coverage, summary, verdict, clusters: checked } = JSON.parse(out);
  const rest = { findings, notChecked, coverage, summary, verdict, checked };
  const text = JSON.stringify(rest, (key, value) => (key === 'fingerprint' ? undefined : value))
    .replaceAll(prefix, '')
    .replaceAll(`"${name}"`, '"the cluster"');
  return { code, err, ...JSON.parse(text) };
}

describe.runIf(canPack)('one cluster, however it is packed', () => {
  const packed: readonly (readonly [string, string, boolean])[] = [
    ['flat.tar', 'tar cf ../flat.tar .', false],
    ['flat.tgz', 'tar czf ../flat.tgz .', false],
    ['flat.tar.xz', 'tar cJf ../flat.tar.xz .', false],
    ['flat.zip', 'zip -qry ../flat.zip .', false],
    ['top.tar', 'cd .. && tar cf top.tar top', true],
    ['top.tar.gz', 'cd .. && tar --format=pax -czf top.tar.gz top', true],
    ['top.zip', 'cd .. && zip -qry top.zip top', true],
  ];

  for (const cluster of ['healthy', 'ten-faults']) {
    test(`${cluster}: the same findings, at the same places`, async () => {
      const folder = path.join(cwd, cluster);
      cpSync(path.join(clusters, cluster), path.join(folder, 'top'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      const plain = await report(`${cluster}/top`, `${cluster}/top/`, 'top');
      expect(plain.code).toBe(cluster === 'healthy' ? 0 : 1);
      expect(plain.findings.length).toBeGreaterThan(cluster === 'healthy' ? 0 : 9);
      for (const [archive, script, hasTop] of packed) {
        shell(script, path.join(folder, 'top'));
        const prefix = `${cluster}/${archive}!/${hasTop ? 'top/' : ''}`;
        expect(await report(`${cluster}/${archive}`, prefix, hasTop ? 'top' : 'flat'), archive).toEqual(
          plain,
        );
      }
    });

    test(`${cluster}: with each node's tree and the shared disk in an archive`, async () => {
      const plainFolder = path.join(cwd, `${cluster}-plain`);
      const folder = path.join(cwd, `${cluster}-parts`);
      for (const each of [plainFolder, folder]) {
        cpSync(path.join(clusters, cluster), each, { recursive: true, verbatimSymlinks: true });
        // The defaults: an archive is taken where there is no folder.
        const manifest = path.join(each, 'cjclint.yaml');
        writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^( {4}files|shared):.*\n/gm, ''));
      }
      const plain = await report(`${cluster}-plain`, `${cluster}-plain/`, `${cluster}-plain`);
      const [first = '', second = ''] = readdirSync(path.join(folder, 'nodes'));
      shell(`tar cJf ${first}.tar.xz -C ${first} . && rm -r ${first}`, path.join(folder, 'nodes'));
      shell(`zip -qry ${second}.zip ${second} && rm -r ${second}`, path.join(folder, 'nodes'));
      shell('tar czf shared.tgz shared && rm -r shared', folder);
      const parts = await report(`${cluster}-parts`, `${cluster}-parts/`, `${cluster}-parts`);
      const text = JSON.stringify(parts)
        .replaceAll(`${first}.tar.xz!/`, `${first}/`)
        .replaceAll(`${second}.zip!/${second}/`, `${second}/`)
        .replaceAll('shared.tgz!/shared/', 'shared/');
      expect(JSON.parse(text)).toEqual(plain);

      const alone = await report(
        `${cluster}-parts/nodes/${first}.tar.xz`,
        `${cluster}-parts/`,
        `${cluster}-parts`,
      );
      expect(alone).toEqual(parts);
    });
  }
});

describe('archives as arguments', () => {
  const conf = 'local_daemon=SITE # both\n';

  test('a node tree without a manifest: its config files are checked for what each alone can tell', async () => {
    writeFileSync(
      path.join(cwd, 'node.tar'),
      tar({ name: 'n/usr/lib/nqs/rc/daemon.conf', content: conf }, { name: 'n/etc/hosts' }),
    );
    const { code, out } = await cjclint(['lint', 'node.tar'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('node.tar!/n/usr/lib/nqs/rc/daemon.conf:1:');
    expect(out).toContain('[jobcenter/trailing-comment]');
  });

  test('one with nothing to check in it is told, and ends with 2', async () => {
    writeFileSync(path.join(cwd, 'empty.zip'), zip([{ name: 'etc/motd', content: 'hello' }]));
    const { code, err } = await cjclint(['lint', 'empty.zip'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/^cjclint: error: "empty\.zip": nothing to check here/);
  });

  test('a manifest in an archive reaches nothing outside of it', async () => {
    mkdirSync(path.join(cwd, 'secret/etc'), { recursive: true });
    const manifest = 'nodes: [{name: a, files: ../secret}, {name: b, files: inner.tar}]\n';
    writeFileSync(path.join(cwd, 'reach.zip'), zip([{ name: 'cjclint.yaml', content: manifest }]));
    for (const more of [[], ['--allow-outside']]) {
      const { code, out } = await cjclint(['lint', 'reach.zip', ...more], { cwd });
      expect(code).toBe(2);
      expect(out).toContain('"../secret" is no folder of this archive');
      expect(out).toContain('"inner.tar" is no folder of this archive');
    }
  });
});

describe('a damaged archive of one node', () => {
  test('is named with its reason in both languages; the node counts as without data, the other is checked', async () => {
    const folder = path.join(cwd, 'damaged');
    mkdirSync(path.join(folder, 'nodes/b/usr/lib/nqs/rc'), { recursive: true });
    writeFileSync(path.join(folder, 'cjclint.yaml'), 'nodes: [{name: a}, {name: b}]\n');
    const conf = tarEntry({ name: 'usr/lib/nqs/rc/daemon.conf', content: 'maintenance=ON\n' });
    writeFileSync(path.join(folder, 'nodes/a.tar'), conf);
    writeFileSync(path.join(folder, 'nodes/b/usr/lib/nqs/rc/daemon.conf'), 'maintenance=ON\n');
    const { code, out } = await cjclint(['lint', 'damaged', '--format', 'json'], { cwd });
    const found: { rule: string; node: string | null; location: { file: string } }[] =
      JSON.parse(out).findings;
    expect(code).toBe(2);
    expect(found.filter(({ rule }) => rule === 'cjclint/unreadable-file')).toMatchObject([
      { node: 'a', location: { file: 'damaged/nodes/a.tar', line: 1 } },
    ]);
    const maintenance = found.filter(({ rule }) => rule === 'jobcenter/maintenance-mode');
    expect(maintenance.map(({ location }) => location.file)).toEqual([
      'damaged/nodes/b/usr/lib/nqs/rc/daemon.conf',
    ]);
    expect(out).toContain('the archive \\"damaged/nodes/a.tar\\" is not read: it ends too early');
    const ja = await cjclint(['lint', 'damaged', '--lang', 'ja'], { cwd });
    expect(ja.out).toContain('アーカイブ "damaged/nodes/a.tar" は読み込まれません: 途中で切れています');
  });

  test('odd entries of an archive are told once each kind', async () => {
    const conf = { name: 'etc/resolv.def', content: '' };
    const bytes = tar(
      conf,
      { name: '../x' },
      { name: '../y' },
      { name: '/abs' },
      { name: 'dev/null', type: '3' },
      conf,
    );
    writeFileSync(path.join(cwd, 'odd.tar'), bytes);
    const { code, out } = await cjclint(['lint', 'odd.tar', '--quiet'], { cwd });
    expect(code).toBe(2);
    expect(out.split('\n').filter((line) => line.includes('cjclint/'))).toEqual([
      expect.stringMatching(
        /^odd\.tar!\/\.\.\/x:1:1: error: .* "\.\."; the entry is left out \(and 1 more\) \[/,
      ),
      expect.stringMatching(/^odd\.tar!\/abs:1:1: error: .* absolute/),
      expect.stringMatching(/^odd\.tar!\/dev\/null:1:1: error: .* device/),
      expect.stringMatching(/^odd\.tar!\/etc\/resolv\.def:1:1: error: .* the last one counts/),
    ]);
  });
});

describe('limits', () => {
  test.each([
    ['--max-entries', '2', 'it has too many entries (limit 2)'],
    ['--max-depth', '1', 'its folders lie too deep (limit 1)'],
    ['--max-total-bytes', '1K', 'it unpacks to too many bytes (limit 1024 bytes)'],
  ])('%s names archive, limit and option', async (option, value, words) => {
    writeFileSync(path.join(cwd, 'three.tar'), tar({ name: 'etc/resolv.def' }, { name: 'b' }, { name: 'c' }));
    const { code, out } = await cjclint(['lint', 'three.tar', option, value], { cwd });
    expect(code).toBe(2);
    expect(out).toContain(`the archive "three.tar" is not read: ${words}`);
    expect(out).toContain(`raise the limit with ${option}`);
    expect(out).toContain('[cjclint/limit-reached]');
  });

  test.each(['0', '-1', '1.5', 'many', '10T', '99999999999999999999'])('%s is no limit', async (value) => {
    const { code, err } = await cjclint(['lint', '--max-file-bytes', value], { cwd });
    expect({ code, err: err.split('\n').length }).toEqual({ code: 2, err: 2 });
    expect(err).toContain('--max-file-bytes');
  });

  test('a folder is held to them too', async () => {
    mkdirSync(path.join(cwd, 'deep/a/b'), { recursive: true });
    writeFileSync(path.join(cwd, 'deep/a/b/resolv.def'), '');
    expect((await cjclint(['lint', 'deep', '--max-depth', '1'], { cwd })).code).toBe(2);
    expect((await cjclint(['lint', 'deep', '--max-depth', '2'], { cwd })).code).toBe(0);
    renameSync(path.join(cwd, 'deep'), path.join(cwd, 'done'));
  });
});

describe('a sosreport as a node tree', () => {
  const conf = 'local_daemon=SITE\nmaintenance=ON\n';
  const files = [
    { name: 'usr/lib/nqs/rc/daemon.conf', content: conf },
    { name: 'hostname', type: '2', target: 'sos_commands/host/hostname' },
    { name: 'sos_commands/host/hostname', content: 'other\n' },
    {
      name: 'sos_commands/networking/ip_-o_addr',
      content: '2: eth0    inet 10.0.0.1/24 scope global eth0\n',
    },
    { name: 'sos_commands/logs/journalctl', content: 'x'.repeat(100_000) },
  ];

  test('gives the facts it holds; findings show the files of the report', async () => {
    const folder = path.join(cwd, 'support');
    mkdirSync(folder);
    const name = 'sosreport-a-2026-11-21-abcdefg';
    const inFolder = files.map((each) => ({ ...each, name: `${name}/${each.name}` }));
    writeFileSync(path.join(folder, `${name}.tar`), tar(...inFolder));
    writeFileSync(path.join(folder, 'cjclint.yaml'), `nodes: [{name: a, files: ${name}.tar}, {name: b}]\n`);
    const { out } = await cjclint(['lint', 'support', '--format', 'json'], { cwd });
    const found: { rule: string; message: string; location: { file: string } }[] = JSON.parse(out).findings;
    const shown = found.map(({ rule, location }) => `${rule} ${location.file}`);
    expect(shown).toContain(
      `jobcenter/maintenance-mode support/${name}.tar!/${name}/usr/lib/nqs/rc/daemon.conf`,
    );
    const host = found.find(({ rule }) => rule === 'jobcenter/node-facts-match');
    expect(host?.message).toContain('other');
    expect(JSON.stringify(host)).toContain(`${name}/sos_commands/host/hostname`);
  });
});
