import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { collectorScript } from '../../src/cli/collecting/collector-script.js';
import { gone } from '../gone.js';
import { put, putCommand, rootOf } from './root-tree.js';
import { collect, emptyFolder, fact, paths, shellNames, whyMissing } from './shells.js';

const CJCLS = 'usr/lib/nqs/cluster/cjcls';
const LIST = 'usr/bin/jcagctrl';

/** Commands that never end, and write down beside themselves which process they are and which they wait for. */
const HANGS = `echo begun; trap '' TERM
sleep infinity & echo "$$ $!" >"$0.new"; mv "$0.new" "$0.processes"; wait; sleep infinity`;

/** The processes of {@link HANGS}, as soon as it runs. */
async function processesOf(command: string): Promise<number[]> {
  while (!existsSync(`${command}.processes`)) await wait(20);
  const processes = readFileSync(`${command}.processes`, 'utf8').trim().split(' ').map(Number);
  expect(processes).toHaveLength(2);
  return processes;
}

describe.each(shellNames)('under %s', (shell) => {
  test('a command that hangs is a missing fact, and is ended with its children', async () => {
    const root = rootOf('healthy', 'jcmanager01');
    putCommand(root, LIST, HANGS);
    const { status, stderr, folder } = collect(root, { shell, env: { CJCLINT_COMMAND_LIMIT: '2' } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(fact(folder, 'jcagctrl-list')).toBeNull();
    expect(whyMissing(folder, 'jcagctrl-list')).toBe('timed out');
    expect(fact(folder, 'cjcls')).toContain('jcmgcluster.example.jp');
    await gone(...(await processesOf(join(root, LIST))));
  });

  test('the same where timeout is another than that of GNU', async () => {
    const root = rootOf('healthy', 'jcmanager01');
    putCommand(root, LIST, HANGS);
    // To take it away would not do: the collector looks for commands in the system's own folders as well.
    const bin = emptyFolder();
    putCommand(bin, 'timeout', 'exec busybox timeout "$@"');
    const as = ['env', `PATH=${bin}:${process.env.PATH}`];
    const { status, stderr, folder } = collect(root, { shell, as, env: { CJCLINT_COMMAND_LIMIT: '2' } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(whyMissing(folder, 'jcagctrl-list')).toBe('timed out');
    expect(fact(folder, 'cjcls')).toContain('jcmgcluster.example.jp');
    await gone(...(await processesOf(join(root, LIST))));
  });

  test('a command that leaves a child behind on its output does not hold everything up', () => {
    const root = rootOf('healthy', 'jcmanager01');
    putCommand(root, LIST, 'sleep infinity & echo $! >"$(dirname "$0")/child"; echo done');
    const { status, folder } = collect(root, { shell, env: { CJCLINT_COMMAND_LIMIT: '2' } });
    expect(status).toBe(0);
    expect(whyMissing(folder, 'jcagctrl-list')).toBe('timed out');
    // It is the command's own, perhaps meant to stay: the collector leaves it alone.
    process.kill(Number(readFileSync(join(root, 'usr/bin/child'), 'utf8')));
  });

  test('a command that prints a megabyte, or without end, is a missing fact', () => {
    const root = rootOf('healthy', 'jcmanager01');
    putCommand(root, LIST, 'head -c 1000000 /dev/zero');
    putCommand(root, CJCLS, '[ -z "$1" ] || yes; yes >&2');
    const { status, stderr, folder } = collect(root, { shell, env: { CJCLINT_COMMAND_LIMIT: '2' } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of ['jcagctrl-list', 'cjcls-a']) {
      expect(fact(folder, name), name).toBeNull();
      expect(whyMissing(folder, name), name).toBe('too much output (limit 1000000 bytes)');
    }
    expect(whyMissing(folder, 'cjcls')).toBeDefined();
  });

  test('a config file of a megabyte is left out, and said to be', () => {
    const root = rootOf('healthy', 'jcmanager01');
    put(root, 'etc/hosts', '# x\n'.repeat(250_000));
    const { folder } = collect(root, { shell });
    expect(whyMissing(folder, '/etc/hosts')).toBe('too much output (limit 1000000 bytes)');
    expect(paths(folder)).not.toContain('/etc/hosts');
  });

  test('escape sequences of a command stay out of meta', () => {
    const root = rootOf('healthy', 'jcmanager01');
    putCommand(root, CJCLS, "printf 'bad \\033[31m thing\\n' >&2; exit 3");
    const { folder } = collect(root, { shell });
    // In brackets where an ordinary user runs this.
    expect(whyMissing(folder, 'cjcls')).toMatch(/(?:^|\()exit status 3: bad \?\[31m thing\)?$/);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('on %s it clears up and is gone', async (signal) => {
    const root = rootOf('healthy', 'jcmanager01');
    const temporary = emptyFolder();
    putCommand(root, LIST, HANGS);
    const [command = '', ...args] = { dash: ['dash'], bash: ['bash'], busybox: ['busybox', 'ash'] }[shell];
    const child = spawn(command, [...args, '-s'], {
      env: {
        PATH: process.env.PATH,
        CJCLINT_ROOT: root,
        CJCLINT_ROOT_EXEC: '1',
        // Nothing but the signal ends the command.
        CJCLINT_COMMAND_LIMIT: '3600',
        TMPDIR: temporary,
      },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = once(child, 'exit');
    child.stdin.end(collectorScript());
    const processes = await processesOf(join(root, LIST));
    child.kill(signal);
    const [code] = await ended;
    expect(code).toBeGreaterThan(128);
    expect(paths(temporary)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    await gone(...processes);
  });
});

test('a full disk under the archive is an error', () => {
  const root = rootOf('healthy', 'jcmanager01');
  const run = spawnSync('sh', ['-s', '/dev/full'], {
    input: collectorScript(),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CJCLINT_ROOT: root },
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/No space left/);
});

test('wrong arguments are refused before anything is collected', () => {
  for (const args of [['--help'], ['a', 'b'], ['a', 'b', 'c']]) {
    const run = spawnSync('sh', ['-s', '--', ...args], {
      input: collectorScript(),
      encoding: 'utf8',
      cwd: join('/'),
    });
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^usage: /);
  }
});
