import type { Request } from '../../engine/diagnosis.js';
import type { ClusterResult, NotChecked } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import { listed } from '../../message/listed.js';
import { commandOf, factCommand, isFact } from '../commands.js';
import type { Cluster, ClusterNode } from '../model.js';
import { isWithin } from '../platform.js';
import { DISK_NEED, SYNTAX_NEED, TOGETHER_NEED } from '../unseen-disk.js';
import { windowsLine, windowsSnapshot } from '../windows-commands.js';
import { ruleOf } from './consequences.js';
import { type RankingInput, worthOf } from './ranking.js';

/** A customer answers five questions, not forty. */
const MOST = 6;
const NAMED_RULES = 3;

/** One thing on one node that is missing, with the rules that wait for it. */
interface Lack {
  readonly node: string | null;
  readonly need: string;
  readonly rules: Set<string>;
}

/** What to ask the customer for: the most telling first, judged by what the open rules could explain. */
export function requestsOf(cluster: Cluster, result: ClusterResult, input: RankingInput): readonly Request[] {
  const lacks = togetherWhereMany(lacksOf(result.notChecked), cluster);
  const worth = (lack: Lack) => {
    const open = [...lack.rules].map((rule) => worthOf(rule, input));
    const here = input.takeOver.nodes.has(lack.node ?? '') ? 1.5 : 1;
    return here * open.reduce((sum, each) => sum + each, 0);
  };
  const requests = lacks
    .map((lack) => ({ lack, worth: worth(lack) }))
    .filter((each) => each.worth > 0)
    .toSorted((a, b) => b.worth - a.worth)
    .flatMap(({ lack }) => requestFor(lack, cluster) ?? []);
  const all = [...otherNode(cluster), ...cluster.nodes.flatMap(strangerOf(cluster)), ...requests];
  // What a whole snapshot holds is not asked for once more.
  const whole = new Set(all.flatMap(({ node, saveAs }) => (saveAs === `${node}.tar.gz` ? [node] : [])));
  const seen = new Set<string>();
  // What some node is asked for in particular is not asked for of all.
  const ofNodes = new Set(all.flatMap(({ node, saveAs }) => (node === null ? [] : saveAs)));
  return all
    .filter(({ node, saveAs }) => node !== null || !ofNodes.has(saveAs))
    .filter(({ node, saveAs }) => !whole.has(node) || saveAs === `${node}.tar.gz`)
    .filter(({ node, saveAs }) => {
      const key = JSON.stringify([node, saveAs]);
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST);
}

function lacksOf(entries: readonly NotChecked[]): readonly Lack[] {
  const lacks = new Map<string, Lack>();
  for (const entry of entries) {
    for (const { node, need } of entry.cause.gaps) {
      const key = JSON.stringify([node, need]);
      const lack = lacks.get(key) ?? { node, need, rules: new Set() };
      lack.rules.add(ruleOf(entry));
      lacks.set(key, lack);
    }
  }
  return [...lacks.values()];
}

/** From so many facts on the collector is less work than the commands one by one. */
const MANY = 5;

function togetherWhereMany(lacks: readonly Lack[], { platform }: Cluster): readonly Lack[] {
  if (platform !== 'linux') return lacks;
  const counts = new Map<string | null, number>();
  for (const { node, need } of lacks) if (isFact(need)) counts.set(node, (counts.get(node) ?? 0) + 1);
  const joined = new Map<string, Lack>();
  const rest = lacks.filter((lack) => {
    const { node, need, rules } = lack;
    if (node === null || !isFact(need) || (counts.get(node) ?? 0) < MANY) return true;
    const known = joined.get(node) ?? { node, need: NODE_TREE, rules: new Set() };
    for (const rule of rules) known.rules.add(rule);
    joined.set(node, known);
    return false;
  });
  return [...joined.values(), ...rest.filter(({ node }) => node === null || !joined.has(node))];
}

/** What is missing of a node of which nothing is there. */
const NODE_TREE = 'node-tree';

function requestFor({ node, need, rules }: Lack, cluster: Cluster): Request | null {
  const why = whyOf(rules);
  if (need === NODE_TREE) return node === null ? null : snapshotOf(node, why, cluster);
  if (need === TOGETHER_NEED && node !== null) return snapshotOf(node, atOneTime(why), cluster);
  if (need.startsWith(DISK_NEED)) return someSnapshot(withDisk(need.slice(DISK_NEED.length), why), cluster);
  if (need.startsWith('manifest:') || need.startsWith(SYNTAX_NEED) || need === 'rule') return null;
  const on = cluster.nodes.find((each) => each.name.value === node) ?? null;
  if (isFact(need) || isMapOfNamedSite(need, cluster)) {
    const command = factCommand(need, cluster, on);
    if (command === null)
      return node === null || cluster.platform === 'windows' ? null : snapshotOf(node, why, cluster);
    return { node, command, saveAs: `.facts/${need}`, why };
  }
  const isPath = /^(?:\/|[A-Za-z]:\\)/.test(need);
  const print = cluster.platform === 'windows' ? windowsLine(['type'], need) : commandOf(['cat'], need);
  const command = isPath ? print : null;
  return command === null
    ? null
    : { node: node ?? keeperOf(need, cluster), command, saveAs: savedAs(need), why };
}

/** The node that has the disk of a shared file now; null where nobody knows. */
const keeperOf = (path: string, { platform, sites }: Cluster): string | null =>
  sites.find(({ database }) => isWithin(platform, path, database.value))?.activeNodes[0]?.name.value ?? null;

/** A site of which only the VIP is known cannot be asked for by name. */
const isMapOfNamedSite = (need: string, { sites }: Cluster): boolean =>
  sites.some((site) => site.named && need === `nmapmgr.${site.name.value}`);

/** A file's place in the node's tree. */
const savedAs = (path: string) => path.replaceAll('\\', '/').replace(':', '').replace(/^\/+/, '');

/** Everything of a node at once: what the collector takes. */
function snapshotOf(node: string, why: Localized, cluster: Cluster): Request {
  if (cluster.platform === 'windows') {
    const known = cluster.nodes.find(({ name }) => name.value === node) ?? null;
    const lines = windowsSnapshot(known, node, cluster) ?? windowsSnapshot(known, 'node', cluster) ?? '';
    return { node, command: lines, saveAs: `${node}.tar.gz`, why };
  }
  const host = commandOf([], node);
  const file = commandOf([], `${node}.tar.gz`);
  const command =
    host === null || file === null
      ? 'cjclint collector > collector.sh'
      : `cjclint collector > collector.sh && ssh ${host} sh -s < collector.sh > ${file}`;
  return { node, command, saveAs: `${node}.tar.gz`, why };
}

/** The snapshot of a node whose name nobody knows. */
const someSnapshot = (why: Localized, cluster: Cluster): Request => ({
  node: null,
  command:
    (cluster.platform === 'windows' ? windowsSnapshot(null, 'node', cluster) : null) ??
    'cjclint collector > collector.sh && ssh <node> sh -s < collector.sh > <node>.tar.gz',
  saveAs: '<node>.tar.gz',
  why,
});

const withDisk = (folder: string, { en, ja }: Localized): Localized => ({
  en: `from a node while it has the disk of ${folder} mounted: no node that was given had it; ${en}`,
  ja: `${folder} のディスクをマウントしているノードで採取（どのノードの採取時にもマウントされていません）。${ja}`,
});

const atOneTime = ({ en, ja }: Localized): Localized => ({
  en: `within five minutes of the other nodes' snapshots; ${en}`,
  ja: `ほかのノードと 5 分以内に続けて採取。${ja}`,
});

/** A failover takes two nodes; of one alone half of the causes cannot be seen. */
function otherNode(cluster: Cluster): readonly Request[] {
  const { nodes } = cluster;
  const [only] = nodes;
  if (nodes.length !== 1 || only === undefined) return [];
  const name = only.name.value;
  return [
    someSnapshot(
      {
        en: `only ${name} was given; what differs between the nodes shows with the other node's snapshot alone`,
        ja: `${name} のデータしかありません。ノード間の違いは他ノードのスナップショットがないと確認できません`,
      },
      cluster,
    ),
  ];
}

/** A node of which so little was given that nothing shows what it is for: half a copy tells no more than none. */
const strangerOf =
  (cluster: Cluster) =>
  ({ name, hasData, facts }: ClusterNode): readonly Request[] => {
    const isKnown = [...cluster.sites, ...cluster.agents].some(({ nodes }) =>
      nodes.some((each) => each.name === name),
    );
    const telling = [facts.cjcls, facts['jcagctrl-list'], facts.ps, facts.mounts];
    if (isKnown || !hasData || telling.some(({ state }) => state === 'known')) return [];
    const node = name.value;
    return [
      snapshotOf(
        node,
        {
          en: 'what was given shows neither a site nor an agent: it is a part of a snapshot only',
          ja: '採取内容が一部だけで、サイトもエージェントも確認できません',
        },
        cluster,
      ),
    ];
  };

function whyOf(rules: ReadonlySet<string>): Localized {
  const names = listed([...rules].slice(0, NAMED_RULES));
  const more = rules.size - NAMED_RULES;
  return {
    en: `settles ${names.en}${more > 0 ? ` and ${more} more` : ''}`,
    ja: `${names.ja} ${more > 0 ? `ほか ${more} 件` : ''}の確認に必要`,
  };
}
