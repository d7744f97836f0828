import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleExample, RuleExamples } from '../../src/cli/rules/rule-examples.js';
import type { Language } from '../../src/message/language.js';
import { plain } from '../../src/report/palette.js';
import { textReport } from '../../src/report/text.js';
import { type Case, type CaseFolder, caseFolders, makeCase, readCase } from '../../test/rules/case.js';
import { runCase } from '../../test/rules/run-case.js';

/** Lines around a changed one that an example shows. */
const AROUND = 1;
/** A longer text says less than the rule's own two lines. */
const MOST_LINES = 16;

interface Chosen extends CaseFolder {
  readonly described: Case;
}

/** @returns of each rule, by its name with its pack, what its cases show. */
export async function ruleExamples(ids: readonly string[]): Promise<Record<string, RuleExamples>> {
  const folders = caseFolders();
  const examples: Record<string, RuleExamples> = {};
  for (const id of ids) {
    const name = id.replace(/^jobcenter\//, '');
    const ofRule = folders
      .filter(({ rule, folder }) => rule === name && existsSync(join(folder, 'case.yaml')))
      .map((folder): Chosen => ({ ...folder, described: readCase(folder.folder) }));
    const bad = await first(ofRule, 'ng', (each) => findingOf(id, each));
    const good = await first(ofRule.filter(isExemplary), 'ok', changedText);
    if (bad !== undefined || good !== undefined)
      examples[id] = { ...(bad && { bad }), ...(good && { good }) };
  }
  return examples;
}

/** What another rule finds fault with, or where a rule asks nothing, is no example of how it should be. */
const isExemplary = ({ described: { status = 'passed', findings = [] } }: Chosen): boolean =>
  status === 'passed' && findings.every(({ severity }) => severity === 'info');

/** The marked case, or the first by name, that has something to show. */
async function first(
  cases: readonly Chosen[],
  kind: CaseFolder['kind'],
  show: (each: Chosen) => RuleExample | undefined | Promise<RuleExample | undefined>,
): Promise<RuleExample | undefined> {
  const marked = (each: Chosen) => (each.described.example === true ? 0 : 1);
  const ordered = cases
    .filter((each) => each.kind === kind)
    .sort((a, b) => marked(a) - marked(b) || (a.name < b.name ? -1 : 1));
  for (const each of ordered) {
    const example = await show(each);
    if (example !== undefined) return example;
  }
  return undefined;
}

/** The first finding of the rule in a case, as the text report prints it. */
async function findingOf(id: string, { name, folder, described }: Chosen): Promise<RuleExample | undefined> {
  const root = makeCase(folder, described);
  try {
    const result = await runCase(join(root, 'cluster'), '.', described.paths ?? ['.'], described);
    const printed = async (language: Language) => {
      let text = '';
      const options = { language, width: 80, palette: plain, quiet: null };
      for await (const piece of textReport(result, options)) text += piece;
      return text.split('\n\n').find((paragraph) => paragraph.includes(`\n  [${id}]`));
    };
    const [en, ja] = [await printed('en'), await printed('ja')];
    return en === undefined || ja === undefined ? undefined : { case: name, shown: { en, ja } };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What a passing case writes or edits, with its place. */
function changedText({ name, folder, described }: Chosen): RuleExample | undefined {
  const root = makeCase(folder, described);
  try {
    const read = (file: string) => readFileSync(join(root, 'cluster', file), 'utf8');
    const written = Object.entries(described.write ?? {}).flatMap(([file, content]) =>
      typeof content === 'string' ? [`${file}\n${numbered(content, 0, Number.POSITIVE_INFINITY)}`] : [],
    );
    const edited = (described.edit ?? []).flatMap(({ file, put }) => {
      const text = read(file);
      const start = text.indexOf(put.trimEnd());
      // What a case only takes away cannot be shown.
      return put.trim() === '' || start < 0
        ? []
        : `${file}\n${numbered(text, start, start + put.trimEnd().length)}`;
    });
    const shown = [...written, ...edited].join('\n\n');
    if (shown === '' || shown.split('\n').length > MOST_LINES || /[^\P{Cc}\n]/u.test(shown)) return undefined;
    return { case: name, shown: { en: shown, ja: shown } };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The lines from one offset to another and those around, with their numbers. */
function numbered(text: string, start: number, end: number): string {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const lines = text.trimEnd().split('\n');
  const from = Math.max(1, lineAt(start) - AROUND);
  const to = Math.min(lines.length, lineAt(end) + AROUND);
  return lines
    .slice(from - 1, to)
    .map((line, at) => `${String(from + at).padStart(5)} | ${line}`)
    .join('\n');
}
