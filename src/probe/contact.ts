import { connect } from 'node:net';
import { type Ended, endedBy, type Server } from '../resolve/answer.js';

/** Why no connection was made. */
export type Unreached =
  | 'refused'
  | 'time-out'
  /** No route leads there, or a router says so. */
  | 'unreachable'
  /** This machine itself could not try: no permission, no free socket. That tells nothing of the server. */
  | 'not-tried'
  | Ended;

/** What became of one TCP connection. */
export type Contact =
  | { readonly state: 'unreached'; readonly reason: Unreached }
  /** It was made, and closed at once: nobody asked what is said there. */
  | { readonly state: 'connected' }
  /** The bytes up to and with the first line feed; without one, all that came within the limits. */
  | { readonly state: 'spoke'; readonly said: Uint8Array }
  /** It was made, and nothing was said in time. */
  | { readonly state: 'silent' }
  /** It was made, and ended by the other side without a word. */
  | { readonly state: 'hung-up' };

/** Limits of one contact. */
export interface ContactLimits {
  /** For the connection, in milliseconds. */
  readonly connecting: number;
  /** For the first line, from the connection on, in milliseconds. */
  readonly speaking: number;
  /** Bytes of the first line. */
  readonly bytes: number;
}

/** Two lost SYNs still leave time for an answer (RFC 6298: they are sent again after 1 and 3 seconds). */
export const defaultContactLimits: ContactLimits = { connecting: 5000, speaking: 5000, bytes: 64 * 1024 };

export interface ContactOptions {
  readonly limits: ContactLimits;
  /** Whether the first line is waited for; nothing is ever sent. */
  readonly listens: boolean;
  /** Ends it, see {@link endedBy}. */
  readonly signal?: AbortSignal | undefined;
}

const LINE_FEED = 0x0a;

const reasons: Readonly<Record<string, Unreached>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'time-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  // An address that cannot be connected to, such as a link-local one without its interface.
  EINVAL: 'unreachable',
};

/** Connects to an address, never to a name, and closes the connection again. Never throws. */
export function contact({ address, port }: Server, options: ContactOptions): Promise<Contact> {
  const { limits, listens, signal } = options;
  if (signal?.aborted === true) return Promise.resolve(unreached(endedBy(signal)));
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const pieces: Buffer[] = [];
    let length = 0;
    let connected = false;
    const end = (outcome: Contact) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      socket.destroy();
      resolve(outcome);
    };
    const said = (quiet: Contact) =>
      end(length > 0 ? { state: 'spoke', said: Buffer.concat(pieces).subarray(0, limits.bytes) } : quiet);
    const stop = () => end(unreached(endedBy(signal)));
    let timer = setTimeout(() => end(unreached('time-out')), limits.connecting);
    signal?.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => {
      connected = true;
      clearTimeout(timer);
      if (!listens) return end({ state: 'connected' });
      timer = setTimeout(() => said({ state: 'silent' }), limits.speaking);
    });
    socket.on('data', (piece: Buffer) => {
      const feed = piece.indexOf(LINE_FEED);
      pieces.push(feed < 0 ? piece : piece.subarray(0, feed + 1));
      length += piece.length;
      if (feed >= 0 || length >= limits.bytes) said({ state: 'silent' });
    });
    socket.once('end', () => said({ state: 'hung-up' }));
    socket.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : '';
      // A reset may be here before the word that the connection was made.
      if (connected || code === 'ECONNRESET') return said({ state: 'hung-up' });
      end(unreached(reasons[code] ?? 'not-tried'));
    });
  });
}

const unreached = (reason: Unreached): Contact => ({ state: 'unreached', reason });
