/** What a NATS server tells of itself. */
export interface NatsInfo {
  /** As it says it, cut where it is no version any more; null where it says none. */
  readonly version: string | null;
  /** For whom the port is: servers greet each other on ports of their own with an INFO line as well. */
  readonly serves: 'clients' | 'routes' | 'gateways' | 'leaf-nodes';
  readonly needsTls: boolean;
  readonly needsLogin: boolean;
}

const INFO = /^INFO[ \t]+(\{.*\})[ \t]*\r?\n$/is;
const LONGEST_VERSION = 40;
const LONGEST_WORDS = 60;

/**
 * Reads the line with which every NATS server greets its clients: `INFO {"server_id":…,"version":"2.9.10",…}`
 * (docs.nats.io, client protocol).
 * @returns null for anything else, and for a line that does not end
 */
export function natsInfoOf(said: Uint8Array): NatsInfo | null {
  const json = INFO.exec(new TextDecoder().decode(said))?.[1];
  if (json === undefined) return null;
  try {
    const info: unknown = JSON.parse(json);
    if (typeof info !== 'object' || info === null) return null;
    const version: unknown = 'version' in info ? info.version : undefined;
    const id: unknown = 'server_id' in info ? info.server_id : undefined;
    if (typeof version !== 'string' && typeof id !== 'string') return null;
    return {
      version: typeof version === 'string' ? cut(version, LONGEST_VERSION) : null,
      serves: servedBy(info),
      needsTls: 'tls_required' in info && info.tls_required === true,
      needsLogin: 'auth_required' in info && info.auth_required === true,
    };
  } catch {
    return null;
  }
}

/** Only clients are told an id of theirs; `lnoc`, and a cluster without such an id, stand where routes are made. */
function servedBy(info: object): NatsInfo['serves'] {
  if ('leafnode_urls' in info) return 'leaf-nodes';
  if ('gateway' in info) return 'gateways';
  return 'lnoc' in info || ('cluster' in info && !('client_id' in info)) ? 'routes' : 'clients';
}

/** The first words of what a server says, for people: one line, not long. To be escaped before it is shown. */
export function firstWords(said: Uint8Array): string {
  const text = new TextDecoder().decode(said);
  return cut(text.replace(/[\r\n]+$/, ''), LONGEST_WORDS);
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
