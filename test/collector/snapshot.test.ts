import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { collectorScript } from '../../src/cli/collecting/collector-script.js';
import { bake } from '../../src/jobcenter/collector/bake.js';
import { nothingKnown } from '../../src/jobcenter/collector/known.js';
import { cjclint } from '../cli/run-program.js';
import { KEY_BYTES, KEY_TEXT, put, putCommand, rootOf } from './root-tree.js';
import {
  collect,
  copyTree,
  emptyFolder,
  fact,
  me,
  mine,
  ordinary,
  paths,
  repository,
  shellNames,
  whyMissing,
} from './shells.js';

const key = '/opt/keys/jcagcluster.pem';
const withKey = bake(collectorScript(), { ...nothingKnown, keys: [key] });

/** The findings and exit code of a cluster's folder. */
async function lint(folder: string): Promise<unknown> {
  const { out, code } = await cjclint(['lint', '--format', 'json'], { cwd: folder });
  const report: { findings: Record<string, unknown>[] } = JSON.parse(out);
  return { code, findings: report.findings };
}

describe.each(shellNames)('under %s', (shell) => {
  const nodes = ['jcmanager01', 'jcmanager02'];
  const roots = new Map<string, string>();
  const cluster = emptyFolder();

  beforeAll(() => {
    for (const node of nodes) {
      const root = rootOf('ten-faults', node);
      roots.set(node, root);
      const { status, stderr } = collect(root, {
        shell,
        script: withKey,
        into: join(cluster, 'nodes', node),
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  test('the snapshots of a cluster’s nodes are found at fault for what their trees are', async () => {
    const trees = emptyFolder();
    for (const [node, root] of roots) copyTree(root, join(trees, 'nodes', node));
    for (const folder of [trees, cluster]) {
      mkdirSync(join(folder, 'shared'));
      copyFileSync(
        join(repository, 'fixtures/clusters/ten-faults/cjclint.yaml'),
        join(folder, 'cjclint.yaml'),
      );
    }
    const ofTrees = await lint(trees);
    expect(await lint(cluster)).toEqual(ofTrees);
    expect(ofTrees).toMatchObject({ code: 1, findings: expect.arrayContaining([expect.anything()]) });
  });

  test('the config files are there byte for byte, the links as links', () => {
    const folder = join(cluster, 'nodes/jcmanager02');
    const root = roots.get('jcmanager02') ?? '';
    const files = paths(folder).filter((path) => !path.startsWith('/.facts/'));
    expect(files).toEqual([
      '/etc/hostname',
      '/etc/hosts',
      '/etc/nsswitch.conf',
      '/mnt/jobagdb/jcexecutor/agent/jcexecutor_agent.yaml',
      '/mnt/jobmgdb/nqs/daemon.conf',
      '/mnt/jobmgdb2/nqs/daemon.conf',
      '/usr/lib/nqs/rc/daemon.conf',
      '/usr/spool/nqs/C0A80146',
      '/usr/spool/nqs/C0A80165',
      '/usr/spool/nqs/daemon.conf',
    ]);
    for (const file of files) {
      const link = lstatSync(join(root, file)).isSymbolicLink();
      if (link) expect(readlinkSync(join(folder, file))).toBe(readlinkSync(join(root, file)));
      else expect(readFileSync(join(folder, file))).toEqual(readFileSync(join(root, file)));
    }
  });

  test('no byte of the private key is in it, only its mode', () => {
    const { archive, folder } = collect(roots.get('jcmanager01') ?? '', { shell, script: withKey });
    expect(gunzipSync(archive).includes(KEY_BYTES)).toBe(false);
    expect(fact(folder, 'stat')).toContain(`600\t${mine}\tregular file\t${key}\n`);
    expect(fact(folder, 'stat')).toContain(`700\t${mine}\tdirectory\t/opt/keys\n`);
  });

  test('what the running machine would tell is said to be not collected', () => {
    const folder = join(cluster, 'nodes/jcmanager01');
    for (const name of ['ip-addr', 'mounts', 'ps', 'ps-start', 'umask', 'listen', 'env', 'holders']) {
      expect(fact(folder, name), name).toBeNull();
      expect(whyMissing(folder, name), name).toMatch(/^collected from a tree/);
    }
  });

  test('commands are asked for each site, and their output kept as it is', () => {
    const folder = join(cluster, 'nodes/jcmanager01');
    const saved = (name: string) =>
      readFileSync(join(repository, 'fixtures/clusters/ten-faults/nodes/jcmanager01/.facts', name), 'utf8');
    for (const name of ['cjcls', 'cjcls-a', 'jcagctrl-list', 'nmapmgr', 'nmapmgr.jcmgcluster.example.jp']) {
      expect(fact(folder, name), name).toBe(saved(name));
    }
    expect(fact(folder, 'meta')).toMatch(
      /^format=1\nhostname=jcmanager01\nplatform=linux\ncollected_at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\nuser=/,
    );
    expect(fact(folder, 'meta')).toContain(`\nuser=${me}\n`);
  });

  test('a link that leads out of the tree is taken for a place in the tree', () => {
    const root = rootOf('healthy', 'jcmanager01');
    const outside = emptyFolder();
    put(outside, 'daemon.conf', 'ipaddress=10.9.9.9\n');
    const spool = join(root, 'usr/spool/nqs');
    spawnSync('rm', ['-rf', spool]);
    symlinkSync(outside, spool);
    expect(gunzipSync(collect(root, { shell }).archive).includes('10.9.9.9')).toBe(false);
    put(root, join(outside, 'daemon.conf'), 'ipaddress=10.8.8.8\n');
    const { folder } = collect(root, { shell });
    expect(readlinkSync(join(folder, 'usr/spool/nqs'))).toBe(outside);
    expect(readFileSync(join(folder, outside, 'daemon.conf'), 'utf8')).toBe('ipaddress=10.8.8.8\n');
    expect(fact(folder, 'stat')).toContain('regular file\t/usr/spool/nqs/daemon.conf\n');
    expect(readFileSync(join(outside, 'daemon.conf'), 'utf8')).toBe('ipaddress=10.9.9.9\n');
  });

  test('links in circles end', () => {
    const root = rootOf('healthy', 'jcmanager01');
    spawnSync('rm', ['-rf', join(root, 'mnt/jobmgdb')]);
    symlinkSync('/mnt/round', join(root, 'mnt/jobmgdb'));
    symlinkSync('/mnt/jobmgdb', join(root, 'mnt/round'));
    expect(collect(root, { shell })).toMatchObject({ status: 0, stderr: '' });
  });

  test('hostile names of files, sites and databases are data', () => {
    const root = rootOf('healthy', 'jcmanager01');
    const hostile = [
      '-rf',
      '$(touch pwned)',
      '`touch pwned`',
      "it's",
      'a b',
      'tab\there',
      'new\nline',
      '*',
      '日本',
    ];
    for (const name of hostile) put(root, join('mnt/jobmgdb', name), '');
    put(root, "mnt/$(touch pwned) 'x'/nqs/daemon.conf", 'ipaddress=10.1.1.1\n');
    put(root, 'usr/spool/nqs/-n/resolv.def', '10.1.1.1 x\n');
    putCommand(
      root,
      'usr/lib/nqs/cluster/cjcls',
      `cat <<'END'
SITE-NAME DAEMON-PID DB-PATH(LINK)
../../evil SHUT /mnt/jobmgdb
-x         SHUT /mnt/$(touch pwned) 'x' (/usr/spool/nqs/C0A80164)
$(id)      SHUT /../../../etc
END`,
    );
    const before = paths(process.cwd()).filter((path) => path.includes('pwned'));
    const { status, stderr, folder } = collect(root, { shell });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const stat = fact(folder, 'stat') ?? '';
    for (const name of hostile.filter((each) => !each.includes('\n'))) {
      expect(stat).toContain(`\tregular empty file\t/mnt/jobmgdb/${name}\n`);
    }
    expect(readFileSync(join(folder, "mnt/$(touch pwned) 'x'/nqs/daemon.conf"), 'utf8')).toBe(
      'ipaddress=10.1.1.1\n',
    );
    expect(existsSync(join(folder, 'usr/spool/nqs/-n/resolv.def'))).toBe(true);
    expect(paths(join(folder, '.facts')).filter((path) => path.includes('evil'))).toEqual([]);
    expect(paths(process.cwd()).filter((path) => path.includes('pwned'))).toEqual(before);
  });

  test('a key under another name is not collected: linked, hard-linked, or pasted into a config file', () => {
    const root = rootOf('healthy', 'jcmanager01');
    const common = 'usr/lib/nqs/rc/daemon.conf';
    const ways = [
      () => symlinkSync(key, join(root, common)),
      () => {
        put(root, 'opt/keys/odd-name', `raw ${KEY_BYTES}\n`);
        linkSync(join(root, 'opt/keys/odd-name'), join(root, common));
      },
      () => put(root, common, `local_daemon=SITE\n${KEY_TEXT}`),
    ];
    const script = bake(collectorScript(), { ...nothingKnown, keys: [key, '/opt/keys/odd-name'] });
    for (const way of ways) {
      spawnSync('rm', ['-f', join(root, common)]);
      way();
      const { archive, folder } = collect(root, { shell, script });
      expect(gunzipSync(archive).includes(KEY_BYTES)).toBe(false);
      expect(whyMissing(folder, `/${common}`)).toBe('a private key is never collected');
    }
  });

  test('passwords in config files are masked', () => {
    const root = rootOf('healthy', 'jcmanager01');
    put(
      root,
      'mnt/jobmgdb/nqs/daemon.conf',
      'NATS_URL=nats://me:hunter2@10.1.1.1:23141\nmail_password = hunter2\n',
    );
    put(root, 'etc/passwd', 'root:x:0:0::/:/bin/sh\nold:$1$hunter2:1:1::/:/bin/sh\n');
    const { archive, folder } = collect(root, { shell });
    expect(gunzipSync(archive).includes('hunter2')).toBe(false);
    expect(readFileSync(join(folder, 'mnt/jobmgdb/nqs/daemon.conf'), 'utf8')).toBe(
      'NATS_URL=nats://***@10.1.1.1:23141\nmail_password = ***\n',
    );
    expect(readFileSync(join(folder, 'etc/passwd'), 'utf8')).toBe(
      'root:x:0:0::/:/bin/sh\nold:***:1:1::/:/bin/sh\n',
    );
    expect(readFileSync(join(folder, 'etc/nsswitch.conf'))).toEqual(
      readFileSync(join(root, 'etc/nsswitch.conf')),
    );
  });

  test('an ordinary user collects less, and the snapshot says why', () => {
    const root = rootOf('healthy', 'jcmanager01');
    chmodSync(root, 0o755);
    // Closed to their owner too, who may be the ordinary user.
    const closed = ['mnt/jobmgdb/nqs', 'usr/lib/nqs/rc/daemon.conf'].map((path) => join(root, path));
    for (const each of closed) chmodSync(each, 0);
    putCommand(root, 'usr/lib/nqs/cluster/cjcls', 'echo "only for root" >&2; exit 1');
    const { status, stderr, folder } = collect(root, { shell, script: withKey, as: ordinary.as });
    for (const each of closed) chmodSync(each, 0o700);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(whyMissing(folder, 'cjcls')).toBe('not root (exit status 1: only for root)');
    expect(whyMissing(folder, '/usr/lib/nqs/rc/daemon.conf')).toMatch(/^not root \(.*Permission denied\)$/);
    expect(whyMissing(folder, '/mnt/jobmgdb/nqs/daemon.conf')).toMatch(/^not root/);
    expect(fact(folder, 'meta')).toContain(`\nuser=${ordinary.name}\n`);
    expect(fact(folder, 'jcagctrl-list')).toContain('clusterinstance');
    expect(fact(folder, 'stat')).toContain(`0\t${mine}\tdirectory\t/mnt/jobmgdb/nqs\n`);
  });

  test('nothing is left behind, and the file named is the archive', () => {
    const temporary = emptyFolder();
    const root = rootOf('healthy', 'jcmanager01');
    const out = join(emptyFolder(), 'it is.tgz');
    const script = join(emptyFolder(), 'collector.sh');
    writeFileSync(script, collectorScript());
    for (const args of [[out], ['-o', out]]) {
      const [command = '', ...first] = { dash: ['dash'], bash: ['bash'], busybox: ['busybox', 'ash'] }[shell];
      const run = spawnSync(command, [...first, script, ...args], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, CJCLINT_ROOT: root, TMPDIR: temporary },
      });
      expect(run).toMatchObject({ status: 0, stdout: '', stderr: '' });
      expect(spawnSync('tar', ['-tzf', out], { encoding: 'utf8' }).stdout).toContain('./.facts/meta\n');
      expect(lstatSync(out).mode & 0o077).toBe(0);
      spawnSync('rm', [out]);
    }
    expect(paths(temporary)).toEqual([]);
  });
});

test('without CJCLINT_ROOT_EXEC no program of the tree runs', () => {
  const root = rootOf('healthy', 'jcmanager01');
  const mark = join(emptyFolder(), 'ran');
  putCommand(root, 'usr/lib/nqs/cluster/cjcls', `touch ${mark}`);
  const { status, folder } = collect(root, { env: { CJCLINT_ROOT_EXEC: '' } });
  expect(status).toBe(0);
  expect(existsSync(mark)).toBe(false);
  expect(whyMissing(folder, 'cjcls')).toBe('collected from a tree, whose programs were not run');
  expect(readlinkSync(join(folder, 'usr/spool/nqs/C0A80164'))).toBe('/mnt/jobmgdb');
});

test('busybox’s own tools are enough', () => {
  const bin = emptyFolder();
  spawnSync('busybox', ['--install', '-s', bin]);
  symlinkSync('/usr/bin/busybox', join(bin, 'busybox'));
  const { status, stderr, folder } = collect(rootOf('healthy', 'jcmanager01'), {
    shell: 'busybox',
    as: [join(bin, 'env'), `PATH=${bin}`],
    script: withKey,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(fact(folder, 'stat')).toContain(`755\t${mine}\tdirectory\t/mnt/jobmgdb\n`);
  expect(fact(folder, 'changed')).toMatch(
    /^\d+\t\/mnt\/jobagdb\/jcexecutor\/agent\/jcexecutor_agent\.yaml$/m,
  );
  expect(fact(folder, 'checksums')).toMatch(/^[0-9a-f]{64} {2}\/usr\/lib\/nqs\/rc\/daemon\.conf$/m);
  expect(fact(folder, 'cjcls')).toContain('/mnt/jobmgdb');
});

test('a script that arrives only in part does nothing', () => {
  const script = collectorScript();
  const root = rootOf('healthy', 'jcmanager01');
  for (const part of [0.5, 0.9, 0.999]) {
    const { archive } = collect(root, { script: script.slice(0, Math.floor(script.length * part)) });
    expect(archive.length).toBe(0);
  }
});

test('the script is clean for shellcheck', () => {
  const file = join(repository, 'src/jobcenter/collector/collector.sh');
  const { status, stdout } = spawnSync('shellcheck', ['-s', 'sh', file], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('on the running machine its addresses, mounts, processes and accounts are collected', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'db'));
  const script = bake(collectorScript(), {
    ...nothingKnown,
    databases: [join(folder, 'db')],
    names: ['localhost'],
  });
  const { status, folder: snapshot } = collect('', {
    script,
    env: { NQS_SITE: 's', NATS_URL: 'nats://u:hunter2@h:1' },
  });
  expect(status).toBe(0);
  expect(fact(snapshot, 'mounts')).toContain(' / ');
  expect(fact(snapshot, 'passwd')).toMatch(/^root:x:0:0:/m);
  expect(fact(snapshot, 'lookup')).toMatch(/^localhost\t.*(127\.0\.0\.1|::1)/m);
  expect(fact(snapshot, 'umask')).toMatch(/^0[0-7]{3}\n$/);
  expect(fact(snapshot, 'env')).toBe('NQS_SITE=s\nNATS_URL=nats://***@h:1\n');
  expect(fact(snapshot, 'stat')).toContain(`\tdirectory\t${folder}/db\n`);
  expect(whyMissing(snapshot, 'cjcls')).toBe('command not found');
});
