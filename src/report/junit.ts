import type { ClusterResult, Finding, NotChecked, RunResult, Status } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { fromCheckout } from './checkout.js';
import type { Tool } from './json.js';
import { problemsBeyondFindings } from './problems.js';
import { wording } from './wording.js';
import { xmlAttributes, xmlText } from './xml.js';

export interface JunitOptions {
  readonly tool: Tool;
  readonly language: Language;
  /** Where paths start from, for GitLab links a case to its file. */
  readonly checkout: string;
}

/** One test case: a rule in a cluster, or what kept the run from checking. */
interface Case {
  readonly name: string;
  readonly status: Status;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

/**
 * The report of a run as JUnit XML: a suite a cluster, a case a rule, a `<failure>` a finding with its severity as
 * type. `failures` counts findings, as every format does; `skipped` the rules that were not checked.
 */
export function* junitReport(result: RunResult, options: JunitOptions): Generator<string> {
  const { tool, language, checkout } = options;
  const suites = result.clusters.map((cluster) => ({ cluster, cases: casesOf(cluster) }));
  const problems = [
    ...problemsBeyondFindings(result).map((problem) => ({ name: 'input', text: problem[language] })),
    ...result.internalErrors.map((text) => ({ name: 'internal error', text })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${xmlAttributes({ name: tool.name, ...counts(all, problems.length) })}>\n`;
  for (const { cluster, cases } of suites) {
    const name = cluster.name ?? wording[language].looseFiles;
    yield `  <testsuite${xmlAttributes({ name, ...counts(cases, 0) })}>\n`;
    for (const each of cases) yield* caseElement(each, name, language, checkout);
    yield '  </testsuite>\n';
  }
  if (problems.length > 0) {
    yield `  <testsuite${xmlAttributes({ name: tool.name, ...counts([], problems.length) })}>\n`;
    for (const { name, text } of problems) {
      yield `    <testcase${xmlAttributes({ name, classname: tool.name })}>\n`;
      yield `      <error${xmlAttributes({ message: text, type: name })}/>\n    </testcase>\n`;
    }
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

const counts = (cases: readonly Case[], errors: number) => ({
  tests: cases.length + errors,
  failures: cases.reduce((sum, each) => sum + each.findings.length, 0),
  errors,
  skipped: cases.filter((each) => each.status === 'not-checked').length,
});

/** The engine's own rules have a case where they found something: they are not asked one by one. */
function casesOf(cluster: ClusterResult): readonly Case[] {
  const findings = byRule(cluster.findings);
  const notChecked = byRule(cluster.notChecked);
  const own = [...findings.keys()].filter((rule) => !cluster.statuses.has(rule));
  const statuses = [...cluster.statuses, ...own.map((rule) => [rule, 'failed'] as const)];
  return statuses.map(([name, status]) => ({
    name,
    status,
    findings: findings.get(name) ?? [],
    notChecked: notChecked.get(name) ?? [],
  }));
}

function byRule<T extends { readonly rule: string }>(
  entries: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.rule);
    if (group === undefined) groups.set(entry.rule, [entry]);
    else group.push(entry);
  }
  return groups;
}

function* caseElement(each: Case, suite: string, language: Language, checkout: string): Generator<string> {
  const words = wording[language];
  const at = each.findings[0]?.location?.file ?? null;
  const file = at === null ? null : fromCheckout(checkout, at);
  yield `    <testcase${xmlAttributes({ name: each.name, classname: suite, file })}`;
  const reasons = [...new Set(each.notChecked.map((entry) => reasonOf(entry, language)))];
  const inside: string[] = [];
  if (each.status === 'not-checked')
    inside.push(`<skipped${xmlAttributes({ message: reasons.join('; ') })}/>`);
  for (const finding of each.findings) {
    const message = finding.message[language];
    const lines = [place(finding), finding.help[language], words.source(finding.reference, finding.evidence)];
    const text = lines
      .filter((line) => line !== '')
      .map(xmlText)
      .join('\n');
    inside.push(`<failure${xmlAttributes({ message, type: finding.severity })}>${text}</failure>`);
  }
  const aside =
    each.status === 'not-applicable' ? [words.notApplicable] : each.status === 'not-checked' ? [] : reasons;
  if (aside.length > 0) inside.push(`<system-out>${aside.map(xmlText).join('\n')}</system-out>`);
  if (inside.length === 0) yield '/>\n';
  else yield `>\n${inside.map((element) => `      ${element}\n`).join('')}    </testcase>\n`;
}

const place = ({ location }: Finding) =>
  location === null ? '' : `${location.file}:${location.line}:${location.column}`;

const reasonOf = ({ node, cause }: NotChecked, language: Language) =>
  wording[language].lacks(node, cause.missing, cause.supply[language]);
