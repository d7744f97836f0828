import type { Cause, Diagnosis, EvidencePlace, Request } from '../../engine/diagnosis.js';
import type { ClusterResult, Finding, FramedLocation, RunResult } from '../../engine/result.js';
import type { Rule } from '../../engine/rule.js';
import type { Localized } from '../../message/language.js';
import type { Cluster } from '../model.js';
import { PACK } from '../pack.js';
import { fixOf } from '../remedies/fix.js';
import { requestsOf } from './ask.js';
import { confirmOf } from './confirm.js';
import { ruleOf } from './consequences.js';
import { groupsOf } from './groups.js';
import { movesIn } from './moving.js';
import { NodePlaces } from './node-places.js';
import { byStanding, type RankedGroup, type RankingInput, ranked, type Standing } from './ranking.js';
import { type ReadSymptom, readSymptom } from './read-symptom.js';
import { sitesIn, takeOverOf } from './take-over.js';

/** A cluster with what its checks gave. */
export interface DiagnosedCluster {
  readonly cluster: Cluster;
  readonly result: ClusterResult;
}

/** A report of causes is read to the third or fourth; what comes behind these is in the findings. */
const MOST_CAUSES = 20;
const MOST_PLACES = 8;
/** Characters of a symptom's words that are repeated. */
const LONGEST_WORDS = 120;

/**
 * Ranks what the checks found by how well it explains that a failover failed. Pure.
 * @param symptom what was seen, in words or as log lines; null where nobody said
 */
export function diagnose(
  clusters: readonly DiagnosedCluster[],
  result: RunResult,
  rules: readonly Rule<Cluster>[],
  symptom: string | null,
): Diagnosis {
  const read = readSymptom(symptom);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const understood: Localized[] = understoodOf(read, symptom);
  const found: { readonly cause: Omit<Cause, 'rank'>; readonly standing: Standing }[] = [];
  const ask: Request[] = [];
  for (const each of clusters) {
    const takeOver = takeOverOf(each.cluster, each.result, read);
    if (takeOver.because !== null) understood.push(takeOver.because);
    const places = new NodePlaces(each.cluster);
    const sites = new Set(sitesIn(each.cluster, read.text).map(({ name }) => name.value));
    const moves = movesIn(each.cluster, places);
    const input: RankingInput = { rules: byName, matches: read.matches, takeOver, sites, moves };
    const findings = each.result.findings.filter(({ rule }) => rule.startsWith(`${PACK}/`));
    const order = ranked(groupsOf(findings), input);
    for (const group of order.slice(0, MOST_CAUSES)) {
      found.push({ cause: causeOf(group, each, places, byName, input), standing: group });
    }
    ask.push(...requestsOf(each.cluster, each.result, input));
  }
  const causes = found
    .toSorted((a, b) => byStanding(a.standing, b.standing))
    .slice(0, MOST_CAUSES)
    .map(({ cause }, place): Cause => ({ rank: place + 1, ...cause }));
  return { result, understood, causes, hints: read.hints, ask };
}

function causeOf(
  ranking: RankedGroup,
  { cluster, result }: DiagnosedCluster,
  places: NodePlaces,
  rules: ReadonlyMap<string, Rule<Cluster>>,
  input: RankingInput,
): Omit<Cause, 'rank'> {
  const { group, lead } = ranking;
  const { roots, consequences } = group;
  const rule = rules.get(ruleOf(lead));
  const same = (of: (finding: Finding) => string | null) =>
    roots.every((each) => of(each) === of(lead)) ? of(lead) : null;
  return {
    rule: lead.rule,
    consequences: [...new Set(consequences.map((each) => each.rule))].filter((each) => each !== lead.rule),
    cluster: result.name,
    node: same(({ node }) => node),
    site: same(({ site }) => site),
    agent: same(({ agent }) => agent),
    phase: rule?.phases[0] ?? 'operation',
    severity: lead.severity,
    grade: lead.evidence,
    reference: lead.reference,
    sentence: sentenceOf(lead, roots.length - 1),
    because: becauseOf(ranking, rule?.why ?? null),
    evidence: evidenceOf(lead, group),
    confirm: confirmOf(lead, cluster, places, rule?.needs ?? [], input.takeOver.nodes),
    fix: fixOf([lead, ...roots.filter((each) => each !== lead)], cluster),
  };
}

function sentenceOf({ message }: Finding, more: number): Localized {
  if (more === 0) return message;
  return { en: `${message.en} (and ${more} more like it)`, ja: `${message.ja}（ほか同様の指摘 ${more} 件）` };
}

/** What is no break by itself is not sold as one. */
const DOUBT: Localized = {
  en: 'It may keep a failover from working, but need not.',
  ja: 'フェイルオーバーに影響する可能性はありますが、必ず失敗するとは限りません。',
};

/** Why the rule matters, and what speaks for it here. */
function becauseOf({ match, onTakeOver, lead, strength }: RankedGroup, why: Localized | null): Localized {
  const words = match === null ? null : cut(match.words);
  const name = match?.symptom?.name ?? null;
  // What shows just as the symptom says needs no doubt beside it.
  const doubt = strength > 2 || (match?.fit === 3 && name !== null) ? null : DOUBT;
  const en = [
    why?.en ?? '',
    words === null
      ? ''
      : name === null
        ? `The symptom names it: "${words}".`
        : `This is how the symptom "${words}" (${name.en}) comes about.`,
    onTakeOver === true ? `It is on ${lead.node}, which had to take over.` : '',
    onTakeOver === false ? `But it is on ${lead.node}, which did not have to take over.` : '',
    doubt?.en ?? '',
  ];
  const ja = [
    why?.ja ?? '',
    words === null
      ? ''
      : name === null
        ? `症状「${words}」で言及されています。`
        : `症状「${words}」（${name.ja}）の原因になります。`,
    onTakeOver === true ? `切り替え先の ${lead.node} で見つかりました。` : '',
    onTakeOver === false ? `ただし切り替え先ではない ${lead.node} で見つかりました。` : '',
    doubt?.ja ?? '',
  ];
  const joined = (parts: readonly string[], between: string) =>
    parts.filter((part) => part !== '').join(between);
  return { en: joined(en, ' '), ja: joined(ja, '') };
}

const cut = (words: string) => (words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)}…` : words);

/** The root's own places, those that belong to it, then what follows from it; each place once. */
function evidenceOf(lead: Finding, { roots, consequences }: RankedGroup['group']): readonly EvidencePlace[] {
  const others = roots.filter((each) => each !== lead);
  const all: EvidencePlace[] = [
    { message: lead.message, location: lead.location },
    ...lead.related,
    ...others.map(({ message, location }) => ({ message, location })),
    ...consequences.map(({ message, location }) => ({ message, location })),
  ];
  const seen = new Set<string>();
  return all
    .filter((each) => {
      const key = `${placeKey(each.location)} ${each.location === null ? each.message.en : ''}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST_PLACES);
}

const placeKey = (location: FramedLocation | null) =>
  location === null ? '' : `${location.file}:${location.line}:${location.column}-${location.endColumn}`;

function understoodOf({ found, text }: ReadSymptom, symptom: string | null): Localized[] {
  if (symptom === null || text.clauses.length === 0) return [];
  if (found.length === 0) {
    return [
      {
        en: 'the symptom says nothing that is known; it did not change the order',
        ja: '症状から既知の事象を読み取れなかったため、順位には反映していません',
      },
    ];
  }
  return found.map(({ symptom: { name }, words }) => ({
    en: `the symptom "${cut(words)}" reads as: ${name.en}`,
    ja: `症状「${cut(words)}」を次のように解釈しました: ${name.ja}`,
  }));
}
