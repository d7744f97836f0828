import type {
  ClusterResult,
  Finding,
  Location,
  NotChecked,
  RunResult,
  SubjectNames,
  Suppressed,
} from '../engine/result.js';
import type { Language } from '../message/language.js';
import { safeJson as json } from './safe-json.js';

/** Grows when a reader of an older report would misread a newer one. */
export const SCHEMA_VERSION = 1;

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/**
 * The report of a run as JSON (schemas/report.schema.json), in pieces so that a large one is never in memory whole.
 * One line an entry: small, and a change of one finding changes one line.
 * @param more lists of entries that a report with more than findings begins with
 */
export function* jsonReport(
  result: RunResult,
  tool: Tool,
  language: Language,
  more: Readonly<Record<string, readonly unknown[]>> = {},
): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n`;
  yield `  "tool": ${json(tool)},\n`;
  yield `  "verdict": ${json(result.verdict)},\n`;
  yield* list('clusters', result.clusters.filter(isNamed), clusterEntry);
  for (const [key, entries] of Object.entries(more)) yield* list(key, entries, (entry) => entry);
  yield* list('findings', result.findings, (finding) => findingEntry(finding, language));
  yield* list('notChecked', result.notChecked, (entry) => notCheckedEntry(entry, language));
  yield* list('suppressed', result.suppressed, suppressedEntry);
  const { rules, passed, failed, notApplicable, notChecked } = result.coverage;
  yield `  "coverage": ${json({ rules, passed, failed, notApplicable, notChecked })},\n`;
  const { errors, warnings, infos, files, clusters, nodes } = result.summary;
  yield `  "summary": ${json({ errors, warnings, infos, files, clusters, nodes })}\n}\n`;
}

function* list<T>(key: string, entries: readonly T[], entryOf: (entry: T) => unknown): Generator<string> {
  yield `  "${key}": [`;
  let separator = '\n';
  for (const entry of entries) {
    yield `${separator}    ${json(entryOf(entry))}`;
    separator = ',\n';
  }
  yield entries.length === 0 ? '],\n' : '\n  ],\n';
}

/** Files without a manifest make no cluster. */
const isNamed = (cluster: ClusterResult): boolean => cluster.name !== null;

const clusterEntry = ({ name, manifest, verdict, nodes, sites, agents }: ClusterResult) => ({
  name,
  manifest,
  verdict,
  nodes,
  sites,
  agents,
});

const findingEntry = (finding: Finding, language: Language) => ({
  rule: finding.rule,
  severity: finding.severity,
  evidence: finding.evidence,
  reference: finding.reference,
  cluster: finding.cluster,
  ...subjectEntry(finding),
  message: finding.message[language],
  help: finding.help[language],
  location: locationEntry(finding.location),
  related: finding.related.map(({ message, location }) => ({
    message: message[language],
    location: locationEntry(location),
  })),
  fixable: finding.fixable,
  fingerprint: finding.fingerprint,
});

const notCheckedEntry = (entry: NotChecked, language: Language) => ({
  rule: entry.rule,
  cluster: entry.cluster,
  ...subjectEntry(entry),
  missing: entry.cause.missing,
  supply: entry.cause.supply[language],
});

const suppressedEntry = ({ finding, reason, expires }: Suppressed) => ({
  rule: finding.rule,
  reason,
  expires,
  location: locationEntry(finding.location),
});

export const subjectEntry = ({ node, site, agent }: SubjectNames) => ({ node, site, agent });

/** A place as every report writes it. */
export function locationEntry(location: Location | null) {
  if (location === null) return null;
  const { file, line, column, endLine, endColumn } = location;
  return { file, line, column, endLine, endColumn };
}
