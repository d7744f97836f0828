import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Accept } from '../../engine/acceptance.js';
import { Baseline, readBaseline, writtenBaseline } from '../../engine/baseline.js';
import type { RunResult } from '../../engine/result.js';
import { escapeControl } from '../../text/escape.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { writeProblem } from '../fixing/write-problem.js';
import { type AdoptionOptions, checkAdoptionOptions } from '../options/adoption-options.js';
import { quoted, UsageError } from '../usage-error.js';

/** Entries of a baseline that are named one by one when they are gone. */
const NAMED = 20;

/** What a run does with a baseline; nothing where none was asked for. */
export interface BaselineUse {
  readonly accept: Accept | null;
  /** Writes the file, or says what of it is gone; after the run. */
  readonly finish: (result: RunResult, ran: (rule: string) => boolean) => void;
}

/**
 * Opens the baseline of the options. When one is to be written, every finding counts as known already in this run.
 * @throws {UsageError} when it cannot be read or is none.
 */
export function baselineUse(options: AdoptionOptions, context: Context): BaselineUse {
  checkAdoptionOptions(options);
  const { baseline: file, writeBaseline } = options;
  if (writeBaseline !== undefined) {
    return {
      accept: () => ({ reason: 'baseline', expires: null, by: 'baseline' }),
      finish: (result) => write(writeBaseline, result, context),
    };
  }
  if (file === undefined) return { accept: null, finish: () => {} };
  const baseline = open(file, context.io.cwd);
  return {
    accept: (finding) => baseline.accept(finding),
    finish: (result, ran) => sayStale(file, baseline.stale(result, ran), context),
  };
}

function open(file: string, cwd: string): Baseline {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    throw new UsageError({
      en: `baseline ${quoted(file)} cannot be read`,
      ja: `ベースライン ${quoted(file)} を読めません`,
    });
  }
  const read = readBaseline(text);
  if (!('en' in read)) return new Baseline(read);
  throw new UsageError({
    en: `baseline ${quoted(file)} cannot be used: ${read.en}`,
    ja: `ベースライン ${quoted(file)} を使えません: ${read.ja}`,
  });
}

function write(file: string, result: RunResult, context: Context): void {
  const known = result.suppressed.filter(({ by }) => by === 'baseline').map(({ finding }) => finding);
  try {
    writeFileSync(resolve(context.io.cwd, file), writtenBaseline(known));
  } catch (error) {
    complain(context, writeProblem(file, error));
    context.end(exit.usage);
  }
}

/** A fault that is gone is good news, so it changes no exit code; the entry would hide it when it comes back. */
function sayStale(
  file: string,
  stale: readonly { readonly rule: string; readonly file: string | null; readonly message: string }[],
  { io, language }: Context,
): void {
  if (stale.length === 0) return;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const lines = [
    say(
      `cjclint: note: ${stale.length} finding(s) of baseline ${quoted(file)} are gone; write it again with --write-baseline`,
      `cjclint: 注意: ベースライン ${quoted(file)} の指摘 ${stale.length} 件は解消済みです。--write-baseline で書き直してください`,
    ),
    ...stale.slice(0, NAMED).map((entry) => `  ${entry.file ?? '-'}: ${entry.message} [${entry.rule}]`),
    ...(stale.length > NAMED ? ['  …'] : []),
  ];
  io.err(lines.map((line) => `${escapeControl(line)}\n`).join(''));
}
