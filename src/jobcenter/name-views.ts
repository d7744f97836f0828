import { type Disagreement, same } from '../engine/relations.js';
import type { Related } from '../engine/rule.js';
import type { Localized } from '../message/language.js';
import type { Origin, Sourced } from '../text/source-file.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { deciding, forwardAnswers, type NameAnswer, nameKey, reverseAnswers } from './names.js';
import { listed, whoHasWhat } from './rule.js';
import { addressesIn, isVip, nameUsersOf, sourceWords } from './site-names.js';

/** What one source of a node says of a site, in the terms in which answers are compared. */
export interface SourceView {
  readonly source: NameAnswer['source'];
  /** Addresses of the VIP's family; or the site's name where a record holds it, else the names. */
  readonly answers: readonly Sourced<string>[];
  readonly at: Origin;
  /** Set where the source is a name server: `192.168.1.53:53`. */
  readonly server: string | null;
  /** All that it says. */
  readonly said: NameAnswer;
}

/** What a node finds for a site's name, or for its VIP. */
export interface NameView {
  readonly node: ClusterNode;
  /** Null where nothing of the node tells. */
  readonly decides: SourceView | null;
  readonly others: readonly SourceView[];
  /** Whether the deciding answer has what it must have; null where the VIP is not known. */
  readonly right: boolean | null;
}

/** What every node finds under a site's name that has to find it. */
export const forwardViews = (cluster: Cluster, site: Site): NameView[] =>
  nameUsersOf(cluster, site).map(({ node }) => forwardView(site, node));

/** What a node finds under a site's name. */
export function forwardView({ vip, name }: Site, node: ClusterNode): NameView {
  const family = vip?.address?.family;
  const compared = (answer: NameAnswer) =>
    addressesIn(answer)
      .filter(({ address }) => family === undefined || address.family === family)
      .map(({ address, at }) => ({ value: address.text, at }));
  return viewOf(node, forwardAnswers(node, name.value), compared, (answers) =>
    vip === null ? null : answers.some(({ value }) => isVip(value, vip)),
  );
}

/** What the site's nodes find under its VIP; none where that is not known. */
export const reverseViews = (site: Site): NameView[] =>
  site.nodes.flatMap((node) => reverseView(site, node) ?? []);

/** What a node finds under a site's VIP; null where that is not known. */
export function reverseView({ vip, name }: Site, node: ClusterNode): NameView | null {
  if (vip === null || vip.address === null) return null;
  const isName = ({ value }: Sourced<string>) => nameKey(value) === nameKey(name.value);
  const compared = ({ answers }: NameAnswer) => {
    const own = answers.find(isName);
    return own === undefined ? answers : [own];
  };
  return viewOf(node, reverseAnswers(node, vip.value), compared, (answers) => answers.some(isName));
}

function viewOf(
  node: ClusterNode,
  answers: readonly NameAnswer[],
  compared: (answer: NameAnswer) => readonly Sourced<string>[],
  isRight: (answers: readonly Sourced<string>[]) => boolean | null,
): NameView {
  const first = node.hasData ? deciding(answers) : null;
  const sourceView = (answer: NameAnswer): SourceView => {
    const own = compared(answer);
    const server = answer.dns?.server ?? null;
    return { source: answer.source, answers: own, at: own[0]?.at ?? answer.at, server, said: answer };
  };
  const decides = first === null ? null : sourceView(first);
  return {
    node,
    decides,
    others: node.hasData ? answers.filter((answer) => answer !== first).map(sourceView) : [],
    right: decides === null ? null : isRight(decides.answers),
  };
}

/** Where nodes disagree, in the terms of a finding. */
export interface ViewDifference {
  readonly at: Origin;
  /** The odd one out; null on a tie, and where it is the only one that is right. */
  readonly node: string | null;
  readonly related: readonly Related[];
  readonly text: Localized;
}

/** Compares what nodes find; those of which nothing is known are left out. @returns null when they agree. */
export function viewDifference(views: readonly NameView[]): ViewDifference | null {
  const known = views.flatMap(({ decides, ...view }) => (decides === null ? [] : [{ ...view, decides }]));
  const difference = same(known, ({ decides }) => keyOf(decides));
  return difference === null ? null : shownDifference(difference);
}

type Known = NameView & { readonly decides: SourceView };

function shownDifference({ common, odd, groups }: Disagreement<Known, string>): ViewDifference | null {
  const odds = odd.flatMap(({ holders }) => holders);
  // Where most are wrong, the few that are right are not to blame.
  const all = groups.flatMap(({ holders }) => holders);
  const isWrong = ({ right }: Known) => right === false;
  const culprit = odds.find(isWrong) ?? all.find(isWrong) ?? odds.at(-1);
  if (culprit === undefined) return null;
  const views = all.filter((view) => view !== culprit);
  const places = [
    ...culprit.others.map((source) => ({ source, node: culprit.node })),
    ...views.flatMap((view) => [view.decides, ...view.others].map((source) => ({ source, node: view.node }))),
  ];
  return {
    at: culprit.decides.at,
    node: common !== null && odds.length === 1 && odds[0] === culprit ? culprit.node.name.value : null,
    related: places.map(({ source, node }) => seenBy(node, source)),
    text: whoHasWhat(
      groups.map(({ value, holders }) => ({
        value: value === '' ? '-' : listed(holders[0] === undefined ? [] : answersOf(holders[0].decides)),
        holders: holders.map(({ node }) => node.name.value),
      })),
    ),
  };
}

/** What a source of a node says, in one line: who sees what. */
export function seenBy(node: ClusterNode, source: SourceView): Related {
  const words = sourceWords[source.source];
  const of = (language: 'en' | 'ja') =>
    source.server === null ? words[language] : `${words[language]} ${source.server}`;
  const answers = listed(answersOf(source));
  return {
    at: source.at,
    message: {
      en: `${answers.en || 'no answer'} on ${node.name.value} (${of('en')})`,
      ja: `${node.name.value}（${of('ja')}）では${answers.ja === '' ? '応答なし' : ` ${answers.ja}`}`,
    },
  };
}

/** What the sources of a node say beside the one that decides. */
export const seenElsewhere = (view: NameView | null): Related[] =>
  view === null ? [] : view.others.map((source) => seenBy(view.node, source));

const answersOf = ({ answers }: SourceView): string[] =>
  [...new Set(answers.map(({ value }) => nameKey(value)))].sort();

const keyOf = (source: SourceView): string => answersOf(source).join(' ');
