import type { Language, Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Origin } from '../text/source-file.js';
import { type Fix, isFixable } from './fix.js';
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

const PASSED: Outcome = { status: 'passed', findings: [], beyond: NONE, notChecked: null };
const NOT_APPLICABLE: Outcome = { status: 'not-applicable', findings: [], beyond: NONE, notChecked: null };

/** What a rule has said of the subject at hand; made when first needed, for most subjects nothing is said. */
interface Said {
  readonly findings: Draft[];
  readonly lacking: Map<string | null, Set<string>>;
  readonly counts: Map<string, number>;
  readonly beyond: Map<string, number>;
}

/** Asks one rule about the subjects of one cluster, one after the other. */
export class Asking<Model> {
  readonly #rule: Rule<Model>;
  readonly #id: string;
  readonly #target: Target<Model>;
  readonly #context: CheckContext<Model, Messages>;
  #subject: Subject<unknown> = { it: undefined };
  #said: Said | null = null;
  #applicable = true;

  /** @param id the rule's full name */
  constructor(rule: Rule<Model>, id: string, target: Target<Model>) {
    this.#rule = rule;
    this.#id = id;
    this.#target = target;
    this.#context = {
      cluster: target.model,
      report: (key, report) => this.#report(key, report),
      missing: (node, ...needs) => {
        const { lacking } = this.#saying();
        const known = lacking.get(node) ?? new Set();
        for (const need of needs) known.add(need);
        lacking.set(node, known);
      },
      notApplicable: () => {
        this.#applicable = false;
      },
    };
  }

  /** @throws what the rule throws. */
  about(subject: Subject<unknown>): Outcome {
    this.#subject = subject;
    this.#said = null;
    this.#applicable = true;
    this.#rule.check(subject.it, this.#context);
    return this.#outcome(this.#said);
  }

  #outcome(said: Said | null): Outcome {
    if (said === null) return this.#applicable ? PASSED : NOT_APPLICABLE;
    const { findings, beyond, lacking } = said;
    if (findings.length > 0) return { status: 'failed', findings, beyond, notChecked: null };
    const notChecked = unsettled(this.#id, this.#subject, this.#target, lacking);
    return { status: 'not-checked', findings, beyond, notChecked };
  }

  #saying(): Said {
    this.#said ??= { findings: [], lacking: new Map(), counts: new Map(), beyond: new Map() };
    return this.#said;
  }

  #report(key: string, report: Report<Messages[string]>): void {
    const { findings, counts, beyond } = this.#saying();
    const file = report.at?.file.path ?? '';
    const count = (counts.get(file) ?? 0) + 1;
    counts.set(file, count);
    if (count > KEPT_PER_FILE) beyond.set(file, count - KEPT_PER_FILE);
    else findings.push(draft(this.#rule, this.#id, key, report, this.#subject, this.#target.name));
  }
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
              ja: causes.map((each) => each.supply.ja).join('。'),
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
  const given: readonly (MessageArgs[number] | Localized)[] = report.args;
  const argsIn = (language: Language) =>
    given.map((arg) => shortened(typeof arg === 'object' ? arg[language] : arg));
  const inBoth = ({ en, ja }: Message<MessageArgs>) =>
    escaped({ en: en(...argsIn('en')), ja: ja(...argsIn('ja')) });
  const { fix } = message;
  const fixes = fixesOf(report);
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
    message: inBoth(message),
    help: fix === undefined ? rule.fix : inBoth(fix),
    location: report.at === null ? null : locate(report.at),
    related: [
      ...copiesOf(report.at),
      ...(report.related ?? []).flatMap((each) => [related(each.at, each.message), ...copiesOf(each.at)]),
    ],
    fixable: isFixable(fixes),
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

const shortened = (arg: MessageArgs[number]): MessageArgs[number] =>
  typeof arg === 'string' && arg.length > LONGEST_ARGUMENT ? `${arg.slice(0, LONGEST_ARGUMENT)}…` : arg;

function fixesOf({ fix, choices = {} }: Report<Messages[string]>): Fix[] {
  if (fix !== undefined && fix !== null) return [{ choice: null, edits: fix }];
  return Object.entries(choices).map(([choice, edits]) => ({ choice, edits }));
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
