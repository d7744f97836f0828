import type { Localized } from '../message/language.js';
import { type Accept, acceptedOf } from './acceptance.js';
import { Asking } from './check.js';
import { withoutExplained } from './explained.js';
import { withFingerprints } from './fingerprint.js';
import { OutcomeRecord } from './outcomes.js';
import { CUT, type Draft, isInputProblem, ownFinding } from './own-findings.js';
import { compareLocations } from './place.js';
import type {
  ClusterResult,
  MissingInput,
  NotChecked,
  Phase,
  Severity,
  Status,
  Suppressed,
} from './result.js';
import type { Rule } from './rule.js';
import { applySuppressions, judgeSuppressions, suppressionsOf } from './suppression.js';
import type { Target } from './target.js';
import { verdictOf, worseStatus } from './verdict.js';

/** What somebody said about rules; the rules' own words hold where nothing is said. */
export interface FindingSettings {
  /** Whether findings of a rule are wanted, by its full name. */
  readonly select?: ((rule: string) => boolean) | undefined;
  /** The severity that was set for a rule, by its full name; undefined: as the rule says. */
  readonly severity?: ((rule: string) => Severity | undefined) | undefined;
}

export interface RunOptions extends FindingSettings {
  /** The pack's name, the first part of a rule's full name. */
  readonly pack: string;
  /** The full names of all rules there are, run or not. */
  readonly allRules: readonly string[];
  /** Whether comments in the files may suppress findings. */
  readonly inlineConfig: boolean;
  /** Whether a rule that was not checked blocks the verdict; asked with the severity that was set for it. */
  readonly blocking: (rule: { readonly severity: Severity; readonly phases: readonly Phase[] }) => boolean;
  /** Which findings are known already (baseline, waivers); left out: none. */
  readonly accept?: Accept;
  /** Whether the result tells how each subject ended; default false, for a fleet's results have to stay small. */
  readonly outcomes?: boolean;
}

export interface CheckedTarget {
  readonly result: ClusterResult;
  /** Rules that threw, one sentence each. */
  readonly internalErrors: readonly string[];
}

/** No rule says more than this about one file; the rest is counted. */
const FINDINGS_PER_RULE_AND_FILE = 100;

/** Runs rules over one cluster. Pure: the same target gives the same result. */
export function check<Model>(
  rules: readonly Rule<Model>[],
  target: Target<Model>,
  options: RunOptions,
): CheckedTarget {
  const statuses = new Map<string, Status>();
  const notChecked: NotChecked[] = [];
  const internalErrors: string[] = [];
  const drafts: Draft[] = [];
  const beyond = new Map<string, number>();
  const record = options.outcomes === true ? new OutcomeRecord() : null;
  let blocked = false;

  for (const rule of rules) {
    const id = `${options.pack}/${rule.name}`;
    const graded = { severity: options.severity?.(id) ?? rule.severity, phases: rule.phases };
    let status: Status = 'not-applicable';
    try {
      const asking = new Asking(rule, id, target);
      for (const subject of rule.subjects(target.model)) {
        const outcome = asking.about(subject);
        status = worseStatus(status, outcome.status);
        record?.add(id, subject, outcome.status, outcome.findings);
        for (const finding of outcome.findings) drafts.push(finding);
        for (const [file, more] of outcome.beyond) {
          const key = ruleAndFile(id, file);
          beyond.set(key, (beyond.get(key) ?? 0) + more);
        }
        if (outcome.notChecked !== null) {
          notChecked.push(outcome.notChecked);
          blocked ||= options.blocking(graded);
        }
      }
    } catch (error) {
      internalErrors.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      notChecked.push(threw(id, target.name));
      record?.add(id, {}, 'not-checked', []);
      status = worseStatus(status, 'not-checked');
      blocked ||= options.blocking(graded);
    }
    statuses.set(id, status);
  }

  const kept = withoutExplained(drafts, rules, options.pack);
  const suppressions = options.inlineConfig ? target.commented.flatMap(suppressionsOf) : [];
  const { open, suppressed } = applySuppressions(kept, suppressions);
  const judged = judgeSuppressions(suppressions, suppressed, statuses, options.allRules, target.name);
  const { accept } = options;
  const { open: left, accepted } =
    accept === undefined
      ? { open: [...target.findings, ...open, ...judged], accepted: [] }
      : acceptedOf(withFingerprints([...target.findings, ...open, ...judged]), accept);
  const failing = new Set(left.map((finding) => finding.rule));
  for (const [rule, status] of statuses) {
    if (status === 'failed' && !failing.has(rule)) statuses.set(rule, 'not-applicable');
  }
  const findings = withFingerprints(limited(asSet(left, options), beyond, accepted));
  return {
    result: {
      name: target.name,
      manifest: target.manifest,
      nodes: target.nodes,
      sites: target.sites,
      agents: target.agents,
      verdict: verdictOf(findings, blocked),
      findings,
      notChecked,
      suppressed: [
        ...suppressed.map(({ finding, reason }) => ({ finding, reason, expires: null })),
        ...accepted,
      ],
      statuses,
      files: target.files,
      ...(record === null ? {} : { outcomes: record.settled(left) }),
    },
    internalErrors,
  };
}

/** An input that could not be used is always told, and stays an error: what it hides is unknown. */
function asSet<D extends Draft>(
  drafts: readonly D[],
  { select = () => true, severity = () => undefined }: FindingSettings,
): readonly D[] {
  return drafts
    .filter((draft) => isInputProblem(draft) || select(draft.rule))
    .map((draft) => {
      const set = isInputProblem(draft) ? undefined : severity(draft.rule);
      return set === undefined ? draft : { ...draft, severity: set };
    });
}

const threw = (rule: string, cluster: string | null): NotChecked => ({
  rule,
  cluster,
  node: null,
  site: null,
  agent: null,
  cause: without('rule', {
    en: 'the rule itself failed; this is a fault of cjclint, please report it',
    ja: 'ルール自体が異常終了しました。cjclint の不具合ですので報告してください',
  }),
});

const ruleAndFile = (rule: string, file: string) => JSON.stringify([rule, file]);

/**
 * Cuts what one rule says about one file, and says how much was cut.
 * @param beyond what was not even kept, by rule and file
 * @param accepted what is known already, and stands in no report
 */
function limited(
  drafts: readonly Draft[],
  beyond: ReadonlyMap<string, number>,
  accepted: readonly Suppressed[],
): Draft[] {
  const counts = new Map<string, number>();
  const kept: Draft[] = [];
  const cut = new Map<string, Draft>();
  for (const finding of [...drafts].sort((a, b) => compareLocations(a.location, b.location))) {
    const key = ruleAndFile(finding.rule, finding.location?.file ?? '');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= FINDINGS_PER_RULE_AND_FILE) kept.push(finding);
    else if (!cut.has(key)) cut.set(key, finding);
  }
  // Nobody has accepted what was not even kept, though all that was is known.
  for (const { finding } of beyond.size > 0 ? accepted : []) {
    const key = ruleAndFile(finding.rule, finding.location?.file ?? '');
    if (beyond.has(key) && !cut.has(key)) cut.set(key, finding);
  }
  for (const [key, first] of cut) {
    const more = Math.max(0, (counts.get(key) ?? 0) - FINDINGS_PER_RULE_AND_FILE) + (beyond.get(key) ?? 0);
    kept.push({
      ...first,
      ...ownFinding('limit-reached', first.severity, {
        cluster: first.cluster,
        at: null,
        message: {
          en: `${more} more finding(s) of ${first.rule} in this file are not shown`,
          ja: `このファイルには ${first.rule} の指摘がほかに ${more} 件あります（表示を省略）`,
        },
        help: { en: 'mend the shown ones first', ja: '表示されている指摘から対処してください' },
      }),
      messageKey: CUT,
      location: first.location,
    });
  }
  return kept;
}

/** The result of a cluster whose manifest cannot be used: no rule ran, so none has passed. */
export function unusable(
  cluster: { readonly name: string; readonly manifest: string; readonly findings: readonly Draft[] },
  rules: readonly string[],
): ClusterResult {
  const cause = without('manifest', { en: 'correct the manifest', ja: 'マニフェストを直してください' });
  const findings = withFingerprints(cluster.findings);
  return {
    name: cluster.name,
    manifest: cluster.manifest,
    nodes: [],
    sites: [],
    agents: [],
    verdict: verdictOf(findings, true),
    findings,
    notChecked: rules.map((rule) => ({
      rule,
      cluster: cluster.name,
      node: null,
      site: null,
      agent: null,
      cause,
    })),
    suppressed: [],
    statuses: new Map(rules.map((rule) => [rule, 'not-checked'])),
    files: 1,
  };
}

/** A cause that is one missing thing, of no node. */
const without = (need: string, supply: Localized): MissingInput => ({
  missing: [need],
  supply,
  gaps: [{ node: null, need, how: supply }],
});

/** The result for findings that are about no cluster, but about what the run was given beside its clusters. */
export function besideClusters(
  drafts: readonly Draft[],
  files: number,
  settings: FindingSettings,
): ClusterResult {
  const findings = withFingerprints(asSet(drafts, settings));
  return {
    name: null,
    manifest: null,
    nodes: [],
    sites: [],
    agents: [],
    verdict: verdictOf(findings, false),
    findings,
    notChecked: [],
    suppressed: [],
    statuses: new Map(),
    files,
  };
}
