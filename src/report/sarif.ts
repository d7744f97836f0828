import type {
  ClusterResult,
  Finding,
  Location,
  NotChecked,
  RelatedPlace,
  RunResult,
  Severity,
  SubjectNames,
  Suppressed,
} from '../engine/result.js';
import type { Language, Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { fromCheckout } from './checkout.js';
import type { Tool } from './json.js';
import { problemsBeyondFindings } from './problems.js';
import type { ReportedRule } from './reported-rule.js';
import { safeJson } from './safe-json.js';
import { sarifFixes } from './sarif-fixes.js';
import { wording } from './wording.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** The top of the checkout, else the working directory; where it lies is nobody's business. */
const ROOT = '%SRCROOT%';
/** Grows when the way fingerprints are made changes. */
const FINGERPRINT = 'cjclint/v1';

export interface SarifOptions {
  readonly tool: Tool;
  readonly language: Language;
  /** All rules there are, so that a viewer can explain them. */
  readonly rules: readonly ReportedRule[];
  /** Where paths start from. */
  readonly checkout: string;
}

/**
 * The report of a run as SARIF 2.1.0 (OASIS Standard), one line a result. What was not checked is a notification about
 * its rule: a result of kind `open` would say the same, but GitHub's code scanning takes every result for a failure.
 */
export function* sarifReport(result: RunResult, options: SarifOptions): Generator<string> {
  const { tool, language, rules } = options;
  const shown: Shown = {
    language,
    artifact: artifactIn(options.checkout),
    indexes: new Map(rules.map((rule, index) => [rule.id, index])),
  };
  const driver = {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    language,
    rules: rules.map((rule) => descriptor(rule, language)),
  };
  yield `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": [{\n`;
  yield `    "tool": ${safeJson({ driver })},\n`;
  yield '    "columnKind": "utf16CodeUnits",\n';
  const root = options.checkout === '' ? 'the working directory' : 'the top of the checkout';
  yield `    "originalUriBaseIds": ${safeJson({ [ROOT]: { description: { text: root } } })},\n`;
  yield `    "invocations": [{"executionSuccessful":${result.internalErrors.length === 0},"toolExecutionNotifications":[`;
  yield* lines(notifications(result, shown));
  yield ']}],\n    "results": [';
  yield* lines(resultsOf(result, shown));
  const { verdict, coverage, summary } = result;
  yield `],\n    "properties": ${safeJson({ verdict, coverage, summary })}\n  }]\n}\n`;
}

/** The items of a list, each on a line of its own. */
function* lines(items: Iterable<object>): Generator<string> {
  let separator = '\n';
  for (const item of items) {
    yield `${separator}      ${safeJson(item)}`;
    separator = ',\n';
  }
  yield '\n    ';
}

/** What all parts of a report have in common. */
interface Shown {
  readonly language: Language;
  /** Where rules stand in the list of all, by full name. */
  readonly indexes: ReadonlyMap<string, number>;
  /** How a file is named. */
  readonly artifact: (file: string) => object;
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

function descriptor(rule: ReportedRule, language: Language) {
  const { id, title, why, evidence, severity } = rule;
  const [pack = ''] = id.split('/');
  // A viewer shows the help as it is and knows no translations, so both languages stand in it.
  const other = language === 'en' ? 'ja' : 'en';
  return {
    id,
    shortDescription: { text: messageText(title[language]) },
    fullDescription: { text: messageText(why[language]) },
    help: { text: messageText(`${helpOf(rule, language)}\n\n${helpOf(rule, other)}`) },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: [pack, evidence.grade],
      evidence: evidence.grade,
      reference: evidence.reference,
      'problem.severity': severity === 'info' ? 'recommendation' : severity,
    },
  };
}

function helpOf({ title, why, fix, evidence }: ReportedRule, language: Language): string {
  const source = wording[language].source(evidence.reference, evidence.grade);
  return [title[language], why[language], fix[language], ...(source === '' ? [] : [`[${source}]`])].join(
    '\n',
  );
}

function* notifications(result: RunResult, shown: Shown) {
  const { language } = shown;
  const fault = (text: string) => ({ level: 'error', message: { text: messageText(escapeControl(text)) } });
  for (const problem of problemsBeyondFindings(result)) yield fault(problem[language]);
  for (const problem of result.internalErrors) yield fault(problem);
  for (const cluster of result.clusters) {
    for (const entry of cluster.notChecked) yield notChecked(entry, cluster, shown);
  }
}

function* resultsOf(result: RunResult, shown: Shown) {
  for (const cluster of result.clusters) {
    for (const finding of cluster.findings) yield failed(finding, cluster, shown);
    for (const suppressed of cluster.suppressed) {
      const result = failed(suppressed.finding, cluster, shown);
      yield { ...result, suppressions: [suppression(suppressed)] };
    }
  }
}

function failed(finding: Finding, cluster: ClusterResult, shown: Shown) {
  const { language, indexes, artifact } = shown;
  const fixes = sarifFixes(finding.fixes ?? [], artifact);
  return {
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    kind: 'fail',
    level: levels[finding.severity],
    message: { text: messageText(withHelp(finding, language)) },
    locations: locations(finding.location, finding, cluster, shown),
    relatedLocations: finding.related.map((place, index) => related(place, index, shown)),
    partialFingerprints: { [FINGERPRINT]: finding.fingerprint },
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: { evidence: finding.evidence, reference: finding.reference, fixable: finding.fixable },
  };
}

function withHelp({ message, help }: Finding, language: Language): string {
  return help[language] === '' ? message[language] : `${message[language]}\n${fixed(help, language)}`;
}

const fixed = (help: Localized, language: Language) => `${wording[language].fix}: ${help[language]}`;

const notChecked = (entry: NotChecked, cluster: ClusterResult, shown: Shown) => ({
  associatedRule: { id: entry.rule, index: shown.indexes.get(entry.rule) },
  level: 'note',
  message: {
    text: messageText(
      escapeControl(
        wording[shown.language].lacks(entry.node, entry.cause.missing, entry.cause.supply[shown.language]),
      ),
    ),
  },
  locations: locations(null, entry, cluster, shown),
});

const suppression = ({ reason, by }: Suppressed) => ({
  kind: by === undefined ? 'inSource' : 'external',
  status: 'accepted',
  ...(reason === '' ? {} : { justification: escapeControl(reason) }),
});

/** A result without a place of its own is shown at the manifest, for some viewers refuse one without any. */
function locations(at: Location | null, names: SubjectNames, cluster: ClusterResult, shown: Shown) {
  const logicalLocations = logical(names, cluster);
  const physicalLocation =
    at !== null
      ? physical(at, shown)
      : cluster.manifest !== null
        ? physical({ file: cluster.manifest, line: 1, column: 1, endLine: 1, endColumn: 1 }, shown)
        : null;
  if (physicalLocation === null && logicalLocations.length === 0) return [];
  return [
    {
      ...(physicalLocation === null ? {} : { physicalLocation }),
      ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
    },
  ];
}

function logical(names: SubjectNames, { name: cluster }: ClusterResult) {
  const parts = [
    ['cluster', cluster],
    ['node', names.node],
    ['site', names.site],
    ['agent', names.agent],
  ] as const;
  return parts.flatMap(([kind, name]) =>
    name === null
      ? []
      : [
          {
            name: escapeControl(name),
            kind,
            fullyQualifiedName: escapeControl(kind === 'cluster' ? name : `${cluster ?? ''}/${kind}/${name}`),
          },
        ],
  );
}

const related = ({ message, location }: RelatedPlace, index: number, shown: Shown) => ({
  id: index,
  message: { text: messageText(message[shown.language]) },
  physicalLocation: physical(location, shown),
});

const physical = ({ file, line, column, endLine, endColumn }: Location, { artifact }: Shown) => ({
  artifactLocation: artifact(file),
  region: { startLine: line, startColumn: column, endLine, endColumn },
});

const artifactIn = (checkout: string) => (file: string) => ({
  uri: uriOf(fromCheckout(checkout, file)),
  uriBaseId: ROOT,
});

const LONE_SURROGATES = /\p{Cs}/gu;

/** A relative URI reference: each part of the path percent-encoded, so that none reads as a scheme or a query. */
const uriOf = (file: string): string =>
  file.replace(LONE_SURROGATES, '\ufffd').split('/').map(encodeURIComponent).join('/');

/** SARIF takes braces for placeholders and `[text](target)` for links (§3.11.5, §3.11.6). */
const messageText = (text: string): string => {
  const braces = text.replace(/[{}]/g, '$&$&');
  return braces.includes('](') ? braces.replace(/[[\]\\]/g, '\\$&') : braces;
};
