import { spawnSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../../rules/index.js';
import type { FixStep } from '../../../src/engine/diagnosis.js';
import { mendedRules } from '../../../src/jobcenter/remedies/fix.js';
import { bare, diagnosed } from '../diagnosis/diagnosed.js';

const examples = resolve('fixtures/clusters/ten-faults');
let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cjclint-remedies-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** A node's tree with the shared disk on it, in which a command's absolute paths lead. */
function machine(node: string, name: string): string {
  const root = join(scratch, name);
  cpSync(join(examples, 'nodes', node), root, { recursive: true, verbatimSymlinks: true });
  cpSync(join(examples, 'shared'), root, { recursive: true });
  return root;
}

function inside(root: string, command: string): void {
  const moved = command.replace(/(^| )\/(?=(?:etc|mnt|usr\/spool|usr\/lib\/nqs\/rc)\b)/g, `$1${root}/`);
  const { status, stderr } = spawnSync('sh', ['-c', moved], { encoding: 'utf8' });
  expect({ status, stderr }, moved).toEqual({ status: 0, stderr: '' });
}

/** Every file with its text, every link with its target. */
function contents(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.flatMap((path) => {
      const place = join(root, path);
      const status = lstatSync(place);
      if (status.isSymbolicLink()) return [[path, `-> ${readlinkSync(place)}`]];
      return status.isFile() ? [[path, readFileSync(place, 'utf8')]] : [];
    }),
  );
}

async function stepsOf(rule: string): Promise<readonly FixStep[]> {
  const { causes } = await diagnosed([examples], null, { cwd: resolve('.') });
  const found = causes.filter((cause) => bare(cause.rule) === rule);
  expect(found, rule).not.toEqual([]);
  return found.flatMap(({ fix }) => fix).filter(({ command }) => command !== null);
}

describe('a remedy', () => {
  test('is one of a rule that exists', () => {
    const names = rules.map(({ name }) => name);
    for (const rule of mendedRules) expect(names).toContain(rule);
  });

  test.each([
    ['maintenance-mode', 'usr/lib/nqs/rc/daemon.conf', /maintenance/, null],
    ['vip-forward-lookup', 'etc/hosts', /192\.168\.1\.200/, /^192\.168\.1\.100\s+jcmgcluster\.example\.jp/m],
    [
      'nats-url-distinct',
      'mnt/jobmgdb/nqs/daemon.conf',
      /192\.168\.1\.11:/,
      /^NATS_URL=nats:\/\/192\.168\.1\.100:23141$/m,
    ],
    ['vip-link-name', 'usr/spool/nqs/C0A80164', null, /-> \/mnt\/jobmgdb/],
  ])(
    'of %s mends the file when its command is run, and its undo brings everything back',
    async (rule, file, gone, there) => {
      const [step] = await stepsOf(rule);
      const root = machine(step?.node ?? 'jcmanager01', rule);
      const before = contents(root);
      inside(root, step?.command ?? '');
      const after = contents(root);
      if (gone !== null) expect(before[file]).toMatch(gone);
      if (gone !== null) expect(after[file]).not.toMatch(gone);
      if (there !== null) expect(after[file]).toMatch(there);
      expect(step?.undo).not.toBeNull();
      inside(root, step?.undo?.en ?? '');
      expect(contents(root)).toEqual(before);
    },
  );

  test('of local-daemon-mode adds the line that the other node has, then restarts the local site', async () => {
    const [write, ...others] = await stepsOf('local-daemon-mode');
    const root = machine('jcmanager01', 'local-daemon-mode');
    inside(root, write?.command ?? '');
    expect(contents(root)['usr/lib/nqs/rc/daemon.conf']).toMatch(/^local_daemon=SITE$/m);
    expect(others.map(({ command }) => command)).toEqual(['/usr/lib/nqs/nqsstop', '/usr/lib/nqs/nqsstart']);
  });

  test("writes what is missing into a site's file that is empty, where sed finds no line to write behind", async () => {
    const cwd = join(scratch, 'empty');
    cpSync(resolve('fixtures/diagnosis/base/nodes'), cwd, { recursive: true, verbatimSymlinks: true });
    const file = join(cwd, 'jcmanager01/mnt/jobmgdb/nqs/daemon.conf');
    writeFileSync(file, '');
    const { causes } = await diagnosed(['jcmanager01', 'jcmanager02'], null, { cwd });
    const steps = causes.flatMap(({ fix }) => fix);
    for (const { command } of steps) inside(join(cwd, 'jcmanager01'), command ?? '');
    const lines = readFileSync(file, 'utf8').split('\n').toSorted();
    expect(lines).toEqual(['', 'NATS_URL=nats://192.168.1.100:23141', 'ipaddress=192.168.1.100']);
    for (const { undo } of steps) inside(join(cwd, 'jcmanager01'), undo?.en ?? '');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test("gives a local site back its own node's address where the file is the other node's", async () => {
    const cwd = join(scratch, 'copied');
    cpSync(resolve('fixtures/diagnosis/base/nodes'), cwd, { recursive: true, verbatimSymlinks: true });
    const [theirs, file] = ['jcmanager01', 'jcmanager02'].map((node) =>
      join(cwd, node, 'usr/spool/nqs/daemon.conf'),
    );
    if (theirs === undefined || file === undefined) throw new Error('two nodes are expected');
    const before = readFileSync(file, 'utf8');
    cpSync(theirs, file);
    const copied = readFileSync(file, 'utf8');
    const { causes } = await diagnosed(['jcmanager01', 'jcmanager02'], null, { cwd });
    const steps = causes.flatMap(({ fix }) => fix);
    expect(steps.map(({ node }) => node)).toEqual(['jcmanager02', 'jcmanager02']);
    for (const { command } of steps) inside(join(cwd, 'jcmanager02'), command ?? '');
    expect(readFileSync(file, 'utf8')).toBe(before);
    for (const { undo } of steps.toReversed()) inside(join(cwd, 'jcmanager02'), undo?.en ?? '');
    expect(readFileSync(file, 'utf8')).toBe(copied);
  });

  test('makes a missing job user with the ids of the other node', async () => {
    const [step] = await stepsOf('job-user-match');
    expect(step).toMatchObject({
      node: 'jcmanager02',
      command: 'useradd -m -u 1002 -g 1002 batch02',
      undo: { en: 'userdel batch02' },
    });
  });
});
