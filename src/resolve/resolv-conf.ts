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

/** When a node asks DNS: `before` or `after` its hosts file, or `never` (nsswitch.conf(5)); by default after. */
export function turnOfDns(text: string): 'before' | 'after' | 'never' {
  const line = text.split(/\r?\n/).find((each) => /^\s*hosts\s*:/.test(each));
  if (line === undefined) return 'after';
  const sources = line.replace(/#.*/, '').split(/[\s:]+/);
  const dns = sources.findIndex((source) => source === 'dns' || source === 'resolve');
  const files = sources.indexOf('files');
  if (dns < 0) return 'never';
  return files < 0 || dns < files ? 'before' : 'after';
}
