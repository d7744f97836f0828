import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Contact, Unreached } from '../../src/probe/contact.js';
import {
  Recorder,
  type Recording,
  readRecording,
  replaying,
  writeRecording,
} from '../../src/recording/recording.js';
import {
  type DnsAnswer,
  type Doubt,
  type Question,
  type Server,
  serverKey,
} from '../../src/resolve/answer.js';
import { cjclint } from '../cli/run-program.js';
import { builtBundle } from '../project/bundle.js';
import { emptyFolder, haveServers, type Running, startBind } from '../resolve/name-servers.js';
import { clusterWithoutNames, withResolvConf } from '../resolve/nameless-cluster.js';

const OLD = 'cjclint-lookups 1\n';
const HEAD = 'cjclint-lookups 2\n';
const NAME = 'jcmgcluster.example.jp';
const server: Server = { address: '192.0.2.53', port: 53 };
const question: Question = { name: NAME, type: 'A' };

/** What a recording of these answers, written and read again, says to the same questions. */
async function again(asked: readonly (readonly [Server, Question, DnsAnswer])[]): Promise<DnsAnswer[]> {
  const key = (to: Server, { type, name }: Question) => `${serverKey(to)} ${type} ${name}`;
  const said = new Map(asked.map(([to, what, answer]) => [key(to, what), answer]));
  const recorder = new Recorder({
    ask: async (to, what) => said.get(key(to, what)) ?? { state: 'unknown', reason: 'stopped', aliases: [] },
  });
  for (const [to, what] of asked) await recorder.ask(to, what);
  const read = recordingIn(writeRecording(recorder.recording([])));
  return Promise.all(asked.map(([to, what]) => replaying(read).ask(to, what)));
}

function recordingIn(text: string): Recording {
  const read = readRecording(text);
  if ('fault' in read) throw new Error(`line ${read.line}: ${read.fault}: ${read.text}`);
  return read;
}

const names = fc.oneof(
  fc.domain(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '-', '""', '#', 'servers', 'a\tb', 'a b\n', '\\u0041', '日本語.jp', '\ud800'),
);
const aliases = fc.array(names, { maxLength: 3 });
const doubts: readonly Doubt[] = ['time-out', 'unreachable', 'server-failure', 'refused', 'broken-reply'];
const pointers: fc.Arbitrary<DnsAnswer> = fc.oneof(
  fc.record({ state: fc.constant('found' as const), values: fc.array(names, { minLength: 1 }), aliases }),
  fc.record({ state: fc.constantFrom('no-name' as const, 'no-type' as const, 'loop' as const), aliases }),
  fc.record({ state: fc.constant('unknown' as const), reason: fc.constantFrom(...doubts), aliases }),
);
const servers: fc.Arbitrary<Server> = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65_535 }),
});

describe('a recording', () => {
  test('answers as the servers did, whatever they sent', async () => {
    await fc.assert(
      fc.asyncProperty(servers, names, pointers, async (to, name, answer) => {
        expect(await again([[to, { name, type: 'PTR' }, answer]])).toEqual([answer]);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps what each server said of each type apart', async () => {
    const found = (value: string): DnsAnswer => ({ state: 'found', values: [value], aliases: [] });
    const other: Server = { address: '2001:db8::53', port: 5353 };
    const asked = [
      [server, question, found('192.0.2.1')],
      [other, question, found('192.0.2.2')],
      [server, { name: NAME, type: 'AAAA' }, found('2001:db8::1')],
    ] as const;
    expect(await again(asked)).toEqual(asked.map(([, , answer]) => answer));
  });

  test('is one line a question in a fixed order, and ASCII', async () => {
    const recorder = new Recorder({
      ask: async (_, { name }) =>
        /^b/i.test(name)
          ? { state: 'found', values: ['192.0.2.1', '192.0.2.2'], aliases: ['c.jp', '語.jp'] }
          : { state: 'loop', aliases: ['a.jp'] },
    });
    for (const name of ['b.jp', 'a.jp', 'B.jp.']) await recorder.ask(server, { name, type: 'A' });
    expect(writeRecording(recorder.recording([server]))).toBe(
      `${HEAD}servers\t192.0.2.53:53\n` +
        '192.0.2.53:53\tA\ta.jp\tloop\t-\ta.jp\n' +
        '192.0.2.53:53\tA\tb.jp\tfound\t192.0.2.1 192.0.2.2\tc.jp \\u8a9e.jp\n',
    );
  });

  test('does not tell what was never answered, because the run was ended', async () => {
    const stopped: DnsAnswer = { state: 'unknown', reason: 'stopped', aliases: [] };
    expect(await again([[server, question, stopped]])).toEqual([{ ...stopped, reason: 'not-recorded' }]);
  });

  test('may hold comments, blank lines, CR LF and a BOM', async () => {
    const text = `\ufeff${HEAD}# site A\n\n192.0.2.53:53\tA\t${NAME}\tno-name\n`.replaceAll('\n', '\r\n');
    expect(await replaying(recordingIn(text)).ask(server, question)).toEqual({
      state: 'no-name',
      aliases: [],
    });
  });

  test('of the version before, which knew no connections, is read as well', async () => {
    const old = recordingIn(`${OLD}192.0.2.53:53\tA\t${NAME}\tno-name\n`);
    expect(old.contacts).toEqual([]);
    expect(await replaying(old).ask(server, question)).toEqual({ state: 'no-name', aliases: [] });
    const contact = 'tcp\tjcmanager01\t2026-11-21T09:20:00Z\t192.0.2.1:23141\trefused';
    expect(readRecording(`${OLD}${contact}\n`)).toMatchObject({ line: 2, fault: 'server', text: 'tcp' });
    expect(recordingIn(`${HEAD}${contact}\n`).contacts).toHaveLength(1);
  });

  test('tells of connections what was told of them, whatever bytes were said', () => {
    const outcome: fc.Arbitrary<Contact> = fc.oneof(
      fc.constantFrom<Contact>({ state: 'connected' }, { state: 'silent' }, { state: 'hung-up' }),
      fc.constantFrom<Unreached>('refused', 'time-out', 'unreachable', 'not-tried').map((reason) => ({
        state: 'unreached' as const,
        reason,
      })),
      fc.uint8Array({ minLength: 1, maxLength: 300 }).map((said) => ({ state: 'spoke' as const, said })),
    );
    const time = fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(servers, names, time, outcome, (place, node, made, became) => {
        const contact = { node, time: made.getTime(), place, outcome: became };
        const text = writeRecording({ servers: [], answers: new Map(), contacts: [contact] });
        expect(text).toMatch(/^[\x20-\x7e\t\n]*$/);
        expect(recordingIn(text).contacts).toEqual([contact]);
      }),
    );
  });

  test('says what stood at the end of a connection for people too', () => {
    const said = Buffer.from('INFO {"version":"2.10.16"} \r\n');
    const contact = { node: 'jcmanager01', time: Date.UTC(2026, 10, 21, 9, 20), place: server } as const;
    const recorder = new Recorder({ ask: async () => ({ state: 'no-name', aliases: [] }) });
    recorder.keep([{ ...contact, outcome: { state: 'spoke', said } }]);
    recorder.keep([{ ...contact, outcome: { state: 'unreached', reason: 'stopped' } }]);
    expect(writeRecording(recorder.recording([]))).toBe(
      `${HEAD}tcp\tjcmanager01\t2026-11-21T09:20:00.000Z\t192.0.2.53:53\tspoke\tINFO {"version":"2.10.16"} \\u000d\\u000a\n`,
    );
  });

  const TCP = `${HEAD}tcp\tjcmanager01\t2026-11-21T09:20:00Z\t192.0.2.1:23141`;
  test.each([
    ['', 1, 'head', ''],
    [`${TCP}\n`, 2, 'fields', 'tcp\tjcmanager01\t2026-11-21T09:20:00Z\t192.0.2.1:23141'],
    [`${TCP}\tsilent\tx\n`, 2, 'values', 'x'],
    [`${TCP}\tspoke\n`, 2, 'values', ''],
    [`${TCP}\tspoke\t\\u8a9e\n`, 2, 'escape', '\\u8a9e'],
    [`${TCP}\tstopped\n`, 2, 'outcome', 'stopped'],
    [`${HEAD}tcp\ta\t2026-11-21\t192.0.2.1:1\trefused\n`, 2, 'time', '2026-11-21'],
    [`${HEAD}tcp\ta\t2026-13-21T09:20:00Z\t192.0.2.1:1\trefused\n`, 2, 'time', '2026-13-21T09:20:00Z'],
    [`${HEAD}tcp\ta\t2026-11-21T09:20:00Z\tb:1\trefused\n`, 2, 'server', 'b:1'],
    [
      `${TCP}\trefused\ntcp\tJCManager01.\t2026-11-21T09:21:00Z\t192.0.2.1:23141\tsilent\n`,
      3,
      'contradiction',
      'tcp\tJCManager01.\t2026-11-21T09:21:00Z\t192.0.2.1:23141\tsilent',
    ],
    ['cjclint-lookups 3\n', 1, 'head', 'cjclint-lookups 3'],
    [`${NAME}\t192.0.2.1\n`, 1, 'head', `${NAME}\t192.0.2.1`],
    [`${HEAD}192.0.2.53:53\tA\ta.jp\n`, 2, 'fields', '192.0.2.53:53\tA\ta.jp'],
    [`${HEAD}\n192.0.2.53\tA\ta.jp\tno-name\n`, 3, 'server', '192.0.2.53'],
    [`${HEAD}010.0.2.53:53\tA\ta.jp\tno-name\n`, 2, 'server', '010.0.2.53:53'],
    [`${HEAD}[::1]:99999\tA\ta.jp\tno-name\n`, 2, 'server', '[::1]:99999'],
    [`${HEAD}servers\t192.0.2.53:53 x\n`, 2, 'server', 'x'],
    [`${HEAD}192.0.2.53:53\tMX\ta.jp\tno-name\n`, 2, 'type', 'MX'],
    [`${HEAD}192.0.2.53:53\tA\ta.jp\tgone\n`, 2, 'outcome', 'gone'],
    [`${HEAD}192.0.2.53:53\tA\ta.jp\tfound\n`, 2, 'values', '-'],
    [`${HEAD}192.0.2.53:53\tA\ta.jp\tfound\tb.jp\n`, 2, 'values', 'b.jp'],
    [`${HEAD}192.0.2.53:53\tAAAA\ta.jp\tfound\t192.0.2.1\n`, 2, 'values', '192.0.2.1'],
    [`${HEAD}192.0.2.53:53\tA\ta.jp\tno-name\t192.0.2.1\n`, 2, 'values', '192.0.2.1'],
    [`${HEAD}192.0.2.53:53\tA\ta\\x.jp\tno-name\n`, 2, 'escape', 'a\\x.jp'],
    [
      `${HEAD}192.0.2.53:53\tA\ta.jp\tno-name\n192.0.2.53:53\tA\tA.jp.\tno-type\n`,
      3,
      'contradiction',
      '192.0.2.53:53\tA\tA.jp.\tno-type',
    ],
  ])('that cannot be read says in which line: %j', (text, line, fault, what) => {
    expect(readRecording(text)).toEqual({ line, fault, text: what });
  });

  test('of any text is read or refused', () => {
    const fields = fc.constantFrom(
      ...[
        '192.0.2.53:53',
        'servers',
        'tcp',
        '2026-11-21T09:20:00Z',
        'spoke',
        'A',
        'PTR',
        'a.jp',
        'found',
        'loop',
        '-',
        '""',
        '\\u00',
        '\t',
        '\n',
        ' ',
      ],
    );
    const pieces = fc.oneof(fields, fc.string({ unit: 'binary', maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const read = readRecording(`${HEAD}${parts.join('')}`);
        if ('fault' in read) expect(read.line).toBeGreaterThan(1);
        else expect(recordingIn(writeRecording(read))).toEqual(read);
      }),
      { numRuns: 2000 },
    );
    for (const long of ['\n', ' ', '\\u0041', 'a ', '[', '1.', '\t']) {
      readRecording(HEAD + long.repeat(1_000_000));
      readRecording(`${HEAD}192.0.2.53:53\tPTR\ta\tfound\t${long.repeat(1_000_000)}`);
    }
  });
});

describe('--lookups', () => {
  const lint = (folder: string, ...args: readonly string[]) =>
    cjclint(['lint', '--lang', 'en', ...args, '.'], { cwd: folder });

  test.each([
    [['--lookups', 'x', '--dns'], '--lookups takes all answers from its file'],
    [['--lookups', 'x', '--dns-server', '192.0.2.53'], '--lookups takes all answers from its file'],
    [['--lookups', 'x', '--save-lookups', 'y'], '--lookups takes all answers from its file'],
    [['--save-lookups', 'y'], '--save-lookups is used with --dns only'],
    [['--lookups', 'absent'], '--lookups "absent": the file cannot be read'],
    [['--lookups', '.'], '--lookups ".": the file cannot be read'],
  ])('with %j is wrong usage', async (args, message) => {
    const { code, out, err } = await lint(emptyFolder(), ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test.each([
    [`${HEAD}192.0.2.53:53\tA\ta\x1b[31m\tgone\n`, 'line 2: no outcome is called "gone"'],
    [`${HEAD}192.0.2.53\x1b[31m\tA\ta\tgone\n`, 'line 2: "192.0.2.53\\x1b[31m" is no address:port'],
    [`${NAME}\t192.168.1.100\n`, 'put it into the tree of that node as .facts/lookup'],
    ['192.168.1.100\tjcmg rack7\n', 'put it into the tree of that node as .facts/lookup'],
    [Buffer.from([0xff, 0xfe]), 'not UTF-8'],
    [Buffer.alloc(64 * 1024 * 1024 + 1, 10), 'larger than 64 MiB'],
  ])('of a broken file is exit 2 with the line, and nothing of it is printed raw', async (text, message) => {
    const folder = clusterWithoutNames();
    writeFileSync(join(folder, 'lookups'), text);
    const { code, err } = await lint(folder, '--lookups', 'lookups');
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('\x1b');
  });

  test('leaves open what is not recorded, and says that', async () => {
    const folder = clusterWithoutNames();
    withResolvConf(folder, 'nameserver 192.0.2.53\n');
    const rows = ['jcmgcluster', 'jcmgsecond'].map(
      (name) => `192.0.2.53:53\tA\t${name}.example.jp\trefused\n`,
    );
    writeFileSync(join(folder, 'lookups'), `${HEAD}${rows.join('')}`);
    const { out } = await lint(folder, '--lookups', 'lookups', '--format', 'json');
    const open: { rule: string; site: string; supply: string }[] = JSON.parse(out).notChecked;
    const supplyOf = (rule: string) =>
      open.find((each) => each.rule === `jobcenter/${rule}` && each.site === NAME)?.supply;
    expect(supplyOf('vip-forward-lookup')).toContain('DNS 192.0.2.53:53: REFUSED');
    expect(supplyOf('vip-reverse-lookup')).toContain('192.0.2.53:53: not in the recording');
  });

  const tracing = () => {
    const log = join(emptyFolder(), 'strace.log');
    const trace = (cwd: string, ...args: readonly string[]) => {
      const traced = ['-f', '-e', 'trace=socket,connect,sendto', '-o', log, process.execPath, ...args];
      const { error } = spawnSync('strace', traced, { cwd, encoding: 'utf8' });
      return error === undefined ? readFileSync(log, 'utf8') : '';
    };
    return trace(emptyFolder(), '-e', '0').includes('exited with 0') ? trace : null;
  };

  test('makes no socket', ({ skip }) => {
    const trace = tracing();
    if (trace === null && process.env.CI !== 'true') skip('strace cannot be used here');
    const folder = clusterWithoutNames();
    withResolvConf(folder, 'nameserver 192.0.2.53\n');
    const answer = `192.0.2.53:53\tA\t${NAME}\tfound\t192.168.1.200\n`;
    const contact = 'tcp\tjcmanager01\t2026-11-20T03:00:00Z\t192.168.1.100:23141\trefused\n';
    writeFileSync(join(folder, 'lookups'), `${HEAD}${answer}${contact}`);
    const log = trace?.(folder, builtBundle(), 'lint', '--lookups', 'lookups', '.') ?? '';
    expect(log).toContain('exited with');
    expect(log).not.toMatch(/socket\(AF_INET|sendto\(/);
  });
});

describe.skipIf(!haveServers('named'))('with a real BIND', () => {
  const running: Running[] = [];
  afterAll(() => {
    for (const each of running) each.stop();
  });

  test('what was recorded gives the same report once the server is gone', async () => {
    const bind = await startBind({
      'example.jp': 'jcmgcluster A 192.168.1.200\njcmgsecond CNAME rack7\nrack7 A 192.168.1.101',
      '1.168.192.in-addr.arpa': `100 PTR ${NAME}.\n100 PTR rack\\0327.example.jp.\n101 CNAME 101.64/26`,
    });
    running.push(bind);
    const cwd = clusterWithoutNames();
    const lint = (...args: readonly string[]) =>
      cjclint(['lint', '--lang', 'en', '--format', 'json', ...args, '.'], { cwd });
    const file = join(emptyFolder(), 'site.lookups');
    const asked = ['--dns', '--dns-server', serverKey(bind)];
    const live = await lint(...asked, '--save-lookups', file);
    bind.stop();
    const replayed = await lint('--lookups', file);
    expect(replayed).toEqual(live);
    const rules = JSON.parse(replayed.out).findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).toContain('jobcenter/vip-forward-lookup');
    expect(rules).toContain('jobcenter/site-name-alias');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^cjclint-lookups 2\nservers\t127\.0\.0\.1:\d+\n/);
    expect(text).toMatch(/\tPTR\t100\.1\.168\.192\.in-addr\.arpa\tfound\t.*rack\\u00207\.example\.jp/);
  });

  test('a recording that cannot be written is said after the report, and makes the exit code 2', async () => {
    const bind = await startBind({ 'example.jp': '' });
    running.push(bind);
    const args = [
      'lint',
      '--lang',
      'en',
      '--dns',
      '--dns-server',
      serverKey(bind),
      '--save-lookups',
      'no/file',
    ];
    const { code, out, err } = await cjclint([...args, '.'], { cwd: clusterWithoutNames() });
    expect(code).toBe(2);
    expect(out).toContain('verdict: NO-GO');
    expect(err).toContain('cannot write "no/file": its folder does not exist');
  });
});
