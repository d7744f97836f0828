import { type Answering, type DnsAnswer, dnsKey, type Server } from './answer.js';
import type { ResolverSettings } from './resolv-conf.js';
import { reverseName } from './reverse-name.js';

/** The names that are tried for one, in order (resolv.conf(5): `search` and `ndots`). */
export function candidatesOf(name: string, { search, ndots }: ResolverSettings): string[] {
  if (name.endsWith('.')) return [dnsKey(name)];
  const dots = name.split('.').length - 1;
  const within = search.map((domain) => dnsKey(`${name}.${domain}`));
  const all = dots >= ndots ? [dnsKey(name), ...within] : [...within, dnsKey(name)];
  return [...new Set(all)];
}

/** The addresses of a name on one server, IPv4 first, as the C library would look for them. */
export async function lookUpName(
  client: Answering,
  server: Server,
  name: string,
  settings: ResolverSettings,
): Promise<DnsAnswer> {
  let first: DnsAnswer | null = null;
  for (const candidate of candidatesOf(name, settings)) {
    const answers = await Promise.all([
      client.ask(server, { name: candidate, type: 'A' }),
      client.ask(server, { name: candidate, type: 'AAAA' }),
    ]);
    const answer = together(answers);
    if (answer.state === 'found' || answer.state === 'unknown') return answer;
    if (first === null || (first.state === 'no-name' && answer.state !== 'no-name')) first = answer;
  }
  return first ?? { state: 'unknown', reason: 'not-a-name', aliases: [] };
}

/** The names of an address on one server. */
export async function lookUpAddress(client: Answering, server: Server, address: string): Promise<DnsAnswer> {
  const name = reverseName(address);
  if (name === null) return { state: 'unknown', reason: 'not-a-name', aliases: [] };
  return client.ask(server, { name, type: 'PTR' });
}

/** Both families as one: what half is not known leaves open whether there is nothing, not what was found. */
function together([v4, v6]: readonly [DnsAnswer, DnsAnswer]): DnsAnswer {
  if (v4.state === 'unknown') return v4;
  if (v6.state === 'unknown') return v4.state === 'found' ? v4 : v6;
  const values = [v4, v6].flatMap((each) => (each.state === 'found' ? each.values : []));
  const { aliases } = v4.aliases.length > 0 ? v4 : v6;
  if (values.length > 0) return { state: 'found', values, aliases };
  return v4.state === 'no-name' ? v6 : v4;
}
