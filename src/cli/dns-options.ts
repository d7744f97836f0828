import { isIP } from 'node:net';
import { type Command, Option } from 'commander';
import type { Language } from '../message/language.js';
import type { Server } from '../resolve/answer.js';
import type { Context } from './context.js';
import { quoted, UsageError } from './usage-error.js';

/** The options that allow look-ups. */
export interface DnsOptions {
  readonly dns: boolean;
  readonly dnsServer: readonly Server[];
}

const DNS_PORT = 53;

/** Declares the options on a command; read them with `command.opts<DnsOptions>()`. */
export function declareDnsOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  return command
    .option(
      '--dns',
      say(
        'look names and VIPs up on the name servers of each resolv.conf; without it no packet is sent',
        'ノードの resolv.conf のネームサーバーで名前と VIP を引く（指定しない限り通信しない）',
      ),
      false,
    )
    .addOption(
      new Option(
        '--dns-server <address[:port]>',
        say(
          'with --dns: ask this server instead; repeatable, each is asked by itself',
          '--dns と併用: 代わりにこのサーバーに問い合わせる（複数指定可、個別に問い合わせる）',
        ),
      )
        .argParser((value, before: readonly Server[]) => [...before, serverIn(value)])
        .default([], ''),
    );
}

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`. @throws {UsageError} */
function serverIn(value: string): Server {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
  const address = bracketed ?? plain ?? value;
  const port = digits === undefined ? DNS_PORT : Number(digits);
  if (isIP(address) !== 0 && port >= 1 && port <= 65_535) return { address, port };
  throw new UsageError({
    en: `--dns-server: ${quoted(value)} is no address[:port], such as 192.0.2.53 or [2001:db8::53]:5353`,
    ja: `--dns-server: ${quoted(value)} は「アドレス[:ポート]」の形式ではありません（例: 192.0.2.53、[2001:db8::53]:5353）`,
  });
}

/**
 * Runs something with the servers it may ask, null where it may ask none. Ctrl-C ends the look-ups, and what is known
 * by then is told.
 * @throws {UsageError} for servers without `--dns`
 */
export async function withDns<T>(
  { dns, dnsServer }: DnsOptions,
  { io, language }: Context,
  run: (dns: DnsAllowed | null) => Promise<T>,
): Promise<T> {
  if (!dns && dnsServer.length > 0)
    throw new UsageError({
      en: '--dns-server is used with --dns only',
      ja: '--dns-server は --dns と併用してください',
    });
  if (!dns) return run(null);
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  const write = process.stderr.isTTY === true ? io.err : null;
  const word = language === 'ja' ? '名前解決' : 'look-ups';
  const { DnsClient } = await import('../resolve/dns-client.js');
  const client = await DnsClient.create({
    signal: stop.signal,
    onAnswer: (done, asked) => write?.(`\r\x1b[K${word}: ${done}/${asked}`),
  });
  try {
    return await run({ client, servers: dnsServer });
  } finally {
    write?.('\r\x1b[K');
    client.close();
    process.removeListener('SIGINT', interrupted);
  }
}

/** Traffic to name servers is allowed. */
export interface DnsAllowed {
  readonly client: import('../resolve/dns-client.js').DnsClient;
  /** Asked instead of those of the nodes' resolv.conf; empty: those. */
  readonly servers: readonly Server[];
}
