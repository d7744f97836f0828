import type { ConfEntry } from '../../grammars/conf/document.js';
import type { Origin, Range } from '../text/source-file.js';
import { type Address, parseAddress } from './address.js';
import type { Conf } from './model.js';

/** What NATS clients take for an absent port; JobCenter's own is 23141 (domain.md §2). */
export const CLIENT_PORT = 4222;
export const JOBCENTER_PORT = 23141;

/**
 * - `no-scheme`, `other-scheme`, `http`: not `nats://` (the range is the scheme, or the whole value without one)
 * - `several`: more than one URL (from the first comma)
 * - `user`: user information (up to the `@`), `path`: anything behind the port
 * - `no-host`, `host`, `no-brackets`: no host, neither address nor host name, an IPv6 address without `[]`
 * - `port`: not 1 to 65535, `no-port`: none (the range is the whole value)
 */
export type NatsUrlProblemKind =
  | 'no-scheme'
  | 'other-scheme'
  | 'http'
  | 'several'
  | 'user'
  | 'path'
  | 'no-host'
  | 'host'
  | 'no-brackets'
  | 'port'
  | 'no-port';

export interface NatsUrlProblem {
  readonly kind: NatsUrlProblemKind;
  /** 0-based offsets in the value, end exclusive. */
  readonly range: Range;
}

/** A `NATS_URL`, `nats://<address or host>:<port>` (G 2.3.3.1.3), as far as it can be read. */
export interface NatsUrl {
  /** An address without brackets or a host name; null where there is none to read. */
  readonly host: string | null;
  /** The host as an address; null for a name. */
  readonly address: Address | null;
  /** Of the host, without brackets. */
  readonly hostRange: Range;
  /** The port that a client uses; null where the one given is none. */
  readonly port: number | null;
  readonly problems: readonly NatsUrlProblem[];
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
const LABEL = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;
const LONGEST_NAME = 253;

const SCHEME_ALONE: ReadonlySet<NatsUrlProblemKind> = new Set(['no-scheme']);
const BEFORE_COMMA: ReadonlySet<NatsUrlProblemKind> = new Set(['other-scheme', 'http', 'several']);
const ALL = { has: () => true };

export function parseNatsUrl(text: string): NatsUrl {
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const problems: NatsUrlProblem[] = [];
  const problem = (kind: NatsUrlProblemKind, start: number, end: number) => {
    problems.push({ kind, range: { start, end } });
  };
  const name = scheme.toLowerCase();
  if (scheme === '') problem('no-scheme', 0, text.length);
  else if (name === 'http://') problem('http', 0, scheme.length);
  else if (name !== 'nats://') problem('other-scheme', 0, scheme.length);

  const comma = text.indexOf(',');
  if (comma >= 0) problem('several', comma, text.length);
  const whole = comma < 0 ? text : text.slice(0, comma);
  const path = whole.slice(scheme.length).search(/[/?#]/);
  const end = path < 0 ? whole.length : scheme.length + path;
  if (path >= 0) problem('path', end, whole.length);
  const user = whole.lastIndexOf('@', end - 1) + 1;
  const start = Math.max(user, scheme.length);
  if (start > scheme.length) problem('user', scheme.length, start);

  const { hostRange, portRange, bracketed } = split(whole, start, end);
  const host = whole.slice(hostRange.start, hostRange.end);
  const hostKind = hostProblem(host, bracketed);
  if (hostKind !== null) {
    if (hostKind === 'no-host') problem(hostKind, 0, text.length);
    else problem(hostKind, hostRange.start, hostRange.end);
  }
  const port = portRange === null ? '' : whole.slice(portRange.start, portRange.end);
  // In what is no IPv6 address, nothing tells which part was meant for the port.
  const garbled = hostKind === 'host' && host.includes(':');
  if (port === '' && !garbled) problem('no-port', 0, text.length);
  else if (portRange !== null && !isPort(port)) problem('port', portRange.start, portRange.end);

  // Without a scheme, or with several URLs, the rest is guesswork that only hides what is wrong.
  const told = scheme === '' ? SCHEME_ALONE : comma < 0 ? ALL : BEFORE_COMMA;
  const guessed = scheme === '' && problems.length > 1;
  const isReadable = !guessed && hostKind !== 'no-host' && hostKind !== 'host';
  return {
    host: isReadable ? host : null,
    address: isReadable ? parseAddress(host) : null,
    hostRange,
    port: port === '' ? CLIENT_PORT : isPort(port) ? Number(port) : null,
    problems: problems.filter(({ kind }) => told.has(kind)),
  };
}

/** A port of TCP: 1 to 65535, decimal. */
export const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;

/** Host and port between two offsets; an IPv6 address stands in brackets, or has more than one colon. */
function split(
  text: string,
  start: number,
  end: number,
): { hostRange: Range; portRange: Range | null; bracketed: boolean } {
  const close = text.lastIndexOf(']', end - 1);
  const bracketed = text[start] === '[' && close > start && (close + 1 === end || text[close + 1] === ':');
  const from = bracketed ? close : start;
  const first = text.indexOf(':', from);
  const colon = first < 0 || first >= end ? -1 : first;
  const unbracketed = !bracketed && colon >= 0 && text.slice(colon + 1, end).includes(':');
  const hostEnd = unbracketed || colon < 0 ? end : colon;
  return {
    hostRange: bracketed ? { start: start + 1, end: close } : { start, end: hostEnd },
    portRange: unbracketed || colon < 0 ? null : { start: colon + 1, end },
    bracketed,
  };
}

function hostProblem(host: string, bracketed: boolean): 'no-host' | 'host' | 'no-brackets' | null {
  if (host === '') return 'no-host';
  const address = parseAddress(host);
  if (host.includes(':')) return address === null ? 'host' : bracketed ? null : 'no-brackets';
  if (address !== null) return bracketed ? 'host' : null;
  // Digits and dots alone are an address gone wrong: 10.1, 010.1.1.1, 192.168.1.256
  if (bracketed || host.length > LONGEST_NAME || /^[\d.]+$/.test(host)) return 'host';
  return host
    .replace(/\.$/, '')
    .split('.')
    .every((label) => LABEL.test(label))
    ? null
    : 'host';
}

/** A file's `NATS_URL` with its entry; null where it has none. */
export function natsUrlOf(conf: Conf): { readonly entry: ConfEntry; readonly url: NatsUrl } | null {
  const entry = conf.get('NATS_URL');
  return entry === null ? null : { entry, url: parseNatsUrl(entry.value.value) };
}

/** The place of a part of a value: judged values are as long as what is written, but for blanks around. */
export function partOf(conf: Conf, entry: ConfEntry, part: Range): Origin {
  const { text, range } = entry.value;
  const start = range.start + text.length - text.trimStart().length;
  return { file: conf.file, range: { start: start + part.start, end: start + part.end } };
}

/** An address as a URL's host: IPv6 in brackets (RFC 3986). */
export const addressInUrl = (address: Address): string =>
  address.family === 6 ? `[${address.text}]` : address.text;
