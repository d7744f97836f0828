import { isIP } from 'node:net';

/** What a resolv.conf says (resolv.conf(5)). */
export interface ResolverSettings {
  /** Addresses, the first three as the C library has it. */
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with at least so many dots is tried as it is first. */
  readonly ndots: number;
  /** Whether IPv6 addresses are asked for as well (`no-aaaa`). */
  readonly asksIpv6: boolean;
  /** Whether servers are asked over TCP alone (`use-vc`). */
  readonly overTcp: boolean;
}

export const defaultSettings: ResolverSettings = {
  servers: [],
  search: [],
  ndots: 1,
  asksIpv6: true,
  overTcp: false,
};

const MOST_SERVERS = 3;
const MOST_DOTS = 15;

/**
 * Reads it as the C library does: a keyword stands at the very beginning of its line, of `search` and `domain` the last
 * counts, lines that are not understood are none. A CR belongs to the value before it, and makes an address none.
 * @param hostName of the node: without `search` and `domain` its own domain is searched
 */
export function parseResolvConf(text: string, hostName = ''): ResolverSettings {
  const servers: string[] = [];
  let search: readonly string[] | null = null;
  let { ndots, asksIpv6, overTcp } = defaultSettings;
  for (const line of text.split('\n')) {
    const [, key, rest = ''] = /^(nameserver|search|domain|options)[ \t](.*)$/s.exec(line) ?? [];
    const values = rest.split(/[ \t]+/).filter((value) => value !== '');
    const [first] = values;
    if (first === undefined) continue;
    if (key === 'nameserver') {
      if (servers.length < MOST_SERVERS && isIP(first) !== 0) servers.push(first);
    } else if (key === 'search') search = values.filter(isDomain);
    else if (key === 'domain') search = [first].filter(isDomain);
    else if (key === 'options') {
      for (const value of values) {
        const dots = /^ndots:(\d{1,4})/.exec(value)?.[1];
        if (dots !== undefined) ndots = Math.min(Number(dots), MOST_DOTS);
        if (value.startsWith('no-aaaa')) asksIpv6 = false;
        if (value.startsWith('use-vc')) overTcp = true;
      }
    }
  }
  const own = /\.(.+)$/.exec(hostName)?.[1];
  return { servers, search: search ?? (own === undefined ? [] : [own]), ndots, asksIpv6, overTcp };
}

/** A CR behind a domain makes it one that nothing is in. */
const isDomain = (value: string): boolean => !value.includes('\r');

/**
 * When a node asks DNS: `after` its hosts file where that does not have it, `before` it, `instead` of it (what DNS does
 * not have, the file is not asked for), or `never`.
 */
export type TurnOfDns = 'before' | 'instead' | 'after' | 'never';

/** Whom a node asks for names, and when (nsswitch.conf(5)). */
export interface HostOrder {
  readonly dns: TurnOfDns;
  /** Whether its hosts file is read at all. */
  readonly readsHosts: boolean;
  /**
   * What an address that is up on the node is not looked for in, because the node's own name comes first: so do
   * nss-myhostname(8), and systemd-resolved(8) by its synthetic records.
   */
  readonly ownNameBefore: readonly ('hosts' | 'dns')[];
}

export const defaultOrder: HostOrder = { dns: 'after', readsHosts: true, ownNameBefore: [] };

/** Reads the line `hosts:`; of `resolve` is known that it takes the hosts file by itself, and first. */
export function hostOrder(text: string): HostOrder {
  const words = hostSources(text);
  if (words === null) return defaultOrder;
  const place = (source: string) => words.indexOf(source) >>> 0;
  const own = Math.min(place('myhostname'), place('resolve'));
  return {
    dns: turnOfDns(words),
    readsHosts: words.includes('files') || words.includes('resolve'),
    ownNameBefore: [
      ...(place('myhostname') < Math.min(place('files'), place('resolve')) ? ['hosts' as const] : []),
      ...(own < place('dns') ? ['dns' as const] : []),
    ],
  };
}

function turnOfDns(words: readonly string[]): TurnOfDns {
  const [first, second] = ['files', 'resolve', 'dns']
    .map((source) => ({ source, place: words.indexOf(source) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place);
  if (first === undefined) return 'never';
  if (first.source === 'resolve') return 'after';
  const ends = returnsWhenNotFound(words[first.place + 1] ?? '');
  if (first.source === 'files') return second === undefined || ends ? 'never' : 'after';
  return second === undefined || ends ? 'instead' : 'before';
}

/** Sources and actions of the line that counts, which is the last; null without one. */
function hostSources(text: string): readonly string[] | null {
  const line = text.split('\n').findLast((each) => /^\s*hosts[\s:]/.test(each));
  if (line === undefined) return null;
  return (
    line
      .replace(/#.*/s, '')
      .replace(/^\s*hosts/, '')
      .match(/\[[^\]]*\]|[^\s:[\]]+/g) ?? []
  );
}

/** Whether `[NOTFOUND=return]`, or what means the same, stands behind a source. */
function returnsWhenNotFound(action: string): boolean {
  if (!action.startsWith('[')) return false;
  let returns = false;
  for (const [, not, status = '', what = ''] of action.matchAll(/(!?)(\w{1,20})=(\w{1,20})/g))
    if ((status.toLowerCase() === 'notfound') === (not === '')) returns = what.toLowerCase() === 'return';
  return returns;
}
