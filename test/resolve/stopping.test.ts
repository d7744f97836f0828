import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverKey } from '../../src/resolve/answer.js';
import { DnsClient } from '../../src/resolve/dns-client.js';
import { defaultTimeLimits } from '../../src/resolve/transport.js';
import { cjclint } from '../cli/run-program.js';
import { builtBundle } from '../project/bundle.js';
import { hostileServer, replyTo } from './hostile-server.js';
import { emptyFolder } from './name-servers.js';
import { clusterWithoutNames } from './nameless-cluster.js';

let bundle: string;
let folder: string;
/** A name server that never says a word. */
let silent: Socket;

beforeAll(() => {
  bundle = builtBundle();
  folder = clusterWithoutNames();
});
// One for each test: a late question of a run before would pass for the first of this one.
beforeEach(async () => {
  silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterEach(() => {
  silent.close();
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the program, and does something to it once the silent server was asked. */
async function runUntilAsked(
  args: readonly string[],
  then: (child: ChildProcess) => unknown = (child) => child.kill('SIGINT'),
): Promise<Ended> {
  const asked = once(silent, 'message');
  const child = spawn(process.execPath, [bundle, 'lint', '--lang', 'en', '--dns', ...args, '.'], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const closed = once(child, 'close');
  await Promise.race([asked, closed]);
  then(child);
  const [code, signal] = await closed;
  return { code, signal, out, err };
}

const server = () => ['--dns-server', `127.0.0.1:${silent.address().port}`];
const NAMES = ['--rule', 'vip-*', '--rule', 'site-name-alias'];

describe('Ctrl-C while name servers are waited for', () => {
  test('ends at once with a report: what is not known is not checked, and why; exit code 130', async () => {
    const ended = await runUntilAsked([...server(), '--format', 'json', ...NAMES]);
    expect([ended.code, ended.signal]).toEqual([130, null]);
    expect(ended.err).toBe(
      'cjclint: interrupted: what is not known by now is not checked; Ctrl-C again ends at once\n',
    );
    const { findings, notChecked } = JSON.parse(ended.out);
    expect(findings).toEqual([]);
    const rules = new Set(notChecked.map(({ rule }: { rule: string }) => rule));
    expect([...rules]).toEqual(
      expect.arrayContaining(['jobcenter/vip-forward-lookup', 'jobcenter/vip-reverse-lookup']),
    );
    // Had it been waited for, the server would be said to have timed out.
    for (const { supply } of notChecked) expect(supply).toMatch(/DNS 127\.0\.0\.1:\d+: stopped/);
  });

  test('what was answered by then is saved, and nothing of what was not', async () => {
    const answered = new Set<string>();
    const quick = await hostileServer({
      udp: (question) => {
        question.reply(replyTo(question, { rcode: 3 }));
        answered.add(`${question.type} ${question.name}`);
      },
    });
    const file = join(emptyFolder(), 'site.lookups');
    const both = [...server(), '--dns-server', serverKey(quick)];
    const ended = await runUntilAsked(
      [...both, '--save-lookups', file, '--fail-on', 'never', ...NAMES],
      async (child) => {
        // Names and VIPs of two sites: four questions for addresses, two for names.
        while (answered.size < 6) await wait(20);
        // Replies over loopback are there when they were sent, and Node hears of signals last.
        child.kill('SIGINT');
      },
    );
    quick.stop();
    expect(ended.code).toBe(130);
    const [head, servers, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(head).toBe('cjclint-lookups 2');
    expect(servers).toBe(`servers\t127.0.0.1:${silent.address().port} ${serverKey(quick)}`);
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(new RegExp(`^${serverKey(quick)}\t\\S+\t\\S+\tno-name$`));
  });

  test('what was found is still reported, and decides the exit code', async () => {
    const ended = await runUntilAsked([...server(), '--fail-on', 'info', '--format', 'text']);
    expect(ended.out).toMatch(/^\S+: info: /m);
    expect(ended.out).toContain('not checked');
    expect(ended.out).toMatch(/^verdict: /m);
    expect(ended.code).toBe(1);
  });
});

describe('the time limit of a whole run', () => {
  test('cuts what is not answered, says so, and the exit code is that of the report', async () => {
    const ended = await runUntilAsked(
      [...server(), '--net-timeout', '1', '--format', 'json', ...NAMES],
      () => {},
    );
    expect([ended.code, ended.signal]).toEqual([0, null]);
    expect(ended.err).toBe(
      'cjclint: look-ups and connections took longer than 1 s (--net-timeout): what was not answered is not checked\n',
    );
    const { notChecked } = JSON.parse(ended.out);
    expect(notChecked.length).toBeGreaterThan(0);
    for (const { supply } of notChecked)
      expect(supply).toContain('not answered within the time limit of all look-ups and connections');
  });

  test.each(['0', '3601', '1.5', 'x', '-1', ''])('%j is no number of seconds', async (seconds) => {
    const { code, err } = await cjclint(['lint', '--lang', 'en', '--dns', '--net-timeout', seconds, '.']);
    expect(code).toBe(2);
    expect(err).toContain(`--net-timeout: "${seconds}" is no number of seconds from 1 to 3600`);
  });
});

describe('an exchange over TCP', () => {
  test('is ended too, by what ended the run', async () => {
    // Truncated answers send the client to TCP, where nobody says a word.
    const udp = createSocket('udp4');
    udp.bind(0, '127.0.0.1');
    await once(udp, 'listening');
    udp.on('message', (message, from) => {
      const reply = Buffer.from(message);
      reply.writeUInt16BE(0x8200, 2);
      udp.send(reply, from.port, from.address);
    });
    const tcp = createServer();
    tcp.listen(udp.address().port, '127.0.0.1');
    await once(tcp, 'listening');
    for (const reason of ['stopped', 'out-of-time']) {
      const stop = new AbortController();
      const connected = once(tcp, 'connection');
      const client = await DnsClient.create({
        signal: stop.signal,
        limits: { ...defaultTimeLimits, question: 30_000 },
      });
      const answer = client.ask(
        { address: '127.0.0.1', port: udp.address().port },
        { name: 'a.jp', type: 'A' },
      );
      const [socket] = await connected;
      stop.abort(reason);
      expect(await answer).toEqual({ state: 'unknown', reason, aliases: [] });
      socket.destroy();
    }
    udp.close();
    tcp.close();
  });
});

describe('progress', () => {
  test('is shown on a terminal alone', async ({ skip }) => {
    const command = [process.execPath, bundle, 'lint', '--dns', ...server(), '.'];
    const pipes = await runUntilAsked([...server(), '--net-timeout', '1'], () => {});
    expect(pipes.err).not.toContain('\x1b');
    const { status, error } = spawnSync('script', ['--version']);
    if ((error !== undefined || status !== 0) && process.env.CI !== 'true') skip('no `script` here');
    const typed = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let shown = '';
    typed.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
    });
    await once(typed, 'close');
    expect(shown).toMatch(/\r\x1b\[Klook-ups: \d+\/\d+/);
  });
});
