import { dirname, join } from 'node:path';
import { rules } from '../../../rules/index.js';
import { EditPlan } from '../../engine/edit-plan.js';
import { type Fix, filesOf } from '../../engine/fix.js';
import type { Finding, RunResult } from '../../engine/result.js';
import { PACK } from '../../jobcenter/pack.js';
import type { Localized } from '../../message/language.js';
import { PendingChanges } from '../../source/pending-changes.js';
import { decode } from '../../text/decode.js';
import { type SpliceProblem, splice } from '../../text/splice.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { answerOf, type ChoosingRule, chosenAnswers, type FixOptions } from '../options/fix-options.js';
import { fixDiff } from './fix-diff.js';
import { changedMeanwhile, FixFiles, notWritten } from './fix-files.js';
import { FixNotes } from './fix-notes.js';

/** One fix may make room for the next: blanks go before the letter case of a value is looked at. Then it is enough. */
const MOST_ROUNDS = 10;

/** Checks everything once, with changes that count as written. */
export type Check = (pending?: PendingChanges) => Promise<RunResult>;

/**
 * Mends what has one right answer, in rounds: plan, check the result, plan again. Nothing is written before the last
 * round, and in a dry run nothing at all.
 * @returns the result to report: of the files as they are now
 * @throws {UsageError} for answers that no rule has
 */
export async function fixing(check: Check, options: FixOptions, context: Context): Promise<RunResult> {
  const run = new FixRun(chosenAnswers(options.fixChoice, choosing), options.fix, context);
  const before = await check();
  let result = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!run.apply(result.findings) && !run.ask(result.findings)) break;
    result = await check(run.pending);
  }
  if (options.fixDryRun) {
    run.show(result.findings);
    return before;
  }
  return run.write(result.findings) ? result : check();
}

const choosing: readonly ChoosingRule[] = rules
  .filter(({ choices }) => choices.length > 0)
  .map(({ name, choices }) => ({ id: `${PACK}/${name}`, choices }));

class FixRun {
  readonly pending = new PendingChanges();
  readonly #files = new FixFiles();
  /** By the rule's full name. */
  readonly #answers: ReadonlyMap<string, string>;
  /** What somebody answered when asked, by the finding's fingerprint; null: leave it. */
  readonly #asked = new Map<string, string | null>();
  readonly #mayAsk: boolean;
  readonly #context: Context;
  readonly #notes: FixNotes;
  #mended = 0;

  constructor(answers: ReadonlyMap<string, string>, mayAsk: boolean, context: Context) {
    this.#answers = answers;
    this.#mayAsk = mayAsk;
    this.#context = context;
    this.#notes = new FixNotes(context);
  }

  /** Makes every fix that goes with the others, for now in memory. @returns whether there was any */
  apply(findings: readonly Finding[]): boolean {
    // A file that turns out not to be changeable takes others with it: those that a fix changes together with it.
    for (;;) {
      const plan = new EditPlan((edit, file) => {
        const found = this.#files.find(file, edit.kind === 'rename' ? 'link' : 'file');
        return 'refused' in found ? null : found.path;
      });
      const mended = findings.filter((finding) => {
        const fix = this.#fixOf(finding);
        return fix !== null && plan.add(fix);
      });
      if (!this.#carriedOut(plan)) continue;
      this.#mended += mended.length;
      return mended.length > 0;
    }
  }

  /** Asks for what somebody has to choose, where there is somebody. @returns whether there was an answer */
  ask(findings: readonly Finding[]): boolean {
    const { io } = this.#context;
    if (!this.#mayAsk || io.ask === undefined) return false;
    let answered = false;
    for (const finding of this.#open(findings)) {
      if (this.#asked.has(finding.fingerprint) || !this.#isChangeable(finding)) continue;
      const choices = choicesOf(finding);
      const line = io.ask(this.#notes.question(finding, choices));
      if (line === null) return answered;
      const answer = answerOf(line, choices);
      this.#asked.set(finding.fingerprint, answer);
      answered ||= answer !== null;
    }
    return answered;
  }

  /** Prints the changes, and writes none. */
  show(left: readonly Finding[]): void {
    const { io } = this.#context;
    const { text, forReading } = fixDiff(this.pending, this.#files, io.terminal !== null);
    io.out(text);
    if (text === '') this.#notes.mended(0);
    this.#notes.forReading(forReading);
    this.#tellRest(left, false);
  }

  /** @returns whether all was written */
  write(left: readonly Finding[]): boolean {
    const problems = this.#files.write(this.pending);
    for (const problem of problems) this.#fault(problem);
    this.#tellRest(left, problems.length === 0);
    return problems.length === 0;
  }

  #tellRest(left: readonly Finding[], written: boolean): void {
    const refused = new Map<string, Localized>();
    for (const finding of left) {
      for (const edit of this.#fixOf(finding)?.edits ?? []) {
        for (const file of filesOf(edit)) {
          const found = this.#files.find(file, edit.kind === 'rename' ? 'link' : 'file');
          if (!('refused' in found) || refused.has(file.path)) continue;
          refused.set(file.path, found.refused);
          if (found.fault) this.#fault(notWritten(file.path, found.refused));
          else this.#notes.refused(file.path, found.refused);
        }
      }
    }
    if (written) this.#notes.mended(this.#mended);
    if (left.some((finding) => isStillOpen(this.#fixOf(finding), refused))) this.#notes.leftOver();
    for (const finding of this.#open(left)) {
      if (this.#isChangeable(finding)) this.#notes.toChoose(finding, choicesOf(finding));
    }
    this.#notes.end();
  }

  #fault(problem: Localized): void {
    complain(this.#context, problem);
    this.#context.end(exit.usage);
  }

  #fixOf({ rule, fixes = [], fingerprint }: Finding): Fix | null {
    const answer = this.#asked.get(fingerprint) ?? this.#answers.get(rule) ?? null;
    return fixes.find(({ choice }) => choice === null || choice === answer) ?? null;
  }

  /** What waits for somebody to choose. */
  #open(findings: readonly Finding[]): Finding[] {
    return findings.filter((finding) => choicesOf(finding).length > 0 && this.#fixOf(finding) === null);
  }

  #isChangeable({ fixes = [] }: Finding): boolean {
    return fixes.every(({ edits }) =>
      edits.every((edit) => filesOf(edit).every((file) => !('refused' in this.#files.find(file, 'file')))),
    );
  }

  /** @returns false when something of the plan cannot be done; then nothing is, and its files are refused */
  #carriedOut(plan: EditPlan): boolean {
    const contents = new Map<string, Uint8Array>();
    const names = new Map<string, string>();
    const taken = new Set([...this.pending.renames()].map(({ to }) => to));
    let isDone = true;
    const refuse = (path: string, refused: Localized) => {
      this.#files.close(path, refused);
      isDone = false;
    };
    for (const [path, { file, name, ...change }] of plan.files) {
      if (name !== null) {
        const to = join(dirname(path), name);
        if (taken.has(to)) refuse(path, nameTaken);
        taken.add(to);
        names.set(path, name);
        continue;
      }
      const bytes = this.pending.contentOf(path) ?? this.#files.original(path)?.bytes;
      const decoded = bytes === undefined ? null : decode(bytes);
      if (bytes === undefined || decoded === null || 'binary' in decoded || decoded.text !== file.text) {
        refuse(path, changedMeanwhile);
        continue;
      }
      const texts = [...change.texts].sort((a, b) => a.range.start - b.range.start);
      const result = splice(bytes, decoded, { ...change, texts });
      if (typeof result === 'string') refuse(path, spliceProblems[result]);
      else contents.set(path, result);
    }
    if (!isDone) return false;
    for (const [path, content] of contents) this.pending.change(path, content);
    for (const [path, name] of names) this.pending.rename(path, name);
    return true;
  }
}

const choicesOf = ({ fixes = [] }: Finding): string[] => fixes.flatMap(({ choice }) => choice ?? []);

const isStillOpen = (fix: Fix | null, refused: ReadonlyMap<string, Localized>) =>
  fix?.edits.flatMap(filesOf).every((file) => !refused.has(file.path)) === true;

const nameTaken: Localized = {
  en: 'another link is to get the same name',
  ja: '別のリンクも同じ名前になります',
};

const spliceProblems: Readonly<Record<SpliceProblem, Localized>> = {
  'not-encodable': {
    en: 'the new text has characters that cjclint cannot write in the encoding of the file',
    ja: '新しい内容に、このファイルの文字コードでは書き込めない文字があります',
  },
  reread: {
    en: 'with the change its encoding could no longer be told',
    ja: '変更すると文字コードを判別できなくなります',
  },
};
