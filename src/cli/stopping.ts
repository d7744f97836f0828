import { setMaxListeners } from 'node:events';
import { Option } from 'commander';
import type { Language } from '../message/language.js';
import type { Ended } from '../resolve/answer.js';
import { type Context, note } from './context.js';
import { exit } from './exit-code.js';
import { quoted, UsageError } from './usage-error.js';

/** How long all look-ups and connections of a run may take together. */
export interface NetTimeout {
  /** In seconds; left out: {@link SECONDS}. */
  readonly netTimeout?: number;
}

/** A fleet of thousands of names takes seconds; only servers that are slow or dead need longer. */
const SECONDS = 120;
const MOST_SECONDS = 3600;

export const netTimeoutOption = (language: Language, what: { en: string; ja: string }): Option =>
  new Option('--net-timeout <seconds>', what[language])
    .argParser(seconds)
    .default(undefined, String(SECONDS));

function seconds(value: string): number {
  const given = Number(value);
  if (/^\d{1,4}$/.test(value) && given >= 1 && given <= MOST_SECONDS) return given;
  throw new UsageError({
    en: `--net-timeout: ${quoted(value)} is no number of seconds from 1 to ${MOST_SECONDS}`,
    ja: `--net-timeout: ${quoted(value)} は指定できません（1 から ${MOST_SECONDS} までの秒数）`,
  });
}

/**
 * Runs something that the first Ctrl-C ends by the signal, so that what is known by then is still told; the second one
 * ends the process at once. The run's exit code is then 130, unless something worse was found.
 */
export async function interruptible<T>(
  context: Context,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const interrupted = () => {
    end(stop, 'stopped');
    context.end(exit.interrupted);
    // A terminal shows ^C behind what is written there.
    if (process.stderr.isTTY === true) context.io.err('\n');
    note(context, {
      en: 'interrupted: what is not known by now is not checked; Ctrl-C again ends at once',
      ja: '中断しました。ここまでに得られていないものは未確認とします（もう一度 Ctrl-C を押すとすぐに終了します）',
    });
  };
  process.once('SIGINT', interrupted);
  try {
    return await run(heardByMany(stop.signal));
  } finally {
    process.removeListener('SIGINT', interrupted);
  }
}

/** Runs something that is ended by the signal, and when its time is over. */
export async function timed<T>(
  context: Context,
  { netTimeout = SECONDS }: NetTimeout,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    end(limit, 'out-of-time');
    note(context, {
      en: `look-ups and connections took longer than ${netTimeout} s (--net-timeout): what was not answered is not checked`,
      ja: `名前解決と接続が制限時間 ${netTimeout} 秒（--net-timeout）を超えました。応答のなかったものは未確認とします`,
    });
  }, netTimeout * 1000);
  try {
    return await run(heardByMany(AbortSignal.any([signal, limit.signal])));
  } finally {
    clearTimeout(timer);
  }
}

/** Every command, question and connection under way listens; Node would take more than ten for a leak. */
function heardByMany(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}

const end = (controller: AbortController, by: Ended) => controller.abort(by);
