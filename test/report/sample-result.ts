import type {
  ClusterResult,
  Finding,
  FramedLocation,
  MissingInput,
  NotChecked,
  RunResult,
  Severity,
  Status,
  Verdict,
} from '../../src/engine/result.js';
import { placeIn } from './under-caret.js';

export const both = (text: string) => ({ en: text, ja: text });

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'jobcenter/nats-url-matches-ipaddress',
    messageKey: 'elsewhere',
    severity: 'error',
    evidence: 'manual',
    reference: 'G 2.3.3.1.3',
    cluster: 'jcmg-prod',
    node: null,
    site: 'jcmgcluster.example.jp',
    agent: null,
    message: {
      en: 'NATS_URL points at "192.168.1.11", but this site listens on its VIP "192.168.1.100"',
      ja: 'NATS_URL が "192.168.1.11" を指していますが、このサイトは VIP "192.168.1.100" で待ち受けます',
    },
    help: both('NATS_URL=nats://192.168.1.100:23141'),
    location: place('prod/daemon.conf', 'NATS_URL=nats://<|192.168.1.11|>:23141', 2),
    related: [],
    fixable: true,
    fingerprint: '0123456789abcdef',
    ...over,
  };
}

/** The marked line of a file. */
export const place = (file: string, marked: string, line = 1): FramedLocation => ({
  ...placeIn(marked, line),
  file,
});

export function notChecked(rule: string, node: string | null, cause: MissingInput): NotChecked {
  return { rule: `jobcenter/${rule}`, cluster: 'jcmg-prod', node, site: null, agent: null, cause };
}

export function cluster(over: Partial<ClusterResult> = {}): ClusterResult {
  const findings = over.findings ?? [];
  const open = over.notChecked ?? [];
  const statuses = new Map<string, Status>([
    ['jobcenter/machine-id-unique', 'passed'],
    ['jobcenter/vip-dual-stack', 'not-applicable'],
  ]);
  for (const each of open) statuses.set(each.rule, 'not-checked');
  for (const each of findings) statuses.set(each.rule, 'failed');
  return {
    name: 'jcmg-prod',
    manifest: 'prod/cjclint.yaml',
    nodes: ['jcmanager01', 'jcmanager02'],
    sites: ['jcmgcluster.example.jp'],
    agents: [],
    verdict: verdict(findings),
    findings,
    notChecked: open,
    suppressed: [],
    statuses,
    files: 12,
    ...over,
  };
}

const count = (findings: readonly Finding[], severity: Severity) =>
  findings.filter((each) => each.severity === severity).length;

const verdict = (findings: readonly Finding[]): Verdict =>
  count(findings, 'error') > 0 ? 'no-go' : count(findings, 'warning') > 0 ? 'go-with-warnings' : 'go';

export function run(clusters: readonly ClusterResult[], over: Partial<RunResult> = {}): RunResult {
  const findings = clusters.flatMap((each) => each.findings);
  const states = [...new Map(clusters.flatMap((each) => [...each.statuses])).values()];
  const rules = (status: Status) => states.filter((each) => each === status).length;
  return {
    verdict: clusters.find((each) => each.verdict !== 'go')?.verdict ?? 'go',
    clusters,
    findings,
    notChecked: clusters.flatMap((each) => each.notChecked),
    suppressed: clusters.flatMap((each) => each.suppressed),
    coverage: {
      rules: states.length,
      passed: rules('passed'),
      failed: rules('failed'),
      notApplicable: rules('not-applicable'),
      notChecked: rules('not-checked'),
    },
    summary: {
      errors: count(findings, 'error'),
      warnings: count(findings, 'warning'),
      infos: count(findings, 'info'),
      files: clusters.reduce((sum, each) => sum + each.files, 0),
      clusters: clusters.filter((each) => each.name !== null).length,
      nodes: clusters.reduce((sum, each) => sum + each.nodes.length, 0),
    },
    inputProblems: [],
    internalErrors: [],
    ...over,
  };
}
