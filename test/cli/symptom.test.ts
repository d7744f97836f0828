import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { symptomFrom } from '../../src/cli/inputs/symptom.js';
import { UsageError } from '../../src/cli/usage-error.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-symptom-'));
  mkdirSync(join(cwd, 'logs'));
  writeFileSync(join(cwd, 'symptom'), 'サイトが起動しない\n');
  writeFileSync(join(cwd, 'full'), 'x'.repeat(2 * 1024 * 1024));
  writeFileSync(join(cwd, 'over'), 'x'.repeat(2 * 1024 * 1024 + 1));
  writeFileSync(join(cwd, 'bytes'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const complaint = (given: string): string => {
  try {
    return `taken: ${symptomFrom(given, cwd)}`;
  } catch (error) {
    return error instanceof UsageError ? error.message : `thrown: ${String(error)}`;
  }
};

describe('--symptom', () => {
  test.each([
    'サイトが起動しない',
    '/mnt/jobmgdbがマウントできない',
    'umount: /mnt/jobmgdb: target is busy.',
    'see jc.log',
    'nats: no servers available for connection',
    'a\nb.log',
  ])('takes "%s" as words', (given) => {
    expect(symptomFrom(given, cwd)).toBe(given);
  });

  test('reads a file up to 2 MiB', () => {
    expect(symptomFrom('symptom', cwd)).toBe('サイトが起動しない\n');
    expect(symptomFrom('full', cwd)).toHaveLength(2 * 1024 * 1024);
  });

  test('reads a pipe, as a shell puts in for <(command)', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const writer = spawn('sh', ['-c', `printf 'target is busy' > "$1"`, 'sh', join(cwd, 'pipe')]);
    const ended = new Promise((done) => writer.once('close', done));
    expect(symptomFrom('pipe', cwd)).toBe('target is busy');
    await ended;
  });

  test.each([
    ['logs', 'this is a folder'],
    ['over', 'larger than 2 MiB'],
    ['/dev/zero', 'larger than 2 MiB'],
    ['bytes', 'the file is no text'],
    ['./sympton', 'there is no such file'],
    ['/var/log/no-such/messages', 'there is no such file'],
    ['jc.log', 'there is no such file'],
    ['C:\\logs\\jc', 'there is no such file'],
    [' ', 'it is empty'],
  ])('refuses %j: %s', (given, words) => {
    expect(complaint(given)).toContain(words);
  });
});
