import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DnsClient } from '../../src/resolve/dns-client.js';
import { lookUpAddress } from '../../src/resolve/look-up.js';
import { startBind } from '../../test/resolve/name-servers.js';

/** What looking up names and their addresses on a local BIND took. */
export interface LookUps {
  /** The median of our time over that of `dig -f` with the same questions, pair by pair. */
  readonly ratio: number;
  /** Milliseconds, of the last pair. */
  readonly time: number;
  readonly base: number;
  /** The resident memory of this process at its peak, in MiB. */
  readonly memory: number;
}

/** Asks for so many names forward and reverse, beside `dig -f`. @throws where BIND or dig fail, or an answer is missing */
export async function lookUps(names: number, pairs: number, scratch: string): Promise<LookUps> {
  const hosts = Array.from({ length: names }, (_, n) => ({
    name: `n${n}.example.jp`,
    address: `10.7.${n >> 8}.${n & 255}`,
  }));
  const server = await startBind({
    'example.jp': hosts.map(({ name, address }) => `${name}. A ${address}`).join('\n'),
    '7.10.in-addr.arpa': hosts
      .map(({ name, address }) => `${address.split('.').reverse().join('.')}.in-addr.arpa. PTR ${name}.`)
      .join('\n'),
  });
  try {
    const questions = join(scratch, 'questions');
    writeFileSync(questions, hosts.map(({ name, address }) => `${name} A\n-x ${address}\n`).join(''));
    const times = { ours: 0, dig: 0 };
    const ratios: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      times.ours = await timed(async () => {
        const client = await DnsClient.create();
        const answers = await Promise.all(
          hosts.flatMap(({ name, address }) => [
            client.ask(server, { name, type: 'A' }),
            lookUpAddress(client, server, address),
          ]),
        );
        client.close();
        if (answers.some(({ state }) => state !== 'found')) throw new Error('an answer is missing');
      });
      times.dig = await timed(async () => {
        const args = [`@${server.address}`, '-p', String(server.port), '+short', '-f', questions];
        const { status, stdout } = spawnSync('dig', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
        if (status !== 0 || stdout.trim().split('\n').length !== 2 * names) throw new Error('dig failed');
      });
      ratios.push(times.ours / times.dig);
    }
    const ratio = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? Number.NaN;
    return { ratio, time: times.ours, base: times.dig, memory: process.resourceUsage().maxRSS / 1024 };
  } finally {
    server.stop();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
