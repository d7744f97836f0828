import type { ClusterResult, Finding, RunResult, Severity } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { fromCheckout } from './checkout.js';
import { safeJson } from './safe-json.js';

/** GitLab knows info, minor, major, critical and blocker; nothing here is known to block a deployment. */
const severities = { error: 'critical', warning: 'minor', info: 'info' } as const satisfies Record<
  Severity,
  string
>;

/** GitLab wants a path of every entry; a finding about no file at all is shown here. */
const NO_FILE = 'cjclint.yaml';

/** The findings of a run as a GitLab code quality report, one line an entry. */
export function* gitlabReport(
  result: RunResult,
  { language, checkout }: { readonly language: Language; readonly checkout: string },
): Generator<string> {
  let separator = '\n';
  yield '[';
  for (const cluster of result.clusters) {
    for (const finding of cluster.findings) {
      yield `${separator}  ${safeJson(entryOf(finding, cluster, language, checkout))}`;
      separator = ',\n';
    }
  }
  yield separator === '\n' ? ']\n' : '\n]\n';
}

const entryOf = (finding: Finding, cluster: ClusterResult, language: Language, checkout: string) => ({
  description: finding.message[language],
  check_name: finding.rule,
  fingerprint: finding.fingerprint,
  severity: severities[finding.severity],
  location: {
    path: escapeControl(fromCheckout(checkout, finding.location?.file ?? cluster.manifest ?? NO_FILE)),
    lines: { begin: finding.location?.line ?? 1, end: finding.location?.endLine ?? 1 },
  },
});
