import { type Answering, type DnsAnswer, dnsKey, type Server } from './answer.js';
import type { ResolverSettings } from './resolv-conf.js';
import { reverseName } from './reverse-name.js';

/** The names that are tried for one, in order (resolv.conf(5): `search` and `ndots`). */
export function candidatesOf(
  name: string,
  { search, ndots }: Pick<ResolverSettings, 'search' | 'ndots'>,
): string[] {
  if (name.endsWith('.')) return [dnsKey(name)];
  const dots = name.split('.').length - 1;
  const within = search.map((domain) => dnsKey(domain === '.' ? name : `${name}.${domain}`));
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
  let best: DnsAnswer | null = null;
  let doubt: DnsAnswer | null = null;
  let ended = false;
  for (const candidate of candidatesOf(name, settings)) {
    const asItIs = candidate === dnsKey(name);
    if (ended && !asItIs) continue;
    const [v4, v6] = await Promise.all([
      client.ask(server, { name: candidate, type: 'A' }),
      settings.asksIpv6 ? client.ask(server, { name: candidate, type: 'AAAA' }) : null,
    ]);
    const answer = v6 === null ? v4 : together(v4, v6);
    if (answer.state === 'found') return answer;
    if (answer.state === 'unknown') {
      doubt ??= answer;
      // Where no server speaks nothing is left to try.
      if (answer.reason !== 'server-failure' && answer.reason !== 'refused') break;
      // The C library goes on behind a failure; a refusal ends the search, but for the name as it is.
      ended ||= answer.reason === 'refused' && !asItIs;
    } else if (best === null || weight(answer) > weight(best)) best = answer;
  }
  return doubt ?? best ?? { state: 'unknown', reason: 'not-a-name', aliases: [] };
}

/** Of several names without an address, the one that is there, or leads on, tells more. */
const weight = ({ state, aliases }: DnsAnswer): number =>
  (state === 'no-name' ? 0 : 1) + (aliases.length > 0 ? 2 : 0);

/** The names of an address on one server. */
export async function lookUpAddress(client: Answering, server: Server, address: string): Promise<DnsAnswer> {
  const name = reverseName(address);
  if (name === null) return { state: 'unknown', reason: 'not-a-name', aliases: [] };
  return client.ask(server, { name, type: 'PTR' });
}

/** Both families as one: what half is not known leaves open whether there is nothing, not what was found. */
function together(v4: DnsAnswer, v6: DnsAnswer): DnsAnswer {
  if (v4.state === 'unknown') return v4;
  if (v6.state === 'unknown') return v4.state === 'found' ? v4 : v6;
  const values = [v4, v6].flatMap((each) => (each.state === 'found' ? each.values : []));
  const { aliases } = v4.aliases.length > 0 ? v4 : v6;
  if (values.length > 0) return { state: 'found', values, aliases };
  return v4.state === 'no-name' ? v6 : v4;
}
