/** What a NATS server tells of itself. */
export interface NatsInfo {
  /** As it says it, cut where it is no version any more; null where it says none. */
  readonly version: string | null;
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
    if (typeof version !== 'string') return typeof id === 'string' ? { version: null } : null;
    return { version: cut(version, LONGEST_VERSION) };
  } catch {
    return null;
  }
}

/** The first words of what a server says, for people: one line, not long. To be escaped before it is shown. */
export function firstWords(said: Uint8Array): string {
  const text = new TextDecoder().decode(said);
  return cut(text.replace(/[\r\n]+$/, ''), LONGEST_WORDS);
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
