import { nearest } from '../text/nearest.js';
import type { Origin, Sourced } from '../text/source-file.js';
import type { Acceptance } from './acceptance.js';
import { type Draft, ownFinding } from './own-findings.js';
import { textUnder } from './place.js';
import type { Finding } from './result.js';

/** Somebody's decision to let findings stand. */
export interface Waiver {
  /** With or without its pack. */
  readonly rule: Sourced<string>;
  readonly cluster: string | null;
  readonly node: string | null;
  readonly site: string | null;
  /** The text at fault when it was decided; null where it does not matter. */
  readonly value: string | null;
  readonly reason: string;
  readonly approver: string | null;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: Sourced<string> | null;
  /** The manifest beside which it stands, and of whose cluster alone it speaks; null for all of the run. */
  readonly manifest: string | null;
}

/** What a run asked, so that a waiver without a finding can be told from one that had no chance. */
export interface Asked {
  /** Full names of the rules that ran. */
  readonly ran: readonly string[];
  /** Full names of all rules there are. */
  readonly all: readonly string[];
  /** Names and manifests of the clusters that were checked. */
  readonly clusters: readonly { readonly name: string | null; readonly manifest: string | null }[];
  /** Whether there are clusters that were left out, of which a waiver may speak that names none. */
  readonly partly: boolean;
}

/** The waivers of a run, which remember whether they were of use. */
export class Waivers {
  readonly #waivers: Waiver[] = [];
  readonly #used = new Set<Waiver>();
  readonly #today: string;

  /** @param today `YYYY-MM-DD`: the engine asks no clock. */
  constructor(today: string) {
    this.#today = today;
  }

  get isEmpty(): boolean {
    return this.#waivers.length === 0;
  }

  add(waivers: readonly Waiver[]): void {
    this.#waivers.push(...waivers);
  }

  /** @param manifest display path of the manifest of the finding's cluster */
  accept(finding: Finding, manifest: string | null): Acceptance | null {
    let first: Waiver | null = null;
    for (const waiver of this.#waivers) {
      if (this.#isExpired(waiver) || !speaksOf(waiver, finding, manifest)) continue;
      this.#used.add(waiver);
      first ??= waiver;
    }
    if (first === null) return null;
    const by = first.approver === null ? '' : ` (${first.approver})`;
    return { reason: `${first.reason}${by}`, expires: first.expires?.value ?? null, by: 'waiver' };
  }

  /** What is to be said of the waivers themselves, after the run. */
  findings(asked: Asked): readonly Draft[] {
    return this.#waivers.flatMap((waiver) => {
      if (waiver.expires !== null && this.#isExpired(waiver)) return [expired(waiver, waiver.expires)];
      return this.#used.has(waiver) || !hadItsChance(waiver, asked) ? [] : [unmatched(waiver, asked.all)];
    });
  }

  /** Dates of this form sort as text. */
  #isExpired({ expires }: Waiver): boolean {
    return expires !== null && expires.value < this.#today;
  }
}

const names = (waiver: Waiver, rule: string) =>
  rule === waiver.rule.value || rule.endsWith(`/${waiver.rule.value}`);

function speaksOf(waiver: Waiver, finding: Finding, manifest: string | null): boolean {
  const same = (wanted: string | null, found: string | null) => wanted === null || wanted === found;
  return (
    names(waiver, finding.rule) &&
    same(waiver.manifest, manifest) &&
    same(waiver.cluster, finding.cluster) &&
    same(waiver.node, finding.node) &&
    same(waiver.site, finding.site) &&
    same(waiver.value, textUnder(finding.location).trim())
  );
}

/** A rule that nobody knows had its chance; one that was not asked for, or in a cluster that was not, had none. */
function hadItsChance(waiver: Waiver, { ran, all, clusters, partly }: Asked): boolean {
  const isKnown = all.some((rule) => names(waiver, rule));
  if (isKnown && !ran.some((rule) => names(waiver, rule))) return false;
  if (isKnown && partly && waiver.manifest === null && waiver.cluster === null) return false;
  return clusters.some(
    ({ name, manifest }) =>
      (waiver.manifest === null || waiver.manifest === manifest) &&
      (waiver.cluster === null || waiver.cluster === name),
  );
}

const draft = (
  rule: 'waiver-expired' | 'waiver-unmatched',
  at: Origin,
  about: Pick<Draft, 'message' | 'help'>,
) => ownFinding(rule, 'warning', { cluster: null, at, ...about });

const expired = ({ rule }: Waiver, expires: Sourced<string>): Draft =>
  draft('waiver-expired', expires.at, {
    message: {
      en: `the waiver of "${rule.value}" expired on ${expires.value}; what it let stand is open again`,
      ja: `"${rule.value}" の適用除外は ${expires.value} で期限切れです。対象の指摘は再び有効になりました`,
    },
    help: {
      en: 'mend the fault and remove the waiver, or have it approved anew',
      ja: '問題を解消して適用除外を削除するか、改めて承認を得てください',
    },
  });

function unmatched({ rule }: Waiver, all: readonly string[]): Draft {
  const known = all.some((each) => each === rule.value || each.endsWith(`/${rule.value}`));
  const candidates = rule.value.includes('/') ? all : all.map((each) => each.slice(each.indexOf('/') + 1));
  const near = known ? undefined : nearest(rule.value, candidates);
  const meant =
    near === undefined
      ? { en: '', ja: '' }
      : { en: `; did you mean "${near}"?`, ja: `。"${near}" ではありませんか` };
  return draft('waiver-unmatched', rule.at, {
    message: {
      en: `no finding of "${rule.value}" is as this waiver says${meant.en}`,
      ja: `この適用除外に合う "${rule.value}" の指摘はありません${meant.ja}`,
    },
    help: {
      en: 'remove the waiver if the fault is gone; if its value has changed, decide again',
      ja: '問題が解消済みなら適用除外を削除し、値が変わった場合は改めて判断してください',
    },
  });
}
