import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { DnsAnswer } from '../../src/resolve/answer.js';
import { DnsClient } from '../../src/resolve/dns-client.js';
import { readReply } from '../../src/resolve/message.js';
import {
  type Asked,
  type Behaviour,
  type HostileServer,
  hostileServer,
  replyTo,
  truncated,
} from './hostile-server.js';

const NAME = 'jcmg.example.jp';
const right = (asked: Asked) =>
  replyTo(asked, { answers: [{ name: asked.name, type: 'A', data: '192.0.2.100' }] });
const wrong = { name: NAME, type: 'A', data: '192.0.2.66' } as const;
const found: DnsAnswer = { state: 'found', values: ['192.0.2.100'], aliases: [] };
/** For what never comes. */
const brief = { attempt: 150, attempts: 2, question: 600 };
/** For servers that answer, however busy this machine is. */
const patient = { attempt: 20_000, attempts: 2, question: 40_000 };
/** For broken replies: the right one may still come behind them, so that the whole time is waited. */
const single = { attempt: 2000, attempts: 1, question: 2000 };
/** For servers that answer only when they are asked again, however busy this machine is. */
const persistent = { ...patient, attempt: 300, attempts: 100 };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function asking(
  behaviour: Behaviour,
  within = patient,
): Promise<{ client: DnsClient; server: HostileServer }> {
  const server = await hostileServer(behaviour);
  const client = await DnsClient.create({ limits: within });
  ends.push(() => client.close(), server.stop);
  return { client, server };
}

/** What comes of asking a server that behaves so for the address of a name. */
async function answerOf(behaviour: Behaviour, within = patient): Promise<DnsAnswer> {
  const { client, server } = await asking(behaviour, within);
  return client.ask(server, { name: NAME, type: 'A' });
}

const doubt = (reason: string) => expect.objectContaining({ state: 'unknown', reason });

test('a right reply is the answer, in any letter case of the name', async () => {
  expect(await answerOf({ udp: (asked) => asked.reply(right(asked)) })).toEqual(found);
  const loud = (asked: Asked) => asked.reply(right({ ...asked, name: asked.name.toUpperCase() }));
  expect(await answerOf({ udp: loud })).toEqual(found);
});

test('records in another order are the same answer', async () => {
  const addresses = ['192.0.2.102', '192.0.2.100', '192.0.2.101'];
  const turned = (asked: Asked) =>
    replyTo(asked, { answers: addresses.map((data) => ({ name: asked.name, type: 'A', data })) });
  const answer = await answerOf({ udp: (asked) => asked.reply(turned(asked)) });
  expect(answer).toEqual({ ...found, values: addresses.toSorted() });
});

test('replies with another id do not count, and the right one behind them does', async () => {
  const answer = await answerOf({
    udp: (asked) => {
      asked.reply(replyTo(asked, { id: asked.id ^ 1, answers: [wrong] }));
      asked.reply(right(asked));
    },
  });
  expect(answer).toEqual(found);
});

test('replies to another question do not count', async () => {
  const other = { name: 'other.example.jp', answers: [{ ...wrong, name: 'other.example.jp' }] };
  const answer = await answerOf({ udp: (asked) => asked.reply(replyTo(asked, other)) }, brief);
  expect(answer).toEqual(doubt('time-out'));
});

test('records of other names do not count, and do not prove that there is none of this one', async () => {
  const other = { ...wrong, name: 'other.example.jp' };
  for (const rcode of [0, 3])
    expect(
      await answerOf({ udp: (asked) => asked.reply(replyTo(asked, { rcode, answers: [other] })) }),
    ).toEqual(doubt('broken-reply'));
  const beside = (asked: Asked) =>
    replyTo(asked, { answers: [other, { name: asked.name, type: 'A', data: '192.0.2.100' }] });
  expect(await answerOf({ udp: (asked) => asked.reply(beside(asked)) })).toEqual(found);
});

test('a reply of another class than the internet is none', async () => {
  // The class stands in the last two bytes of the question, and behind owner and type of a record.
  const chaos = (message: Buffer, place: number) => {
    message.writeUInt16BE(3, place);
    return message;
  };
  const ofQuestion = (asked: Asked) => chaos(right(asked), replyTo(asked).length - 2);
  const ofRecord = (asked: Asked) => chaos(right(asked), right(asked).length - 12);
  expect(await answerOf({ udp: (asked) => asked.reply(ofQuestion(asked)) }, brief)).toEqual(
    doubt('time-out'),
  );
  expect(await answerOf({ udp: (asked) => asked.reply(ofRecord(asked)) }, single)).toEqual(
    doubt('broken-reply'),
  );
});

test('replies from another port are not heard', async () => {
  const spoofing = (asked: Asked) => {
    for (let n = 0; n < 500; n += 1) asked.spoof(replyTo(asked, { answers: [wrong] }));
  };
  const answer = await answerOf({ udp: spoofing }, brief);
  expect(answer).toEqual(doubt('time-out'));
});

test('a flood of guessed replies makes the question go over TCP', async () => {
  const answer = await answerOf({
    udp: (asked) => {
      for (let n = 1; n < 200; n += 1)
        asked.reply(replyTo(asked, { id: asked.id ^ (n << 3) ^ 1, answers: [wrong] }));
    },
    tcp: (asked) => asked.reply(right(asked)),
  });
  expect(answer).toEqual(found);
});

test('a truncated reply is asked again over TCP', async () => {
  const answer = await answerOf({
    udp: (asked) => asked.reply(truncated(asked)),
    tcp: (asked) => asked.reply(right(asked)),
  });
  expect(answer).toEqual(found);
});

test('truncated over TCP too, nothing can be told', async () => {
  const cut = (asked: Asked) => asked.reply(truncated(asked));
  expect(await answerOf({ udp: cut, tcp: cut })).toEqual(doubt('broken-reply'));
});

test('a name whose compression leads in a circle tells nothing', async () => {
  const circular = (asked: Asked) => {
    const bytes = right(asked);
    // The owner of the first record: a pointer to itself.
    const place = replyTo(asked).length;
    bytes.writeUInt16BE(0xc000 | place, place);
    asked.reply(bytes);
  };
  expect(await answerOf({ udp: circular }, single)).toEqual(doubt('broken-reply'));
});

test('64 KiB of records tell nothing', async () => {
  const many = Array.from({ length: 2000 }, (_, n) => ({ ...wrong, data: `192.0.2.${n % 250}` }));
  const answer = await answerOf({
    udp: (asked) => asked.reply(truncated(asked)),
    tcp: (asked) => asked.reply(replyTo(asked, { answers: many })),
  });
  expect(answer).toEqual(doubt('broken-reply'));
});

test('an answer after the time-out is too late', async () => {
  const heard: Asked[] = [];
  const { client, server } = await asking({ udp: (asked) => heard.push(asked) }, brief);
  const ask = () => client.ask(server, { name: NAME, type: 'A' });
  expect(await ask()).toEqual(doubt('time-out'));
  expect(heard).toHaveLength(brief.attempts);
  for (const asked of heard) asked.reply(right(asked));
  expect(await ask()).toEqual(doubt('time-out'));
});

test('an answer to the first attempt does not count for the second', async () => {
  const heard: Asked[] = [];
  const answer = await answerOf(
    {
      udp: (asked) => {
        heard.push(asked);
        const [first, second] = heard;
        if (first === undefined || second === undefined) return;
        first.reply(replyTo(first, { answers: [wrong] }));
        asked.reply(right(asked));
      },
    },
    persistent,
  );
  expect(answer).toEqual(found);
});

test('the second attempt counts when the first is lost', async () => {
  let times = 0;
  const lossy = (asked: Asked) => {
    times += 1;
    if (times > 1) asked.reply(right(asked));
  };
  expect(await answerOf({ udp: lossy }, persistent)).toEqual(found);
});

test('"no such name" with an answer beside it tells nothing', async () => {
  const answer = await answerOf({
    udp: (asked) => asked.reply(replyTo(asked, { rcode: 3, answers: [{ ...wrong, name: asked.name }] })),
  });
  expect(answer).toEqual(doubt('broken-reply'));
});

test('no such name and no such type are told apart from what only a server can mend', async () => {
  const says = (rcode: number, flags = 0x480) =>
    answerOf({ udp: (asked) => asked.reply(replyTo(asked, { rcode, flags })) });
  expect(await says(3)).toEqual({ state: 'no-name', aliases: [] });
  expect(await says(0)).toEqual({ state: 'no-type', aliases: [] });
  expect(await says(2)).toEqual(doubt('server-failure'));
  expect(await says(5)).toEqual(doubt('refused'));
  expect(await says(0, 0)).toEqual(doubt('not-responsible'));
  expect(await says(9)).toEqual(doubt('broken-reply'));
});

test('a server that knows no EDNS is asked without it', async () => {
  const without = (refusal: (asked: Asked) => Buffer) =>
    answerOf({ udp: (asked) => asked.reply(asked.edns ? refusal(asked) : right(asked)) });
  expect(await without((asked) => replyTo(asked, { rcode: 1 }))).toEqual(found);
  expect(await without((asked) => replyTo(asked, { rcode: 4 }))).toEqual(found);
  const headOnly = (asked: Asked) => {
    const head = Buffer.alloc(12);
    head.writeUInt16BE(asked.id);
    head.writeUInt16BE(0x8001, 2);
    return head;
  };
  expect(await without(headOnly)).toEqual(found);
  // Bad version: its upper bits stand in the OPT record, so that the head alone looks like "no such type".
  const badVersion = (asked: Asked) => {
    const opt = Buffer.from([0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0]);
    const bytes = Buffer.concat([replyTo(asked), opt]);
    bytes.writeUInt16BE(1, 10);
    return bytes;
  };
  expect(await without(badVersion)).toEqual(found);
  expect(await answerOf({ udp: (asked) => asked.reply(badVersion(asked)) })).toEqual(doubt('broken-reply'));
});

test('a server that fails or refuses where EDNS is in the question is asked as the C library does, without', async () => {
  for (const rcode of [2, 5])
    expect(
      await answerOf({
        udp: (asked) => asked.reply(asked.edns ? replyTo(asked, { rcode }) : right(asked)),
      }),
    ).toEqual(found);
});

test('a server that is to be asked over TCP alone is', async () => {
  const { client, server } = await asking({ tcp: (asked) => asked.reply(right(asked)) });
  expect(await client.ask({ ...server, overTcp: true }, { name: NAME, type: 'A' })).toEqual(found);
  expect(server.counts).toEqual({ udp: 0, tcp: 1 });
});

test('an address that is too short or too long is none', async () => {
  for (const length of [3, 5]) {
    const cut = (asked: Asked) => {
      const bytes = right(asked);
      bytes.writeUInt16BE(length, bytes.length - 6);
      return length < 4 ? bytes.subarray(0, -1) : Buffer.concat([bytes, Buffer.from([1])]);
    };
    expect(await answerOf({ udp: (asked) => asked.reply(cut(asked)) }, single)).toEqual(
      doubt('broken-reply'),
    );
  }
});

test('a name with a dot inside of a label is not taken for the name that is written so', async () => {
  const label = (text: string) => [text.length, ...Buffer.from(text)];
  const pointer = (data: readonly number[]) => (asked: Asked) => {
    const question = replyTo(asked);
    question.writeUInt16BE(1, 6);
    const record = [0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 0, 0, data.length, ...data];
    return Buffer.concat([question, Buffer.from(record)]);
  };
  const ask = async (data: readonly number[], within = patient) => {
    const { client, server } = await asking({ udp: (asked) => asked.reply(pointer(data)(asked)) }, within);
    return client.ask(server, { name: '100.2.0.192.in-addr.arpa', type: 'PTR' });
  };
  const labels = [...label('jcmg'), ...label('example'), ...label('jp'), 0];
  expect(await ask(labels)).toEqual({ state: 'found', values: [NAME], aliases: [] });
  expect(await ask([...label('jcmg.example'), ...label('jp'), 0], single)).toEqual(doubt('broken-reply'));
  expect(await ask([...label(NAME), 0], single)).toEqual(doubt('broken-reply'));
});

test('where everything with EDNS is dropped on the way, the second attempt goes without it', async () => {
  const picky = (asked: Asked) => {
    if (!asked.edns) asked.reply(right(asked));
  };
  expect(await answerOf({ udp: picky }, persistent)).toEqual(found);
});

test('where nothing listens, the server is not reachable', async () => {
  const { client, server } = await asking({});
  server.stop();
  ends.splice(0, ends.length, () => client.close());
  const names = Array.from({ length: 20 }, (_, n) => `n${n}.example.jp`);
  const answers = await Promise.all(names.map((name) => client.ask(server, { name, type: 'A' })));
  expect(answers).toEqual(names.map(() => doubt('unreachable')));
});

test('a reply over TCP that drips is not waited for beyond the limit of its question', async () => {
  const dripping = (milliseconds: number): Behaviour => ({
    udp: (asked) => asked.reply(truncated(asked)),
    tcp: (asked) => asked.drip(right(asked), milliseconds),
  });
  // At this pace the whole reply would take six seconds.
  const slowly = { ...patient, question: 3000 };
  expect(await answerOf(dripping(100), slowly)).toEqual(doubt('time-out'));
  expect(await answerOf(dripping(2))).toEqual(found);
});

test('CNAMEs that lead in a circle are a loop, and chains have an end', async () => {
  const to = (next: (name: string) => string) =>
    answerOf({
      udp: (asked) =>
        asked.reply(
          replyTo(asked, { answers: [{ name: asked.name, type: 'CNAME', data: next(asked.name) }] }),
        ),
    });
  expect(await to((name) => (name === NAME ? 'b.example.jp' : NAME))).toEqual({
    state: 'loop',
    aliases: ['b.example.jp', NAME],
  });
  expect(await to((name) => `a${name.length}.example.jp`.padStart(name.length + 1, 'a'))).toEqual(
    doubt('long-chain'),
  );
});

test('every distinct question is asked once, each under an id of its own, from several ports', async () => {
  const { client, server } = await asking({ udp: (asked) => asked.reply(right(asked)) });
  const names = Array.from({ length: 200 }, (_, n) => `n${n}.example.jp`);
  const ask = () => Promise.all(names.map((name) => client.ask(server, { name, type: 'A' })));
  await ask();
  await ask();
  expect(server.counts).toEqual({ udp: 200, tcp: 0 });
  expect(server.ports.size).toBeGreaterThanOrEqual(4);
  expect(new Set(server.ids).size).toBeGreaterThan(190);
});

test('a dead server costs its time a few times, not once a name', async () => {
  const { server } = await asking({});
  const client = await DnsClient.create({ limits: brief, concurrency: 3 });
  ends.push(() => client.close());
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => client.ask(server, { name: `n${n}.example.jp`, type: 'A' })),
  );
  expect(answers.every((answer) => answer.state === 'unknown' && answer.reason === 'time-out')).toBe(true);
  expect(server.counts.udp).toBeLessThan(20);
});

test('when the run is ended, what is not known by then is left at that', async () => {
  const stop = new AbortController();
  const { server } = await asking({ udp: () => stop.abort() });
  const client = await DnsClient.create({ limits: patient, signal: stop.signal });
  expect(await client.ask(server, { name: NAME, type: 'A' })).toEqual(doubt('stopped'));
});

test('what cannot be a name is never sent', async () => {
  const { client, server } = await asking({ udp: (asked) => asked.reply(right(asked)) });
  for (const name of ['', 'a..b', `${'a'.repeat(64)}.jp`, 'あ.jp', 'a b'])
    expect(await client.ask(server, { name, type: 'A' })).toEqual(doubt('not-a-name'));
  expect(server.counts.udp).toBe(0);
});

test('no bytes make the reading of a reply throw', () => {
  const head = (id: number, rest: Uint8Array) =>
    Buffer.concat([Buffer.from([id >> 8, id & 255, 0x84, 0x80, 0, 1]), rest]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 600 }), (id, bytes) => {
      for (const message of [Buffer.from(bytes), head(id, bytes)])
        readReply(dnsPacket, message, id, { name: NAME, type: 'A' });
    }),
  );
});
