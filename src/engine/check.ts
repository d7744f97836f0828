import type { Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Origin } from '../text/source-file.js';
import { type Draft, escaped } from './own-findings.js';
import { locate } from './place.js';
import type { NotChecked, RelatedPlace, Status } from './result.js';
import type { CheckContext, Message, MessageArgs, Messages, Report, Rule, Subject } from './rule.js';
import type { Target } from './target.js';

/** A rule's answer for one subject. */
export interface Outcome {
  readonly status: Status;
  readonly findings: readonly Draft[];
  /** How many more the rule reported in a file, by its path: of a hostile file not all are kept. */
  readonly beyond: ReadonlyMap<string, number>;
  readonly notChecked: NotChecked | null;
}

/** Findings of one subject in one file that are kept; far more than are shown, for some may be explained. */
const KEPT_PER_FILE = 1000;
const NONE: ReadonlyMap<string, number> = new Map();

/** An argument longer than this is cut in a message: the place shows the rest. */
const LONGEST_ARGUMENT = 200;

/** Asks a rule about one subject. @throws what the rule throws. */
export function ask<Model>(
  rule: Rule<Model>,
  id: string,
  subject: Subject<unknown>,
  target: Target<Model>,
): Outcome {
  const findings: Draft[] = [];
  const lacking = new Map<string | null, Set<string>>();
  // Made when first needed: most subjects have no finding, and there are very many of them.
  let counts: Map<string, number> | undefined;
  let beyond: Map<string, number> | undefined;
  let applicable = true;
  const context: CheckContext<Model, Messages> = {
    cluster: target.model,
    report: (key, report) => {
      const file = report.at?.file.path ?? '';
      counts ??= new Map();
      const count = (counts.get(file) ?? 0) + 1;
      counts.set(file, count);
      if (count > KEPT_PER_FILE) {
        beyond ??= new Map();
        beyond.set(file, count - KEPT_PER_FILE);
      } else findings.push(draft(rule, id, key, report, subject, target.name));
    },
    missing: (node, ...needs) => {
      const known = lacking.get(node) ?? new Set();
      for (const need of needs) known.add(need);
      lacking.set(node, known);
    },
    notApplicable: () => {
      applicable = false;
    },
  };
  rule.check(subject.it, context);
  if (findings.length > 0) return { status: 'failed', findings, beyond: beyond ?? NONE, notChecked: null };
  if (lacking.size > 0) {
    return {
      status: 'not-checked',
      findings,
      beyond: beyond ?? NONE,
      notChecked: unsettled(id, subject, target, lacking),
    };
  }
  return {
    status: applicable ? 'passed' : 'not-applicable',
    findings,
    beyond: beyond ?? NONE,
    notChecked: null,
  };
}

/** The entry for a subject that lacks something, with what would settle it. */
function unsettled<Model>(
  rule: string,
  subject: Subject<unknown>,
  target: Target<Model>,
  lacking: ReadonlyMap<string | null, ReadonlySet<string>>,
): NotChecked {
  const nodes = [...lacking.keys()];
  const [only] = nodes;
  const node = nodes.length === 1 ? (only ?? null) : null;
  const causes = [...lacking].map(([each, needs]) => target.supply(each, [...needs]));
  const [cause] = causes;
  return {
    rule,
    cluster: target.name,
    node: node ?? subject.node ?? null,
    site: subject.site ?? null,
    agent: subject.agent ?? null,
    cause:
      causes.length === 1 && cause !== undefined
        ? cause
        : {
            gaps: causes.flatMap((each) => each.gaps),
            missing: [...new Set(causes.flatMap((each) => each.missing))],
            supply: {
              en: causes.map((each) => each.supply.en).join('; '),
              ja: causes.map((each) => each.supply.ja).join('、'),
            },
          },
  };
}

function draft<Model>(
  rule: Rule<Model>,
  id: string,
  key: string,
  report: Report<Messages[string]>,
  subject: Subject<unknown>,
  cluster: string | null,
): Draft {
  const message: Message<MessageArgs> | undefined = rule.messages[key];
  if (message === undefined) throw new Error(`${id} has no message "${key}"`);
  const given: MessageArgs = report.args;
  const args = given.map((arg) =>
    typeof arg === 'string' && arg.length > LONGEST_ARGUMENT ? `${arg.slice(0, LONGEST_ARGUMENT)}…` : arg,
  );
  const { fix } = message;
  return {
    rule: id,
    messageKey: key,
    severity: report.severity ?? rule.severity,
    evidence: rule.evidence.grade,
    reference: rule.evidence.reference,
    cluster,
    node: report.node === undefined ? (subject.node ?? null) : report.node,
    site: report.site === undefined ? (subject.site ?? null) : report.site,
    agent: report.agent === undefined ? (subject.agent ?? null) : report.agent,
    message: escaped({ en: message.en(...args), ja: message.ja(...args) }),
    help: fix === undefined ? rule.fix : escaped({ en: fix.en(...args), ja: fix.ja(...args) }),
    location: report.at === null ? null : locate(report.at),
    related: [
      ...copiesOf(report.at),
      ...(report.related ?? []).flatMap((each) => [related(each.at, each.message), ...copiesOf(each.at)]),
    ],
    fixable: message.fixable ?? false,
  };
}

function related(at: Origin, message: Localized): RelatedPlace {
  return { message: { en: escapeControl(message.en), ja: escapeControl(message.ja) }, location: locate(at) };
}

/** The same text in the copies of a shared file: every place counts. */
function copiesOf(at: Origin | null): RelatedPlace[] {
  return (at?.file.copies ?? []).map((file) =>
    related({ file, range: at?.range ?? null }, { en: 'the same in this copy', ja: 'この複製にも同じ記述' }),
  );
}
