import { nearest } from '../text/nearest.js';
import type { SourceFile } from '../text/source-file.js';
import { withFingerprints } from './fingerprint.js';
import { type Draft, ownFinding } from './own-findings.js';
import type { Finding, Status } from './result.js';

/** One rule named in a `# cjclint-disable…` comment of a file. */
interface Suppression {
  readonly file: SourceFile;
  /** As written, with or without its pack. */
  readonly rule: string;
  readonly range: { readonly start: number; readonly end: number };
  /** The only line it speaks of, 1-based; null for the whole file. */
  readonly line: number | null;
  readonly reason: string;
}

const MARK = 'cjclint-disable';
const comment = /^[ \t]*#[ \t]*cjclint-disable(-next-line)?(?:[ \t]+(.*))?$/;

/** Finds the suppressions of a file; comments that stand alone on their line count. */
export function suppressionsOf(file: SourceFile): Suppression[] {
  if (!file.text.includes(MARK)) return [];
  const found: Suppression[] = [];
  for (let line = 1; line <= file.lines.count; line++) {
    const text = file.lines.textOf(line);
    const match = comment.exec(text);
    if (match === null) continue;
    const [rules = '', reason = ''] = splitReason(match[2] ?? '');
    const start = file.lines.startOf(line) + text.indexOf('#');
    const names = rules.split(/[\s,]+/).filter((name) => name !== '');
    for (const rule of names.length === 0 ? [''] : names) {
      found.push({
        file,
        rule,
        range: { start, end: file.lines.startOf(line) + text.trimEnd().length },
        line: match[1] === undefined ? null : line + 1,
        reason,
      });
    }
  }
  return found;
}

/** `a, b -- why` in its two parts. */
function splitReason(text: string): [string, string] {
  const place = text.search(/(^|[ \t])--([ \t]|$)/);
  if (place < 0) return [text.trim(), ''];
  return [text.slice(0, place).trim(), text.slice(place).trim().slice(2).trim()];
}

/** Whether a suppression speaks of a finding. */
function suppresses(suppression: Suppression, finding: Finding): boolean {
  const named = finding.rule === suppression.rule || finding.rule.endsWith(`/${suppression.rule}`);
  if (!named || suppression.rule === '' || finding.location?.file !== suppression.file.path) return false;
  return suppression.line === null || suppression.line === finding.location.line;
}

interface SuppressedDraft {
  readonly finding: Finding;
  readonly reason: string;
  readonly by: Suppression;
}

/** Parts findings by what comments say of them. */
export function applySuppressions(
  drafts: readonly Draft[],
  suppressions: readonly Suppression[],
): { open: Draft[]; suppressed: SuppressedDraft[] } {
  if (suppressions.length === 0) return { open: [...drafts], suppressed: [] };
  const open: Draft[] = [];
  const suppressed: SuppressedDraft[] = [];
  for (const finding of withFingerprints(drafts)) {
    const by = suppressions.find((each) => suppresses(each, finding));
    if (by === undefined) open.push(finding);
    else suppressed.push({ finding, reason: by.reason, by });
  }
  return { open, suppressed };
}

const nothingHere = (rule: string) => ({
  message: {
    en: `this comment suppresses nothing: "${rule}" finds nothing here`,
    ja: `この抑止コメントは不要です。"${rule}" の指摘はここにありません`,
  },
  help: { en: 'remove the comment', ja: 'コメントを削除してください' },
});

/** A misspelt name suppresses nothing either, but the comment is meant; and the engine's own findings stay. */
function notSuppressible(rule: string, allRules: readonly string[]) {
  const help = {
    en: 'name a rule: # cjclint-disable-next-line <rule> -- <reason>',
    ja: 'ルール名を書いてください: # cjclint-disable-next-line <rule> -- <理由>',
  };
  if (rule === '')
    return {
      message: {
        en: 'this comment suppresses nothing: it names no rule',
        ja: 'この抑止コメントにはルール名がなく、何も抑止しません',
      },
      help,
    };
  if (rule.startsWith('cjclint/'))
    return {
      message: {
        en: `this comment suppresses nothing: "${rule}" tells of inputs and comments, and always stands`,
        ja: `この抑止コメントは何も抑止しません。"${rule}" は入力やコメントに関する指摘のため、抑止できません`,
      },
      help: { en: 'remove the comment', ja: 'コメントを削除してください' },
    };
  const isFull = rule.includes('/');
  const near = nearest(rule, isFull ? allRules : allRules.map((id) => id.slice(id.indexOf('/') + 1)));
  const meant =
    near === undefined
      ? { en: '', ja: '' }
      : { en: `; did you mean "${near}"?`, ja: `。"${near}" ではありませんか` };
  return {
    message: {
      en: `this comment suppresses nothing: no rule is called "${rule}"${meant.en}`,
      ja: `この抑止コメントは何も抑止しません。"${rule}" というルールはありません${meant.ja}`,
    },
    help,
  };
}

/** Suppressions without reason, and those that had nothing to suppress although their rule ran. */
export function judgeSuppressions(
  suppressions: readonly Suppression[],
  suppressed: readonly SuppressedDraft[],
  ran: ReadonlyMap<string, Status>,
  allRules: readonly string[],
  cluster: string | null,
): Draft[] {
  const ids = [...ran.keys()];
  return suppressions.flatMap((each) => {
    const at = { file: each.file, range: each.range };
    if (!suppressed.some(({ by }) => by === each)) {
      const names = (id: string) => id === each.rule || id.endsWith(`/${each.rule}`);
      // A rule that exists but was not asked for may well have found something.
      if (!ids.some(names) && allRules.some(names)) return [];
      return [
        ownFinding('suppression-unused', 'warning', {
          cluster,
          at,
          ...(allRules.some(names) ? nothingHere(each.rule) : notSuppressible(each.rule, allRules)),
        }),
      ];
    }
    if (each.reason !== '') return [];
    return [
      ownFinding('suppression-without-reason', 'warning', {
        cluster,
        at,
        message: {
          en: `the suppression of "${each.rule}" gives no reason`,
          ja: `"${each.rule}" の抑止に理由がありません`,
        },
        help: {
          en: 'write the reason behind two hyphens: # cjclint-disable-next-line <rule> -- <reason>',
          ja: '理由をハイフン2つの後に書いてください: # cjclint-disable-next-line <rule> -- <理由>',
        },
      }),
    ];
  });
}
