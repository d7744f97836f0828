import type { ConfProblemKind } from '../../grammars/conf/document.js';
import type { CheckContext } from '../engine/rule.js';
import { toAscii } from '../text/full-width.js';
import { parameterOf } from './conf.js';
import type { Cluster, Conf } from './model.js';

/** What the syntax rules of daemon.conf and site.conf say. */
export const confSyntaxMessages = {
  noEquals: {
    en: (line: string) => `"${line}" is neither key=value nor a comment: it has no "="`,
    ja: (line: string) => `「${line}」は「キー=値」でもコメントでもありません（「=」がありません）`,
  },
  noEqualsNear: {
    en: (line: string, meant: string) =>
      `"${line}" is neither key=value nor a comment; did you mean "${meant}"?`,
    ja: (line: string, meant: string) =>
      `「${line}」は「キー=値」でもコメントでもありません。「${meant}」の誤りではありませんか`,
  },
  noKey: {
    en: (line: string) => `"${line}" has no key before the "="`,
    ja: (line: string) => `「${line}」は「=」の前にキーがありません`,
  },
  noValue: {
    en: (key: string) => `"${key}" has no value behind the "="; give it one, or remove the line`,
    ja: (key: string) => `「${key}」に値がありません。値を書くか、行を削除してください`,
  },
} as const;

const keys = { 'no-equals': 'noEquals', 'no-key': 'noKey', 'no-value': 'noValue' } as const satisfies Record<
  ConfProblemKind,
  string
>;

/** Reports every line of a file that the grammar could not read. */
export function reportConfProblems(
  { file, document }: Conf,
  report: CheckContext<Cluster, typeof confSyntaxMessages>['report'],
): void {
  for (const { kind, range } of document.problems) {
    const at = { file, range };
    const text = file.text.slice(range.start, range.end);
    const meant = kind === 'no-equals' ? meantBy(text) : null;
    if (meant !== null) report('noEqualsNear', { at, args: [text, meant] });
    else {
      const line = kind === 'no-key' ? file.lines.textOf(file.position(range.start).line).trim() : text;
      report(keys[kind], { at, args: [line] });
    }
  }
}

/** What a line without `=` was meant to be, where that is plain: another sign stands for the `=` or the `#`. */
function meantBy(text: string): string | null {
  const ascii = toAscii(text).trim();
  const comment = /^(?:#|;|\/\/)+[ \t]*/.exec(ascii)?.[0];
  if (comment !== undefined) return `# ${text.slice(comment.length)}`;
  const end = ascii.search(/[ \t:]/);
  const known = end < 0 ? undefined : parameterOf(ascii.slice(0, end));
  const value = ascii.slice(end).replace(/^[ \t:]+/, '');
  return known === undefined || value === '' ? null : `${known.name}=${value}`;
}
