import type { FreeSpan } from '../../redact/redacted-layer.js';
import { baseName, type TreePath } from '../../source/tree-path.js';
import { nearest } from '../../text/nearest.js';

/** Keys whose misspellings stay: what is wrong with them is that they are misspelt. */
const KEYS = [
  ...['cluster', 'platform', 'installDir', 'clusterSoftware', 'network', 'nodes', 'sharedDisks', 'shared'],
  ...['sites', 'agents', 'name', 'machineId', 'addresses', 'files', 'database', 'vip', 'site', 'instance'],
  ...['instanceId', 'endpoint', 'spool', 'privateKey', 'users', 'perNode', 'request', 'onStartup', 'action'],
  ...['waivers', 'rule', 'node', 'value', 'reason', 'approver', 'expires'],
];
/** No manifest has more; each is compared with all known ones. */
const MOST_KEYS = 20_000;
const YAML_KEY = /((?:^[ \t]*(?:-[ \t]+)*|[{,][ \t]*)["']?)([A-Za-z_][\w-]*)(?=["']?[ \t]*:(?:[ \t]|$))/gm;
/** What names a folder or an archive of this machine. */
const TREE =
  /((?:^[ \t]*(?:-[ \t]+)?|[{,][ \t]*)(?:files|shared)[ \t]*:[ \t]+)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}#"'[{][^\s,}#"']*))/gm;
/** Rules, dates and IDs are nobody's. */
const RULE =
  /((?:^[ \t]*(?:-[ \t]+)?|[{,][ \t]*)(?:rule|expires|instanceId)[ \t]*:[ \t]+)(["']?[\w/*?.-]+)/gm;
/** A comment that suppresses, up to its reason. */
const DIRECTIVE = /()(#[ \t]*cjclint-disable(?:-[a-z-]*)?(?:(?! -- )[^\n])*)/gm;
const COMMENT = /#[^\n]*/g;
/** The key of a setting; in a line without `=` there is none. */
const CONF_KEY = /()(^[^#\n=＝]*[=＝])/gm;
/** A line of passwd that is none, such as a netgroup. */
const NO_ACCOUNT = /()^((?![^:\n]+:[^:\n]*:\d+:\d+:)[^\n]+)/gm;
/**
 * What a process was started with, behind the columns of the facts `ps` and `ps-start` and what runs a script. The row
 * of the `ps` that printed them stays: it tells the node's clock.
 */
const ARGUMENTS =
  /(^[ \t]*\d+[ \t]+(?:\d+[ \t]+\S+|\S+[ \t]+\S+[ \t]+\d+[ \t]+[\d:]+[ \t]+\d{4})[ \t]+(?!\S*\bps[ \t])(?:\S*\b(?:sh|bash|ksh|perl|python[\d.]*)[ \t]+)?)([^\n]+)/gm;
const WITH_COMMENTS: ReadonlySet<string> = new Set(['hosts', 'resolv.def', 'resolv.conf', 'nsswitch.conf']);

/** What of a file people wrote in their own words: comments, values that nobody documents, reasons. */
export function freeText(path: TreePath, text: string): readonly FreeSpan[] {
  const name = baseName(path).toLowerCase();
  if (/\.ya?ml$/.test(name)) {
    const keys = [...spansOf(text, YAML_KEY)]
      .slice(0, MOST_KEYS)
      .filter(([from, to]) => nearest(text.slice(from, to), KEYS) !== undefined);
    return between(text, [
      ...keys.map(kept),
      ...[...spansOf(text, RULE), ...spansOf(text, DIRECTIVE)].map(kept),
      ...[...spansOf(text, TREE)].map(([from, to]): FreeSpan => ({ from, to, is: 'path' })),
    ]);
  }
  if (name === 'daemon.conf' || name === 'site.conf')
    return between(text, [...spansOf(text, CONF_KEY), ...spansOf(text, DIRECTIVE)].map(kept));
  const wordsIn = (pattern: RegExp): FreeSpan[] =>
    [...spansOf(text, pattern)].map(([from, to]) => ({ from, to, is: 'words' }));
  if (name === 'ps' || name === 'ps-start') return wordsIn(ARGUMENTS);
  if (name === 'passwd') return wordsIn(NO_ACCOUNT);
  if (!WITH_COMMENTS.has(name)) return [];
  return [...text.matchAll(COMMENT)]
    .map(({ 0: comment, index }) => ({
      from: index + (/^#[ \t]*cjclint-disable(?:(?! -- ).)*/.exec(comment)?.[0].length ?? 0),
      to: index + comment.length,
    }))
    .map((span) => ({ ...span, is: 'words' as const }));
}

interface Kept {
  readonly from: number;
  readonly to: number;
  readonly is: 'kept' | 'path';
}

const kept = ([from, to]: readonly [number, number]): Kept => ({ from, to, is: 'kept' });

/** Where the last group of each match stands. */
function* spansOf(text: string, pattern: RegExp): Generator<readonly [number, number]> {
  for (const found of text.matchAll(pattern)) {
    const value = found.slice(2).find((each) => each !== undefined) ?? '';
    const from = found.index + found[0].lastIndexOf(value);
    yield [from, from + value.length];
  }
}

/** All of a text but what is kept; of overlapping parts the first counts. */
function between(text: string, parts: readonly (Kept | FreeSpan)[]): readonly FreeSpan[] {
  const spans: FreeSpan[] = [];
  let done = 0;
  for (const { from, to, is } of parts.toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    if (from > done) spans.push({ from: done, to: from, is: 'words' });
    if (is === 'path') spans.push({ from, to, is });
    done = to;
  }
  if (done < text.length) spans.push({ from: done, to: text.length, is: 'words' });
  return spans;
}
