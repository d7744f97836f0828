import { fstatSync, readSync, writeSync } from 'node:fs';
import type { Io } from './io.js';
import { run } from './program.js';

/** What a full pipe is given before the next try, in milliseconds. */
const RETRY = 5;

/**
 * Writes to a descriptor whole and at once. `process.stdout` would cost milliseconds of the start-up, and loses text
 * when a process ends before a pipe is read.
 */
function writer(descriptor: number): (text: string) => void {
  let gone = false;
  return (text) => {
    let rest = Buffer.from(text);
    while (rest.length > 0 && !gone) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : '';
        // A pipe that somebody else set to non-blocking is full.
        if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY);
        // The reader has seen enough (`| head`), or there is none: no reason to complain.
        else if (code === 'EPIPE' || code === 'EBADF' || code === 'EIO') gone = true;
        else throw error;
      }
    }
  };
}

/** Only a character device can be a terminal; asking node for more loads its network modules. */
function terminal(): Io['terminal'] {
  try {
    if (!fstatSync(1).isCharacterDevice() || !process.stdout.isTTY) return null;
    return { columns: process.stdout.columns > 0 ? process.stdout.columns : 80 };
  } catch {
    return null;
  }
}

/** The longest answer that is taken, in bytes. */
const LONGEST_ANSWER = 200;

/** Asks on stderr and reads a line from stdin, when both are terminals; what tells so is slow to load. */
function ask(question: string): string | null {
  try {
    const { isatty } = process.getBuiltinModule('node:tty');
    if (!isatty(0) || !isatty(2)) return null;
    writer(2)(question);
    const answer = Buffer.alloc(LONGEST_ANSWER);
    const length = readSync(0, answer);
    return length === 0 ? null : answer.toString('utf8', 0, length);
  } catch {
    return null;
  }
}

/** A working directory that was removed cannot be asked for; paths relative to it then do not exist. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return process.env.PWD ?? '/';
  }
}

void run(process.argv.slice(2), {
  out: writer(1),
  err: writer(2),
  env: process.env,
  cwd: workingDirectory(),
  terminal: terminal(),
  ask,
}).then((code) => {
  process.exitCode = code;
});
