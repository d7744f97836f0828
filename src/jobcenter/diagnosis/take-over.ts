import type { ClusterResult } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import { listed } from '../../message/listed.js';
import type { Cluster, ClusterNode, Site } from '../model.js';
import { collectedAt } from '../same-time.js';
import { runningPid } from '../sight.js';
import type { ReadSymptom } from './read-symptom.js';
import { folded, type SymptomText } from './symptom-text.js';

/** The nodes that had to take a site over, and how that is known. */
export interface TakeOver {
  /** Names; empty where nothing tells. */
  readonly nodes: ReadonlySet<string>;
  readonly because: Localized | null;
}

/** Who had to take over: as the symptom says, else as the nodes' state shows, else nobody knows. */
export function takeOverOf(cluster: Cluster, result: ClusterResult, symptom: ReadSymptom): TakeOver {
  const { text, found } = symptom;
  const sites = sitesIn(cluster, text);
  const seen = {
    leaving: found.some(({ symptom: { seen } }) => seen === 'leaving'),
    after: found.length > 0 && found.every(({ symptom: { seen } }) => seen === 'after'),
  };
  return (
    fromSymptom(cluster, text) ??
    fromTimes(cluster, text) ??
    fromState(cluster, sites, result, seen) ?? { nodes: new Set(), because: null }
  );
}

/** The sites that a symptom names; all where it names none. */
export function sitesIn({ sites }: Cluster, { clauses }: SymptomText): readonly Site[] {
  const named = sites.filter((site) => {
    const full = folded(site.name.value);
    const short = full.split('.')[0] ?? full;
    return short.length > 2 && clauses.some((clause) => clause.includes(short));
  });
  return named.length === 0 ? sites : named;
}

/** How a node's name stands in a sentence: where it went to, where it came from, or neither. */
type Part = 'to' | 'from' | 'named';

const FROM_BEFORE = /(?:from|offof|leaving)$/;
const FROM_BEHIND =
  /^(?:から|より|->|→|=>|⇒|を停止|が停止|が落ち|を落と|がダウン|の障害|went|crashed|died|wasdown|isdown)/;
const TO_BEFORE = /(?:to|onto|on|->|→|=>|⇒|切替先|切り替え先|待機系の?|standby|切替先の)$/;
const TO_BEHIND = /^(?:へ|に切|に移|に引|にフェ|への|側で|で|上で|では|上では)/;

function fromSymptom({ nodes }: Cluster, { clauses }: SymptomText): TakeOver | null {
  const parts = new Map<ClusterNode, Set<Part>>();
  for (const node of nodes) {
    const full = folded(node.name.value);
    const forms = [full, full.split('.')[0] ?? full].filter((form) => form.length > 1);
    for (const clause of clauses) {
      const form = forms.find((each) => clause.includes(each));
      if (form === undefined) continue;
      const part = partIn(clause, form, nodes);
      if (part !== null) parts.set(node, (parts.get(node) ?? new Set()).add(part));
    }
  }
  if (parts.size === 0) return null;
  const all = [...parts];
  const to = all.filter(([, kinds]) => kinds.has('to') && !kinds.has('from')).map(([node]) => node);
  const from = all.filter(([, kinds]) => kinds.has('from') && !kinds.has('to')).map(([node]) => node);
  // The one that is not left is the one that was gone to.
  const rest = nodes.filter((node) => !from.includes(node));
  const chosen =
    to.length > 0 ? to : from.length > 0 ? rest : all.length === 1 ? all.map(([node]) => node) : [];
  return chosen.length === 0 ? null : { nodes: named(chosen), because: told(chosen, 'symptom') };
}

/** @returns null where the name is only the beginning of a longer one. */
function partIn(clause: string, name: string, nodes: readonly ClusterNode[]): Part | null {
  let part: Part | null = null;
  for (let at = clause.indexOf(name); at >= 0; at = clause.indexOf(name, at + name.length)) {
    const before = clause.slice(Math.max(0, at - 12), at);
    // A domain behind the name belongs to it.
    const behind = clause.slice(at + name.length, at + name.length + 80).replace(/^(?:\.[a-z0-9-]+)+/, '');
    if (/^[a-z0-9_-]/.test(behind) && !startsWithWord(behind, nodes)) continue;
    if (FROM_BEFORE.test(before) || FROM_BEHIND.test(behind)) part ??= 'from';
    else if (TO_BEFORE.test(before) || TO_BEHIND.test(behind)) part = 'to';
    else part ??= 'named';
  }
  return part;
}

/** Blanks are gone from a clause, so that a following word touches the name: "node2failed", "node1tonode2". */
const startsWithWord = (behind: string, nodes: readonly ClusterNode[]): boolean =>
  /^(?:to|and|from|failed|fails|did|does|is|was|went|had|has|took|could|cannot|can|never|with|but|the|after|at|->|only|node|crashed|died|starts|stops|nothing|cjcpw)/.test(
    behind,
  ) || nodes.some((node) => behind.startsWith(folded(node.name.value)));

/** A clock time in a clause from which blanks are gone: `03:12`, `03:12:09`, `3時12分`. */
const CLOCK = /(?<![\d:])([01]?\d|2[0-3])(?::|時)([0-5]\d)(?![\d])/g;
const MINUTES_OF_DAY = 24 * 60;
/** How long after a start of the site something may still be told of it. */
const NEAR = 15;
/** A start of days ago was not this failover's; clocks without a zone may be half a day off. */
const RECENT_SECONDS = 36 * 60 * 60;

/** The one node that started a site about when the symptom was seen, by its own clock. */
function fromTimes({ nodes }: Cluster, { written }: SymptomText): TakeOver | null {
  const times = written.flatMap((clause) =>
    [...clause.normalize('NFKC').matchAll(CLOCK)].map(
      ([, hours, minutes]) => Number(hours) * 60 + Number(minutes),
    ),
  );
  if (times.length === 0) return null;
  const started = nodes.filter((node) => {
    const starts = node.facts['ps-start'];
    const now = collectedAt(node);
    return (
      starts.state === 'known' &&
      starts.value.some(
        ({ args, localSeconds }) =>
          /(?:^|\/)cjcpw\s/.test(args) &&
          now !== null &&
          now / 1000 - localSeconds < RECENT_SECONDS &&
          times.some((time) => {
            const later = (time - Math.floor(localSeconds / 60) + MINUTES_OF_DAY * 1e6) % MINUTES_OF_DAY;
            return later <= NEAR || later >= MINUTES_OF_DAY - NEAR;
          }),
      )
    );
  });
  return started.length === 1 ? { nodes: named(started), because: told(started, 'times') } : null;
}

/** When in a failover a symptom shows. */
interface Seen {
  /** On the node that is left. */
  readonly leaving: boolean;
  /** Once the site runs: whether it was moved back before the snapshots were taken, nothing tells. */
  readonly after: boolean;
}

/**
 * The nodes where a site is not; or the one that has taken its disk or VIP without its processes, for a take-over got
 * stuck there, unless it got stuck on leaving.
 */
function fromState(
  { nodes }: Cluster,
  sites: readonly Site[],
  { findings }: ClusterResult,
  seen: Seen,
): TakeOver | null {
  const found = (rule: string, { name }: ClusterNode) =>
    findings.some(
      (each) => each.rule.endsWith(`/${rule}`) && each.severity !== 'info' && each.node === name.value,
    );
  const waiting = new Set<ClusterNode>();
  const stuck = new Set<ClusterNode>();
  for (const site of sites) {
    const lacking = (node: ClusterNode) =>
      runningPid(node, site.name.value) === null && node.facts.cjcls.state === 'known';
    for (const node of site.activeNodes) {
      const leaving = lacking(node) && (seen.leaving || found('disk-holders', node));
      if (!leaving && (found('processes-complete', node) || lacking(node))) stuck.add(node);
    }
    if (site.activeNodes.length === 0) continue;
    for (const node of site.nodes) if (!site.activeNodes.includes(node)) waiting.add(node);
  }
  if (stuck.size === 1) return { nodes: named(stuck), because: told([...stuck], 'stuck') };
  if (seen.after) return null;
  const rest = [...waiting].filter((node) => !stuck.has(node));
  // Sites that are spread over all nodes had each another one to go to.
  return rest.length === 0 || rest.length === nodes.length
    ? null
    : { nodes: named(rest), because: told(rest, 'state') };
}

const named = (nodes: Iterable<ClusterNode>) => new Set([...nodes].map((node) => node.name.value));

function told(nodes: readonly ClusterNode[], how: 'symptom' | 'times' | 'stuck' | 'state'): Localized {
  const names = listed(nodes.map((node) => node.name.value));
  switch (how) {
    case 'symptom':
      return {
        en: `had to take over: ${names.en} (as the symptom says)`,
        ja: `切り替え先: ${names.ja}（症状の記述による）`,
      };
    case 'times':
      return {
        en: `had to take over: ${names.en} (it started the site at a time that the symptom names)`,
        ja: `切り替え先: ${names.ja}（症状の時刻にサイトを起動している）`,
      };
    case 'stuck':
      return {
        en: `had to take over: ${names.en} (it has the disk or the VIP, but the site does not run there in full)`,
        ja: `切り替え先: ${names.ja}（ディスクまたは VIP はあるが、サイトが正しく動作していない）`,
      };
    case 'state':
      return {
        en: `had to take over: ${names.en} (the site is on another node)`,
        ja: `切り替え先: ${names.ja}（サイトは別のノードにある）`,
      };
  }
}
