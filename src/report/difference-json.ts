import type { Change, ComparedValue, Difference } from '../engine/difference.js';
import type { Finding } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { locationEntry, SCHEMA_VERSION, subjectEntry, type Tool } from './json.js';
import { safeJson as json } from './safe-json.js';

/** A comparison as JSON (schemas/difference.schema.json), one line a change. */
export function* differenceJson(difference: Difference, tool: Tool, language: Language): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "tool": ${json(tool)},\n`;
  yield `  "before": ${json(difference.before)},\n  "after": ${json(difference.after)},\n`;
  yield `  "collected": ${json(difference.collected)},\n`;
  yield `  "swapped": ${json(difference.swapped)},\n  "nodes": ${json(difference.nodes)},\n`;
  yield `  "compared": ${json(difference.compared)},\n`;
  yield `  "changes": ${list(difference.changes.map((change) => changeEntry(change, language)))},\n`;
  const expected = difference.expected.map((each) => ({ ...changeEntry(each, language), why: each.why }));
  yield `  "expected": ${list(expected)},\n  "alike": ${json(difference.alike)},\n`;
  const { breaks, mends } = difference.unexplained;
  const { before, after } = difference.oneSided;
  yield `  "unexplained": ${json({ breaks: findingEntries(breaks, language), mends: findingEntries(mends, language) })},\n`;
  yield `  "oneSided": ${json({ before: findingEntries(before, language), after: findingEntries(after, language) })},\n`;
  yield `  "notCompared": ${list(difference.notCompared.map((each) => each[language]))}\n}\n`;
}

const list = (entries: readonly unknown[]): string =>
  entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `    ${json(entry)}`).join(',\n')}\n  ]`;

const changeEntry = (change: Change, language: Language) => ({
  cluster: change.cluster,
  ...subjectEntry(change),
  what: change.what[language],
  before: valueEntry(change.before, language),
  after: valueEntry(change.after, language),
  changedAt: change.changedAt,
  breaks: findingEntries(change.breaks, language),
  mends: findingEntries(change.mends, language),
});

const valueEntry = (value: ComparedValue | null, language: Language) =>
  value === null ? null : { text: value.text[language], location: locationEntry(value.location) };

const findingEntries = (findings: readonly Finding[], language: Language) =>
  findings.map(({ rule, severity, message, fingerprint }) => ({
    rule,
    severity,
    message: message[language],
    fingerprint,
  }));
