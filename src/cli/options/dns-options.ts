import { isIP } from 'node:net';
import { type Command, Option } from 'commander';
import type { Language } from '../../message/language.js';
import type { RecordedContact } from '../../recording/contact-rows.js';
import type { Answering, Server } from '../../resolve/answer.js';
import type { Context } from '../context.js';
import { interruptible, type NetTimeout, netTimeoutOption, timed } from '../stopping.js';
import { quoted, UsageError } from '../usage-error.js';
import {
  declareLookupFileOptions,
  type LookupFileOptions,
  readLookups,
  saveLookups,
} from './lookup-files.js';

/** The options that allow look-ups. */
export interface DnsOptions extends LookupFileOptions, NetTimeout {
  readonly dns: boolean;
  readonly dnsServer: readonly Server[];
}

const DNS_PORT = 53;

/** Declares the options on a command; read them with `command.opts<DnsOptions>()`. */
export function declareDnsOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  command
    .option(
      '--dns',
      say(
        'look names and VIPs up on the name servers of each resolv.conf; without it no packet is sent',
        'ノードの resolv.conf のネームサーバで名前と VIP を引く（指定しない限り通信しない）',
      ),
      false,
    )
    .addOption(
      new Option(
        '--dns-server <address[:port]>',
        say(
          'with --dns: ask this server instead; repeatable, each is asked by itself',
          '--dns と併用: 代わりにこのサーバに問い合わせる（複数指定可、個別に問い合わせる）',
        ),
      )
        .argParser((value, before: readonly Server[]) => [...before, serverIn(value)])
        .default([], ''),
    )
    .addOption(
      netTimeoutOption(language, {
        en: 'with --dns: time limit of all look-ups together',
        ja: '--dns と併用: 名前解決全体の制限時間（秒）',
      }),
    );
  return declareLookupFileOptions(command, language);
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
 * Runs something with the servers it may ask, null where it may ask none, or with the recording of what they said.
 * Ctrl-C ends the look-ups, and what is known by then is told and saved.
 * @throws {UsageError} for options that do not go together, and for a recording that cannot be used
 */
export async function withDns<T>(
  options: DnsOptions,
  context: Context,
  run: (dns: DnsAllowed | null) => Promise<T>,
): Promise<T> {
  const using = (signal: AbortSignal) => withDnsUntil(signal, options, context, run);
  return options.dns ? interruptible(context, using) : using(new AbortController().signal);
}

/** As {@link withDns}, for a command that listens for Ctrl-C itself. */
export async function withDnsUntil<T>(
  signal: AbortSignal,
  options: DnsOptions,
  context: Context,
  run: (dns: DnsAllowed | null) => Promise<T>,
): Promise<T> {
  refuseContradictions(options);
  const { dns, dnsServer: servers, lookups, saveLookups: kept } = options;
  if (lookups !== undefined) return run(await recordedIn(lookups, context));
  if (!dns) return run(null);
  return timed(context, options, signal, (until) =>
    withClient(until, context, async (client) => {
      const allowed = { servers, signal: until, contacts: [] };
      if (kept === undefined) return run({ ...allowed, client, keep: () => {} });
      const { Recorder, writeRecording } = await import('../../recording/recording.js');
      const recorder = new Recorder(client);
      const keep = (contacts: readonly RecordedContact[]) => recorder.keep(contacts);
      const result = await run({ ...allowed, client: recorder, keep });
      saveLookups(kept, writeRecording(recorder.recording(servers)), context);
      return result;
    }),
  );
}

/** What a recording tells. @throws {UsageError} where it cannot be used */
export async function recordedIn(file: string, { io }: Context): Promise<DnsAllowed> {
  const recording = await readLookups(file, io.cwd);
  const { replaying } = await import('../../recording/recording.js');
  const { servers, contacts } = recording;
  const { signal } = new AbortController();
  return { client: replaying(recording), servers, signal, contacts, keep: () => {} };
}

/** @throws {UsageError} for options that do not go together */
export function refuseContradictions({
  dns,
  dnsServer,
  lookups,
  saveLookups: kept,
  netTimeout,
}: DnsOptions): void {
  const others = [
    ...(dnsServer.length > 0 ? ['--dns-server'] : []),
    ...(kept === undefined ? [] : ['--save-lookups']),
    ...(netTimeout === undefined ? [] : ['--net-timeout']),
  ];
  if (lookups !== undefined && (dns || others.length > 0))
    throw new UsageError({
      en: '--lookups takes all answers from its file, so it cannot be used with --dns, --dns-server, --save-lookups or --net-timeout',
      ja: '--lookups はすべての応答をファイルから得るため、--dns、--dns-server、--save-lookups、--net-timeout と併用できません',
    });
  const [alone] = others;
  if (dns || alone === undefined) return;
  throw new UsageError({
    en: `${alone} is used with --dns only`,
    ja: `${alone} は --dns と併用してください`,
  });
}

async function withClient<T>(
  signal: AbortSignal,
  { io, language }: Context,
  run: (client: Answering) => Promise<T>,
): Promise<T> {
  const write = process.stderr.isTTY === true ? io.err : null;
  const word = language === 'ja' ? '名前解決' : 'look-ups';
  const { DnsClient } = await import('../../resolve/dns-client.js');
  const client = await DnsClient.create({
    signal,
    onAnswer: (done, asked) => write?.(`\r\x1b[K${word}: ${done}/${asked}`),
  });
  try {
    return await run(client);
  } finally {
    write?.('\r\x1b[K');
    client.close();
  }
}

/** Whom to ask, and of whom to take the answers. */
export interface DnsAllowed {
  readonly client: Answering;
  /** Asked instead of those of the nodes' resolv.conf; empty: those. */
  readonly servers: readonly Server[];
  /** Ends all traffic. */
  readonly signal: AbortSignal;
  /** Connections of a recording; empty where there is traffic. */
  readonly contacts: readonly RecordedContact[];
  /** Puts connections into the recording that is made, if one is. */
  readonly keep: (contacts: readonly RecordedContact[]) => void;
}
