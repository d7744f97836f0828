import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { commandRunner } from '../../../src/source/live/run-command.js';
import { gone } from '../../gone.js';

const run = commandRunner(50_000);
const folder = mkdtempSync(join(tmpdir(), 'cjclint-command-'));

function program(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A program that waits for a child without end; `child` gives its process when it runs. */
function parent(name: string, as: string) {
  const mark = join(folder, `${name}.pid`);
  const path = program(
    name,
    `${as} sh -c 'echo $$ >${mark}.new; mv ${mark}.new ${mark}; exec sleep infinity' & wait`,
  );
  const child = async (): Promise<number> => {
    while (!existsSync(mark)) await wait(20);
    return Number(readFileSync(mark, 'utf8'));
  };
  return { path, child };
}

describe('a command of the live machine', () => {
  test('gives its output, in the C locale and a clean environment', async () => {
    process.env.CJCLINT_TEST = 'inherited';
    const path = program('env', 'echo "$LC_ALL $CJCLINT_TEST,$NQS_SITE"; pwd');
    expect(await run({ program: path, args: [], env: { NQS_SITE: 'jcmg' } })).toMatchObject({
      state: 'ran',
      stdout: 'C ,jcmg\n/\n',
    });
  });

  test('is given its arguments as they are, for there is no shell', async () => {
    const path = program('args', 'printf "%s|" "$@"');
    const args = ['a b', '$(id)', '; reboot', '*'];
    expect(await run({ program: path, args })).toMatchObject({ stdout: 'a b|$(id)|; reboot|*|' });
  });

  test('is given its input', async () => {
    expect(await run({ program: 'cat', args: [], input: 'show state\n' })).toMatchObject({
      stdout: 'show state\n',
    });
  });

  test('that does not read its input ends all the same', async () => {
    expect(await run({ program: 'true', args: [], input: 'x'.repeat(1_000_000) })).toMatchObject({
      state: 'ran',
    });
  });

  test('that is not there is said to be missing', async () => {
    expect(await run({ program: '/usr/lib/nqs/no-such-thing', args: [] })).toEqual({
      state: 'failed',
      why: 'not-found',
      reason: 'command not found',
    });
  });

  test('that may not be run is said to be closed', async () => {
    const path = program('closed', 'exit 0');
    chmodSync(path, 0o644);
    expect(await run({ program: path, args: [] })).toMatchObject({
      why: 'not-permitted',
      reason: 'permission denied',
    });
  });

  test('that hangs is ended with its children, though they hold its output open', async () => {
    const path = program('hang', 'sleep infinity & wait');
    const ended = await commandRunner(300)({ program: path, args: [] });
    expect(ended).toMatchObject({ state: 'failed', reason: 'timed out after 0.3 s' });
  });

  test('whose child leaves its group and keeps the output open is not waited for', async () => {
    const { path, child } = parent('leave', 'setsid');
    const ended = commandRunner(3000)({ program: path, args: [] });
    const pid = await child();
    expect(await ended).toMatchObject({ why: 'timed-out' });
    process.kill(pid, 'SIGKILL');
  });

  test('that prints too much is ended', async () => {
    expect(await run({ program: program('flood', 'yes'), args: [], maxBytes: 4096 })).toMatchObject({
      why: 'too-much',
      reason: 'printed more than 4 KiB',
    });
  });

  test('that floods the other stream is ended too', async () => {
    expect(await run({ program: program('flood2', 'yes >&2'), args: [], maxBytes: 4096 })).toMatchObject({
      why: 'too-much',
    });
  });

  test('that is interrupted is ended with what it started, and no other starts', async () => {
    const stop = new AbortController();
    const stoppable = commandRunner(60_000, stop.signal);
    const interrupted = { state: 'failed', why: 'interrupted', reason: 'interrupted' };
    const { path, child } = parent('long', '');
    const under = stoppable({ program: path, args: [] });
    const pid = await child();
    stop.abort();
    expect(await under).toEqual(interrupted);
    expect(await stoppable({ program: 'true', args: [] })).toEqual(interrupted);
    await gone(pid);
  });

  test('that fails gives its status and last words, in one line', async () => {
    const path = program('fail', 'printf "first\\nlast\\033[31m words\\n" >&2; exit 3');
    expect(await run({ program: path, args: [] })).toMatchObject({
      why: 'status',
      reason: 'exit status 3: last [31m words',
    });
  });

  test('whose status is an answer has run', async () => {
    expect(await run({ program: program('two', 'exit 2'), args: [], answers: [2] })).toMatchObject({
      state: 'ran',
      status: 2,
    });
  });

  test('with an argument that no program can be given does not throw', async () => {
    expect(await run({ program: 'true', args: ['a\0b'] })).toMatchObject({ state: 'failed', why: 'status' });
  });
});
