import { connect } from 'node:net';
import type { Server } from './answer.js';
import type { Exchange, Received } from './message.js';

/** When an exchange is given up. */
export interface StreamLimits {
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/** Sends one message over TCP (RFC 7766) and reads one back. Never throws. */
export function tcpExchange(
  { address, port }: Server,
  message: Uint8Array,
  read: (message: Buffer) => Received,
  { milliseconds, signal }: StreamLimits,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (result: Exchange) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(result);
    };
    const stop = () => end({ kind: 'failed', reason: 'stopped' });
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => end({ kind: 'failed', reason: 'time-out' }), Math.max(1, milliseconds));
    const head = Buffer.alloc(2);
    head.writeUInt16BE(message.length);
    socket.write(Buffer.concat([head, message]));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length < 2) return;
      const whole = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      chunks.splice(0, chunks.length, whole);
      const wanted = whole.readUInt16BE(0);
      if (whole.length < wanted + 2) return;
      const reply = read(whole.subarray(2, wanted + 2));
      // Over TCP there is nothing behind "truncated", and nobody else could have sent a stray.
      end(reply.kind === 'reply' ? reply : { kind: 'failed', reason: 'broken-reply' });
    });
    socket.on('end', () => end({ kind: 'failed', reason: length === 0 ? 'unreachable' : 'broken-reply' }));
    socket.on('error', () => end({ kind: 'failed', reason: 'unreachable' }));
  });
}
