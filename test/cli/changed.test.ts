import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Repository } from './git-repository.js';
import { cjclint } from './run-program.js';

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
  repository.cluster('clusters/a');
  repository.cluster('clusters/b');
  repository.write('clusters/b/README', 'b');
  repository.commit('first');
});

interface Report {
  readonly clusters: readonly { readonly manifest: string | null }[];
}

/** The manifests of the clusters that were checked. */
async function checked(ref: string, args: readonly string[] = [], cwd = repository.folder) {
  const ran = await cjclint(['lint', '--changed', ref, '--format', 'json', ...args], { cwd });
  const report: Report = JSON.parse(ran.out);
  return report.clusters.map(({ manifest }) => manifest);
}

const b = ['clusters/b/cjclint.yaml'];
const conf = 'clusters/b/nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf';

describe('lint --changed checks the clusters', () => {
  test('of no change: none, and the exit code is 0', async () => {
    expect(await checked('HEAD')).toEqual([]);
    expect((await cjclint(['lint', '--changed', 'HEAD'], { cwd: repository.folder })).code).toBe(0);
  });

  test.each([
    ['edited', () => repository.append(conf, '\n')],
    [
      'edited and staged',
      () => {
        repository.append(conf, '\n');
        repository.git('add', '-A');
      },
    ],
    [
      'edited and committed',
      () => {
        repository.append(conf, '\n');
        repository.commit('second');
      },
    ],
    ['deleted', () => rmSync(join(repository.folder, conf))],
    ['untracked', () => repository.write('clusters/b/nodes/jcmanager01/etc/日本 語\n.conf', 'x')],
    ['of the shared disk', () => repository.append('clusters/b/shared/mnt/jobmgdb/nqs/daemon.conf', '\n')],
    ['the manifest', () => repository.append('clusters/b/cjclint.yaml', '\n')],
  ])('whose file is %s', async (_, change) => {
    repository.git('branch', 'start');
    change();
    expect(await checked('start')).toEqual(b);
  });

  test('from and to which a file was renamed', async () => {
    const moved = 'clusters/a/nodes/jcmanager01/etc/moved.conf';
    renameSync(join(repository.folder, conf), join(repository.folder, moved));
    repository.git('add', '-A');
    expect(await checked('HEAD')).toEqual(['clusters/a/cjclint.yaml', ...b]);
  });

  test('that declare a shared file outside of their folders', async () => {
    for (const name of ['a', 'b'])
      repository.write(
        `clusters/${name}/cjclint.yaml`,
        'nodes:\n  - {name: jcmanager01, files: ../../common}\n',
      );
    repository.write('common/usr/lib/nqs/rc/daemon.conf', 'local_daemon=SITE\n');
    repository.commit('second');
    repository.append('common/usr/lib/nqs/rc/daemon.conf', '\n');
    const touched = await checked('HEAD', ['--allow-outside', 'clusters']);
    expect(touched).toEqual(['clusters/a/cjclint.yaml', ...b]);
  });

  test('since the commit at which a branch left the ref, not what the ref has changed since', async () => {
    repository.git('checkout', '-q', '-b', 'work');
    repository.append(conf, '\n');
    repository.commit('work');
    repository.git('checkout', '-q', 'main');
    repository.append('clusters/a/cjclint.yaml', '\n');
    repository.commit('main');
    repository.git('checkout', '-q', 'work');
    expect(await checked('main')).toEqual(b);
  });

  test('whatever folder it is run in, a link to it included', async () => {
    repository.append(conf, '\n');
    expect(await checked('HEAD', [], join(repository.folder, 'clusters/b'))).toEqual(['cjclint.yaml']);
    const link = join(mkdtempSync(join(tmpdir(), 'cjclint-link-')), 'link');
    symlinkSync(repository.folder, link);
    expect(await checked('HEAD', [], link)).toEqual(b);
  });

  test('of a submodule in which anything changed, committed there or not', async () => {
    const inner = new Repository();
    inner.cluster('c');
    inner.commit('first');
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'sub');
    repository.git('config', 'diff.ignoreSubmodules', 'all');
    repository.commit('second');
    expect(await checked('HEAD')).toEqual([]);
    repository.append('sub/c/shared/mnt/jobmgdb/nqs/daemon.conf', '\n');
    expect(await checked('HEAD')).toEqual(['sub/c/cjclint.yaml']);
    repository.git('-C', 'sub', 'commit', '--quiet', '--all', '--message', 'inner');
    expect(await checked('HEAD')).toEqual(['sub/c/cjclint.yaml']);
  });

  test('of a repository in this one that it does not track', async () => {
    repository.cluster('nested');
    repository.git('-C', 'nested', 'init', '--quiet');
    repository.git('-C', 'nested', 'commit', '--quiet', '--allow-empty', '--message', 'first');
    expect(await checked('HEAD')).toEqual(['nested/cjclint.yaml']);
  });

  test('outside of the repository, for nothing tells whether they changed', async () => {
    const outside = new Repository();
    outside.cluster('c');
    repository.append(conf, '\n');
    const manifests = await checked('HEAD', [join(outside.folder, 'c'), '.']);
    expect(manifests.map((each) => each?.replace(/^.*(?=\/c\/)/, ''))).toEqual(['/c/cjclint.yaml', ...b]);
  });

  test('all before the first commit', async () => {
    repository = new Repository();
    repository.cluster('a');
    expect(await checked('HEAD')).toEqual(['a/cjclint.yaml']);
  });
});

describe('lint --changed checks all clusters when what decides how they are checked has changed:', () => {
  const all = ['clusters/a/cjclint.yaml', ...b];
  const config = 'rules: {umask-755: error}\n';
  const waivers = 'waivers: [{rule: umask-755, reason: agreed}]\n';

  test.each([
    ['.cjclint.yaml', config, []],
    ['cjclint-waivers.yaml', waivers, []],
    ['reviewed/agreed.yaml', waivers, ['--waivers', 'reviewed/agreed.yaml']],
    ['known.json', '{"schemaVersion": 1, "findings": []}', ['--baseline', 'known.json']],
  ])('%s', async (file, text, args) => {
    repository.write(file, text);
    repository.commit('second');
    expect(await checked('HEAD', args)).toEqual([]);
    repository.append(file, '\n');
    expect(await checked('HEAD', args)).toEqual(expect.arrayContaining(all));
  });

  test('.cjclint.yaml of a folder above, a deleted one included', async () => {
    repository.write('.cjclint.yaml', config);
    repository.commit('second');
    const clusters = join(repository.folder, 'clusters');
    expect(await checked('HEAD', [], clusters)).toEqual([]);
    rmSync(join(repository.folder, '.cjclint.yaml'));
    expect(await checked('HEAD', [], clusters)).toEqual(['a/cjclint.yaml', 'b/cjclint.yaml']);
  });

  test('but not when the one of a folder below the working directory has', async () => {
    repository.write('docs/.cjclint.yaml', config);
    repository.write('docs/cjclint-waivers.yaml', waivers);
    expect(await checked('HEAD')).toEqual([]);
  });

  test('waivers beside a manifest concern its cluster alone', async () => {
    repository.write('clusters/b/cjclint-waivers.yaml', 'waivers: []\n');
    expect(await checked('HEAD')).toEqual(b);
  });
});

test('an ignored file changes nothing', async () => {
  repository.write('.gitignore', '*.log\n');
  repository.commit('second');
  repository.write('clusters/b/nodes/jcmanager01/x.log', 'x');
  expect(await checked('HEAD')).toEqual([]);
});

test('a changed file of no cluster is checked, an unchanged one is not', async () => {
  for (const name of ['c', 'd']) repository.write(`loose/${name}/site.conf`, 'BOOT_TIMEOUT\n');
  repository.commit('second');
  repository.append('loose/d/site.conf', '\n');
  const { out } = await cjclint(['lint', '--changed', 'HEAD', '--quiet'], { cwd: repository.folder });
  expect(out).toContain('loose/d/site.conf');
  expect(out).not.toContain('loose/c/site.conf');
});

test('a touched cluster is compared with the untouched ones of its network', async () => {
  const manifest = (name: string) =>
    `cluster: ${name}\nnetwork: prod\nnodes: [{name: ${name}1}]\nsites: [{name: ${name}.example.jp, machineId: 7, database: /mnt/${name}}]\n`;
  for (const name of ['a', 'b']) repository.write(`clusters/${name}/cjclint.yaml`, manifest(name));
  repository.commit('second');
  repository.append('clusters/a/cjclint.yaml', '# touched\n');
  const args = ['lint', '--changed', 'HEAD', '--quiet', '--rule', 'machine-id-unique-in-network'];
  const { out } = await cjclint(args, { cwd: repository.folder });
  expect(out).toMatch(/^clusters\/a\/cjclint\.yaml:4:.*machine-id-unique-in-network/m);
});

describe('exit 2 and one line on stderr', () => {
  test.each([
    ['nonsense', 'git: no such commit'],
    ['--output=x', 'git: no such commit'],
    ['', 'git: no such commit'],
    ['HEAD\n', 'git: no such commit'],
  ])('for the ref %j', async (ref, why) => {
    const ran = await cjclint(['lint', `--changed=${ref}`], { cwd: repository.folder });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(why);
    expect(ran.err.split('\n')).toHaveLength(2);
  });

  test('for a commit before those of a shallow clone, with what to do', async () => {
    const old = repository.git('rev-parse', 'HEAD').trim();
    repository.append(conf, '\n');
    repository.commit('second');
    const clone = join(mkdtempSync(join(tmpdir(), 'cjclint-shallow-')), 'clone');
    repository.git('clone', '--quiet', '--depth', '1', `file://${repository.folder}`, clone);
    const ran = await cjclint(['lint', '--changed', old], { cwd: clone });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('shallow clone; fetch its history');
  });

  test('outside of a repository', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'cjclint-nogit-'));
    mkdirSync(join(cwd, 'x'));
    const ran = await cjclint(['lint', '--changed', 'HEAD'], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('not a git repository');
  });
});
