/** What a resolv.conf says (resolv.conf(5)). */
export interface ResolverSettings {
  /** Addresses, the first three as the C library has it. */
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with at least so many dots is tried as it is first. */
  readonly ndots: number;
}

export const defaultSettings: ResolverSettings = { servers: [], search: [], ndots: 1 };

const MOST_SERVERS = 3;
const MOST_DOTS = 15;

/** Of `search` and `domain` the last counts; lines that are not understood are none. */
export function parseResolvConf(text: string): ResolverSettings {
  const servers: string[] = [];
  let { search, ndots } = defaultSettings;
  for (const line of text.split(/\r?\n/)) {
    if (/^[#;]/.test(line)) continue;
    const [key, ...values] = line.trim().split(/\s+/);
    const [first] = values;
    if (first === undefined) continue;
    if (key === 'nameserver' && servers.length < MOST_SERVERS) servers.push(first);
    else if (key === 'search') search = values;
    else if (key === 'domain') search = [first];
    else if (key === 'options') {
      for (const value of values) {
        const dots = /^ndots:(\d{1,4})$/.exec(value)?.[1];
        if (dots !== undefined) ndots = Math.min(Number(dots), MOST_DOTS);
      }
    }
  }
  return { servers, search, ndots };
}

/**
 * When a node asks DNS (nsswitch.conf(5)): `after` its hosts file where that does not have it, `before` it, `instead`
 * of it (what DNS does not have, the file is not asked for), or `never`. By default after.
 */
export type TurnOfDns = 'before' | 'instead' | 'after' | 'never';

/** Reads the line `hosts:`; of `resolve` is known that it takes the hosts file by itself, and first. */
export function turnOfDns(text: string): TurnOfDns {
  const line = text.split(/\r?\n/).find((each) => /^\s*hosts\s*:/.test(each));
  if (line === undefined) return 'after';
  const words: readonly string[] = line.replace(/#.*/, '').match(/\[[^\]]*\]|[^\s:[\]]+/g) ?? [];
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

/** Whether `[NOTFOUND=return]`, or what means the same, stands behind a source. */
function returnsWhenNotFound(action: string): boolean {
  if (!action.startsWith('[')) return false;
  let returns = false;
  for (const [, not, status = '', what = ''] of action.matchAll(/(!?)(\w{1,20})=(\w{1,20})/g))
    if ((status.toLowerCase() === 'notfound') === (not === '')) returns = what.toLowerCase() === 'return';
  return returns;
}
