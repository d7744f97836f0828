import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostFiles } from '../../src/cli/collecting/host-files.js';
import { cjclint } from '../cli/run-program.js';
import { putCommand } from './root-tree.js';
import { emptyFolder, repository } from './shells.js';

const path = process.env.PATH;
let cwd = '';
let bin = '';

beforeEach(() => {
  cwd = emptyFolder();
  bin = emptyFolder();
  process.env.PATH = `${bin}:${path}`;
});
afterEach(() => {
  process.env.PATH = path;
});

/** Runs `collect` with a program of this text in the place of ssh. */
function collect(ssh: string, args: readonly string[] = ['--ssh', 'node']) {
  putCommand(bin, 'ssh', ssh);
  return cjclint(['collect', ...args], { cwd });
}

/** The processes that this one has started with a text among their arguments. */
function childrenNamed(text: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const isChild = new RegExp(`^PPid:\\s*${process.pid}$`, 'm').test(status);
      return isChild && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

test.each([
  ['a login shell that says hello', 'cat >/dev/null; echo Welcome; echo x | gzip', 'what came is no archive'],
  ['something else that is compressed', 'cat >/dev/null; echo x | gzip', 'what came is no archive'],
  [
    'an archive that is cut off',
    'cat >/dev/null; tar -C /etc -czf - passwd | head -c 300',
    'the snapshot is cut off',
  ],
  ['nothing', 'cat >/dev/null', 'the snapshot is cut off'],
  [
    'a failure',
    'cat >/dev/null; printf "a\\nb \\033[31mred\\n\\n" >&2; exit 7',
    'exit status 7: b \\x1b[31mred\n',
  ],
  ['a failure before the script is read', 'exit 9', 'exit status 9\n'],
  ['an endless stream', 'cat >/dev/null; cat /dev/zero', 'the snapshot is larger than 64 MiB'],
  [
    'a bomb',
    'cat >/dev/null; { tar -C / -cf - etc/passwd; head -c 600M /dev/zero; } | gzip -1',
    'larger than 512 MiB',
  ],
])('%s is a clear failure that leaves nothing', async (_, ssh, message) => {
  const { code, out, err } = await collect(ssh);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`cjclint: error: node: `);
  expect(err).toContain(message);
  expect(readdirSync(cwd)).toEqual([]);
});

test('a machine without ssh says so', async () => {
  process.env.PATH = bin;
  const { code, err } = await cjclint(['collect', '--ssh', 'node'], { cwd });
  expect({ code, err }).toEqual({
    code: 2,
    err: 'cjclint: error: node: the command ssh is not installed here\n',
  });
});

test('ssh is told not to ask, gets the user’s options, and the host as nothing but a host', async () => {
  const args = join(cwd, 'args');
  const options = ['--ssh-option', 'Port=2222', '--ssh-option=-4'];
  await collect(`printf '%s\\n' "$@" >${args}`, ['--ssh', 'me@node', ...options]);
  expect(readFileSync(args, 'utf8').split('\n').slice(0, 6)).toEqual([
    '-T',
    '-o',
    'BatchMode=yes',
    '-o',
    'Port=2222',
    '-4',
  ]);
  expect(readFileSync(args, 'utf8')).toMatch(/\n--\nme@node\nsh -s\n$/);
});

test('no more nodes than --jobs are asked at the same time', async () => {
  const at = (name: string) => join(cwd, name);
  // Each ends when it is told to, by a file that is named after its process.
  const ssh = `: >${at('begun')}.$$; until [ -e ${at('end')}.$$ ]; do sleep 0.05; done; exit 1`;
  const begun = () =>
    readdirSync(cwd).flatMap((name) => (name.startsWith('begun.') ? [name.slice('begun.'.length)] : []));
  const ended = collect(ssh, ['--ssh', 'a', 'b', 'c', 'd', 'e', '--jobs', '2']);
  for (let done = 0; done < 5; done += 1) {
    const most = Math.min(done + 2, 5);
    while (begun().length < most) await wait(20);
    expect(begun()).toHaveLength(most);
    expect(childrenNamed(join(bin, 'ssh'))).toHaveLength(most - done);
    const [next] = begun().filter((process) => !existsSync(`${at('end')}.${process}`));
    writeFileSync(`${at('end')}.${next}`, '');
    // Ended and buried, so that it is not counted next time.
    while (existsSync(`/proc/${next}`)) await wait(20);
  }
  expect((await ended).code).toBe(2);
});

test('a folder that cannot be written to is told', async () => {
  writeFileSync(join(cwd, 'file'), '');
  const { code, err } = await collect('exit 0', ['--ssh', 'node', '-o', 'file/below']);
  expect(code).toBe(2);
  expect(err).toContain('cannot write "file/below"');
  mkdirSync(join(cwd, 'node.tar.gz'));
  const taken = await collect('cat >/dev/null; tar -C /etc -czf - passwd');
  expect(taken.code).toBe(2);
  expect(taken.err).toContain('cannot write "node.tar.gz": it is a folder');
});

test('Ctrl-C ends ssh, leaves nothing, and ends the program as an interrupt does', async () => {
  const begun = join(cwd, 'begun');
  const output = join(cwd, 'out');
  putCommand(bin, 'ssh', `echo $$ >${begun}.new; mv ${begun}.new ${begun}; exec sleep infinity`);
  const args = ['--import', 'tsx', 'src/cli/main.ts', 'collect', '--ssh', 'a', '-o', output];
  const program = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(program, 'exit');
  while (!existsSync(begun)) await wait(20);
  program.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(readdirSync(output)).toEqual([]);
  expect(() => process.kill(Number(readFileSync(begun, 'utf8')), 0)).toThrow('ESRCH');
});

test.each([
  [
    ['a', 'b'],
    ['a.tar.gz', 'b.tar.gz'],
  ],
  [
    ['root@a', 'ssh://u@b:22'],
    ['a.tar.gz', 'b.tar.gz'],
  ],
  [
    ['x@a', 'y@a', 'x@a'],
    ['x@a.tar.gz', 'y@a.tar.gz'],
  ],
  [
    ['..', '.a', 'a/../b', '::1'],
    ['_..tar.gz', '_a.tar.gz', 'a_.._b.tar.gz', '__1.tar.gz'],
  ],
])('the hosts %j go to the files %j', (hosts, files) => {
  expect(hostFiles(hosts).map(({ file }) => file)).toEqual(files);
});

test.each([
  [[], 'collect needs hosts'],
  [['--ssh=-oProxyCommand=touch x'], '"-oProxyCommand=touch x" is no host'],
  [['--ssh', 'a b'], '"a b" is no host'],
  [['--ssh', ''], '"" is no host'],
  [['--ssh', 'a:1', 'a_1'], 'would both go to "a_1.tar.gz"'],
  [['--ssh', 'a', '--jobs', '0'], '--jobs: "0" is no whole number from 1 to 64'],
  [['--ssh', 'a', '--timeout', '1.5'], '--timeout: "1.5" is no whole number from 1 to 86400'],
])('collect %j is refused before anything runs', async (args, message) => {
  const { code, out, err } = await collect(`touch ${cwd}/ran`, args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(readdirSync(cwd)).toEqual([]);
});
