import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Contact, defaultContactLimits } from '../../src/probe/contact.js';
import { Contacts } from '../../src/probe/contacts.js';
import { firstWords, natsInfoOf } from '../../src/probe/nats-info.js';
import { haveServers } from '../resolve/name-servers.js';
import {
  closedPort,
  flooding,
  type Listener,
  listening,
  overcrowded,
  slowly,
  startNats,
} from './listeners.js';

const hasNats = haveServers('nats-server');
const INFO = 'INFO {"server_id":"NDX","version":"2.9.10","max_payload":1048576} \r\n';

const running: Listener[] = [];
const started = async <L extends Listener>(listener: Promise<L>): Promise<L> => {
  running.push(await listener);
  return listener;
};
afterEach(() => {
  for (const listener of running.splice(0)) listener.stop();
});

/** For servers that do something: no machine is so busy that it is not done within this. */
const patient = { ...defaultContactLimits, connecting: 30_000, speaking: 30_000 };
/** For servers that stay silent. */
const brief = { ...patient, speaking: 400 };
const contacts = (limits = patient) => new Contacts({ limits });
const saidIn = (heard: Contact): Uint8Array => (heard.state === 'spoke' ? heard.said : new Uint8Array());
const versionIn = (heard: Contact) => natsInfoOf(saidIn(heard))?.version;

describe.skipIf(!hasNats)('a real NATS server', () => {
  test.each(['127.0.0.1', '::1'])('greets with its version on %s', async (address) => {
    const heard = await contacts().hear(await started(startNats(address)));
    expect(versionIn(heard)).toMatch(/^2\.\d+\.\d+/);
    expect(firstWords(saidIn(heard))).toMatch(/^INFO \{"server_id":"/);
  });

  test('says that it wants a login, and tells its ports for other servers apart from that for clients', async () => {
    const nats = await started(
      startNats(
        '127.0.0.1',
        `authorization { user: a, password: b }
cluster { name: c, host: 127.0.0.1, port: -1 }
gateway { name: c, host: 127.0.0.1, port: -1 }`,
      ),
    );
    const leaf = await started(startNats('127.0.0.1', 'leafnodes { host: 127.0.0.1, port: -1 }'));
    const infoAt = async (port: number) => natsInfoOf(saidIn(await contacts().hear({ ...nats, port })));
    expect(await infoAt(nats.port)).toMatchObject({ serves: 'clients', needsLogin: true, needsTls: false });
    expect(await infoAt(nats.portOf('route'))).toMatchObject({ serves: 'routes' });
    expect(await infoAt(nats.portOf('gateway'))).toMatchObject({ serves: 'gateways' });
    expect(await infoAt(leaf.portOf('leafnode'))).toMatchObject({ serves: 'leaf-nodes' });
    expect(await infoAt(leaf.port)).toMatchObject({ serves: 'clients', needsLogin: false });
  });

  test('takes a connection, whatever it says', async () => {
    expect(await contacts().reach(await started(startNats()))).toEqual({ state: 'connected' });
  });
});

describe('what is no NATS server is told by what it does', () => {
  test('it says something else: its first line alone', async () => {
    const ssh = await started(listening((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\nmore\r\n')));
    const heard = await contacts().hear(ssh);
    expect(natsInfoOf(saidIn(heard))).toBeNull();
    expect(firstWords(saidIn(heard))).toBe('SSH-2.0-OpenSSH_9.2');
  });

  test('it says nothing', async () => {
    const silent = await started(listening(() => {}));
    expect(await contacts(brief).hear(silent)).toEqual({ state: 'silent' });
  });

  test('it hangs up without a word', async () => {
    const ended = await started(listening((socket) => socket.end()));
    expect(await contacts().hear(ended)).toEqual({ state: 'hung-up' });
    const reset = await started(listening((socket) => socket.resetAndDestroy()));
    expect(await contacts().hear(reset)).toEqual({ state: 'hung-up' });
  });

  test('it floods without a line feed: read up to the limit, and not further', async () => {
    const flood = await started(listening(flooding));
    const heard = await contacts({ ...patient, bytes: 4096 }).hear(flood);
    expect(saidIn(heard).length).toBe(4096);
    expect(firstWords(saidIn(heard))).toBe(`${'x'.repeat(60)}…`);
  });

  test('nothing listens there', async () => {
    expect(await contacts().hear(await closedPort())).toEqual({ state: 'unreached', reason: 'refused' });
  });

  test('an address that no connection can lead to', async () => {
    const heard = await contacts().hear({ address: 'fe80::1', port: 23141 });
    expect(heard).toEqual({ state: 'unreached', reason: 'unreachable' });
  });
});

describe('a server that takes its time', () => {
  test('is waited for while it is within the limit, byte by byte', async () => {
    const slow = await started(listening((socket) => void slowly(INFO, 2)(socket)));
    expect(versionIn(await contacts().hear(slow))).toBe('2.9.10');
  });

  test('is not waited for beyond it, however steadily it goes on', async () => {
    // An INFO line without end, of which there is always more.
    const endless = `INFO {"version":"${'9'.repeat(1_000_000)}`;
    const slow = await started(listening((socket) => void slowly(endless, 20)(socket)));
    const heard = await contacts({ ...patient, speaking: 1500 }).hear(slow);
    expect(firstWords(saidIn(heard))).toMatch(/^I/);
    expect(endless.startsWith(Buffer.from(saidIn(heard)).toString())).toBe(true);
    expect(natsInfoOf(saidIn(heard))).toBeNull();
  });

  test('a connection that nobody accepts is a time-out', async () => {
    const full = await started(overcrowded());
    const heard = await contacts({ ...patient, connecting: 300 }).hear(full);
    expect(heard).toEqual({ state: 'unreached', reason: 'time-out' });
  });
});

test('each place is connected to once, and not all at one time', async () => {
  const open: Socket[] = [];
  const places = await Promise.all(
    Array.from({ length: 6 }, () => started(listening((socket) => open.push(socket)))),
  );
  const some = new Contacts({ limits: patient, concurrency: 2 });
  const heard = Promise.all([...places, ...places].map((place) => some.hear(place)));
  for (let ended = 0; ended < 6; ended += 1) {
    const most = Math.min(ended + 2, 6);
    while (open.length < most) await wait(5);
    // What was begun together with these has come by now.
    await wait(0);
    expect(open).toHaveLength(most);
    open[ended]?.end();
  }
  expect(await heard).toEqual(Array(12).fill({ state: 'hung-up' }));
  expect(places.map((place) => place.taken())).toEqual(Array(6).fill(1));
  expect(await some.reach(places[0] ?? { address: '', port: 0 })).toEqual({ state: 'hung-up' });
});

test('what ends the run ends contacts under way and all that wait, and says by what', async () => {
  for (const reason of ['stopped', 'out-of-time'] as const) {
    const silent = await started(listening(() => {}));
    const stop = new AbortController();
    const some = new Contacts({ limits: patient, concurrency: 1, signal: stop.signal });
    const heard = Promise.all([some.hear(silent), some.hear({ ...silent, port: 1 })]);
    while (silent.taken() === 0) await wait(5);
    stop.abort(reason);
    expect(await heard).toEqual(Array(2).fill({ state: 'unreached', reason }));
  }
});

test('the connection is closed again, whatever became of it', async () => {
  const closed: Promise<unknown>[] = [];
  const silent = await started(listening((socket) => closed.push(once(socket, 'close'))));
  await contacts(brief).hear(silent);
  await contacts().reach(silent);
  while (silent.taken() < 2) await wait(5);
  expect(await Promise.all(closed)).toHaveLength(2);
});

describe('the INFO line', () => {
  const infoOf = (text: string) => natsInfoOf(Buffer.from(text));

  test('is taken in any letter case, with a version that is cut where it is none any more', () => {
    const plain = { serves: 'clients', needsTls: false, needsLogin: false };
    expect(infoOf(INFO)).toEqual({ version: '2.9.10', ...plain });
    expect(infoOf('info\t{"version":"2.10.1"}\n')).toEqual({ version: '2.10.1', ...plain });
    expect(infoOf('INFO {"server_id":"NDX"}\r\n')).toEqual({ version: null, ...plain });
    expect(infoOf('INFO {"server_id":"NDX","tls_required":true}\r\n')?.needsTls).toBe(true);
    expect(infoOf(`INFO {"version":"${'9'.repeat(1000)}"}\r\n`)?.version).toBe(`${'9'.repeat(40)}…`);
  });

  test.each([
    ['it does not end', 'INFO {"version":"2.9.10"}'],
    ['another word', 'INFOS {"version":"2.9.10"}\r\n'],
    ['no object', 'INFO ["2.9.10"]\r\n'],
    ['an object without server and version', 'INFO {"a":1}\r\n'],
    ['broken JSON', 'INFO {"version":"2.9.10"\r\n'],
    ['nested beyond reason', `INFO {"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}\r\n`],
  ])('is none where %s', (_, line) => {
    expect(infoOf(line)).toBeNull();
  });

  test('whatever bytes come, reading them ends and throws nothing', () => {
    const piece = fc.constantFrom('INFO ', '{', '}', '"version":"1"', ' ', '\r\n', '\u0000', '\u001b[2J');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(piece, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    );
    fc.assert(
      fc.property(bytes, (said) => {
        expect([null, '1', undefined]).toContain(natsInfoOf(said)?.version);
        expect(firstWords(said).length).toBeLessThanOrEqual(61);
      }),
    );
  });

  test('a line is read in time that grows with its length alone, however it is made', () => {
    expect(infoOf(`INFO {${'} '.repeat(1_000_000)}x\r\n`)).toBeNull();
    expect(infoOf(`INFO {}${' '.repeat(2_000_000)}x\r\n`)).toBeNull();
  });
});
