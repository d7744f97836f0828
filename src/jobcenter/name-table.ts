import type { Origin } from '../text/source-file.js';
import { isLoopback } from './address.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { forwardView, type NameView, reverseView, type SourceView } from './name-views.js';
import {
  type NameAnswer,
  type NameSource,
  nameKey,
  type PassedOver,
  type Silence,
  silentSources,
} from './names.js';
import type { Platform } from './platform.js';
import {
  addressesIn,
  belongsToSharer,
  holdsName,
  isFormOf,
  isShortForm,
  isVip,
  nameUsersOf,
} from './site-names.js';

/** Why a source's answer is judged as it is; `value` is the name or address that it is about. */
export type SightReason = { readonly value: string | null } & (
  | {
      readonly code:
        | 'other-address'
        | 'more-addresses'
        | 'loopback'
        | 'other-name'
        | 'short-name'
        | 'more-names'
        /** The name is another one's alias. */
        | 'alias'
        /** The answer was found through CNAMEs, these; of a reverse look-up that is right (RFC 2317). */
        | 'cname'
        | 'dangling-cname'
        | 'cname-loop'
        | 'no-name'
        | 'no-type'
        /** It was looked up, and nothing came back. */
        | 'no-answer'
        | 'vip-unknown';
    }
  | { readonly code: Silence | PassedOver }
);

/**
 * `odd`: what it has to be, and more or in another form; `missing`: asked, and there is nothing; `silent`: a file that
 * says nothing of it, which is no fault where another source does.
 */
export type SightStatus = 'right' | 'odd' | 'wrong' | 'missing' | 'cannot-tell' | 'silent';

/** What one source of a node says. */
export interface Sight {
  readonly source: NameSource;
  /** Set where the source is a name server. */
  readonly server: string | null;
  /** Whether it is this answer that the node goes by. */
  readonly decides: boolean;
  readonly status: SightStatus;
  readonly reasons: readonly SightReason[];
  readonly answers: readonly string[];
  /** Of a file; null for name servers and where there is no answer. */
  readonly at: Origin | null;
}

/** What a node finds. */
export interface NodeSight {
  readonly node: string;
  /** The agent for which it looks, where the node is not the site's own. */
  readonly agent: string | null;
  /** That of the source that decides; `cannot-tell` where none does. */
  readonly status: SightStatus;
  /** In the order in which they count; empty where there is no data of the node. */
  readonly sources: readonly Sight[];
}

/** A site's name that has to give its VIP, or the VIP that has to give the name. */
export interface NameQuestion {
  readonly direction: 'forward' | 'reverse';
  /** What is looked up; null for the VIP of a site whose VIP is not known. */
  readonly query: string | null;
  /** What has to come back. */
  readonly wanted: string | null;
  readonly nodes: readonly NodeSight[];
}

/** Who sees what of a site. */
export interface SiteSights {
  readonly site: string;
  readonly vip: string | null;
  readonly questions: readonly NameQuestion[];
}

/** Node by node and source by source: what is found under the names and VIPs of a cluster's sites. */
export const nameTable = (cluster: Cluster): SiteSights[] =>
  cluster.sites.map((site) => {
    const name = site.named ? site.name.value : null;
    const vip = site.vip?.value ?? null;
    const users = nameUsersOf(cluster, site);
    const forward = users.map(({ node, agent }) => ({
      node,
      agent: agent?.name.value ?? null,
      view: forwardView(site, node),
    }));
    const reverse = site.nodes.flatMap((node) => {
      const view = reverseView(site, node);
      return view === null ? [] : [{ node, agent: null, view }];
    });
    return {
      site: site.name.value,
      vip,
      questions: [
        {
          direction: 'forward' as const,
          query: name,
          wanted: vip,
          nodes:
            name === null
              ? []
              : forward.map((each) =>
                  nodeSight(each, name, (said) => forwardJudgement(said, site, cluster.platform)),
                ),
        },
        {
          direction: 'reverse' as const,
          query: vip,
          wanted: name,
          nodes:
            vip === null
              ? []
              : reverse.map((each) => nodeSight(each, vip, (said) => reverseJudgement(said, site, cluster))),
        },
      ],
    };
  });

interface Judgement {
  readonly status: SightStatus;
  readonly reasons: readonly SightReason[];
}

function nodeSight(
  {
    node,
    agent,
    view,
  }: { readonly node: ClusterNode; readonly agent: string | null; readonly view: NameView },
  query: string,
  judge: (said: NameAnswer) => Judgement,
): NodeSight {
  const { decides } = view;
  const speaking = [...(decides === null ? [] : [decides]), ...view.others];
  const said = speaking.map((source) => spoken(source, source === decides, judge));
  const silent = !node.hasData
    ? []
    : silentSources(
        node,
        query,
        speaking.map((source) => source.said),
      ).map(unspoken);
  return {
    node: node.name.value,
    agent,
    status: said.find(({ decides: own }) => own)?.status ?? 'cannot-tell',
    sources: inOrder(node, [...said, ...silent]),
  };
}

const spoken = (
  { source, server, said }: SourceView,
  decides: boolean,
  judge: (said: NameAnswer) => Judgement,
): Sight => {
  const { status, reasons } = judge(said);
  const passed = said.passedOver === undefined ? [] : [{ code: said.passedOver, value: null }];
  return {
    source,
    server,
    decides,
    status,
    reasons: [...reasons, ...passed],
    answers: said.answers.map(({ value }) => value),
    at: server === null ? said.at : null,
  };
};

const unspoken = ({ source, server, why }: ReturnType<typeof silentSources>[number]): Sight => ({
  source,
  server,
  decides: false,
  status: server === null ? 'silent' : 'cannot-tell',
  reasons: [{ code: why, value: null }],
  answers: [],
  at: null,
});

/** The order in which sources count, those that say nothing in their place among the others; servers as they are asked. */
function inOrder(node: ClusterNode, sights: readonly Sight[]): readonly Sight[] {
  const kinds: readonly NameSource[] =
    node.dns.order.dns === 'before' || node.dns.order.dns === 'instead'
      ? ['lookup', 'resolv.def', 'dns', 'hosts']
      : ['lookup', 'resolv.def', 'hosts', 'dns'];
  return kinds.flatMap((kind) => sights.filter(({ source }) => source === kind));
}

/** An address of a name, of the VIP's family: the VIP and no other, under a name that is no alias. */
function forwardJudgement(said: NameAnswer, { vip, name }: Site, platform: Platform): Judgement {
  const addresses = addressesIn(said);
  if (addresses.length === 0) return absence(said);
  const alias = aliasJudgement(said.lines[0]?.names[0]?.value, name.value, platform);
  if (vip === null || vip.address === null)
    return { status: 'cannot-tell', reasons: [{ code: 'vip-unknown', value: null }, ...alias.reasons] };
  const others = addresses.filter(
    (each) => each.address.family === vip.address?.family && !isVip(each.value, vip),
  );
  const hasVip = addresses.some((each) => isVip(each.value, vip));
  const loop = addresses.find(({ address }) => isLoopback(address));
  const shown = (hasVip ? others : addresses).map(({ value }) => value).join(', ');
  const wrong = (code: 'loopback' | 'other-address', value: string): Judgement => ({
    status: 'wrong',
    reasons: [{ code, value }],
  });
  const address: Judgement = loop
    ? wrong('loopback', hasVip ? loop.value : shown)
    : !hasVip
      ? wrong('other-address', shown)
      : others.length > 0
        ? { status: 'odd', reasons: [{ code: 'more-addresses', value: shown }] }
        : right;
  return worse(worse(address, alias), chainOf(said, 2));
}

/** The name of a VIP: the site's, first in its record, and no record of another name. */
function reverseJudgement(said: NameAnswer, site: Site, cluster: Cluster): Judgement {
  const { vip, name } = site;
  if (said.answers.length === 0) return absence(said);
  const found = said.answers.map(({ value }) => value).join(', ');
  const line = said.lines.find((each) => holdsName(each, site));
  if (line === undefined) {
    const isShort =
      name.value.includes('.') && said.lines.every(({ names }) => isShortForm(names, name.value));
    return { status: 'wrong', reasons: [{ code: isShort ? 'short-name' : 'other-name', value: found }] };
  }
  const others = said.lines.filter(
    (each) => each !== line && vip !== null && !belongsToSharer(cluster, each, site, vip),
  );
  const more = others.map(({ names }) => names.map(({ value }) => value).join(' ')).join(', ');
  const records: Judgement =
    others.length === 0 ? right : { status: 'odd', reasons: [{ code: 'more-names', value: more }] };
  const alias = aliasJudgement(line.names[0]?.value, name.value, cluster.platform);
  return worse(worse(records, alias), chainOf(said, 1));
}

/** @param first the canonical name of an answer, where it has one */
function aliasJudgement(first: string | undefined, name: string, platform: Platform): Judgement {
  if (first === undefined || nameKey(first) === nameKey(name)) return right;
  const isMild = platform === 'windows' || isFormOf(first, name);
  return { status: isMild ? 'odd' : 'wrong', reasons: [{ code: 'alias', value: first }] };
}

/** @param shortest CNAMEs from which on it is told that there are any */
function chainOf({ dns }: NameAnswer, shortest: number): Judgement {
  const aliases = dns?.answer.aliases ?? [];
  if (aliases.length < shortest) return right;
  return { status: 'right', reasons: [{ code: 'cname', value: aliases.join(' → ') }] };
}

function absence({ dns }: NameAnswer): Judgement {
  const missing = (
    code: 'no-answer' | 'cname-loop' | 'dangling-cname' | 'no-name' | 'no-type',
    value: string | null,
  ) => ({ status: 'missing', reasons: [{ code, value }] }) as const;
  if (dns === undefined) return missing('no-answer', null);
  const { state, aliases } = dns.answer;
  const target = aliases.at(-1);
  if (target !== undefined) return missing(state === 'loop' ? 'cname-loop' : 'dangling-cname', target);
  return missing(state === 'no-name' ? 'no-name' : 'no-type', null);
}

const right: Judgement = { status: 'right', reasons: [] };
const GRAVITY: readonly SightStatus[] = ['right', 'odd', 'wrong'];

const worse = (a: Judgement, b: Judgement): Judgement => ({
  status: GRAVITY.indexOf(a.status) >= GRAVITY.indexOf(b.status) ? a.status : b.status,
  reasons: [...a.reasons, ...b.reasons],
});
