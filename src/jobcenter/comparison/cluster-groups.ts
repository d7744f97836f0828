import type { SubjectNames } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import type { Sourced } from '../../text/source-file.js';
import { addressKey } from '../address.js';
import type { Agent, Cluster, ClusterNode, Site } from '../model.js';
import { nameKey } from '../names.js';
import { isAbsolute } from '../platform.js';
import { pathMeaning, urlMeaning } from './meaning.js';
import { same, standing, type Trait, type TraitGroup, trait } from './trait.js';

/**
 * What a cluster consists of and what its sites and agents are set to: the manifest's words, or what stands for them.
 * @param as a node's name in the first state
 * @param asSite a site's name in the first state
 */
export function clusterGroups(
  cluster: Cluster,
  as: (node: string) => string,
  asSite: (site: Site) => string,
): TraitGroup[] {
  return [
    ...cluster.nodes.map((node) => nodeGroup(node, as(node.name.value))),
    ...cluster.sites.map((site) => siteGroup(site, cluster, as, asSite(site))),
    ...cluster.agents.flatMap((agent) => agent.nodes.map((node) => agentGroup(agent, node, cluster, as))),
    wholeGroup(cluster),
    ...(cluster.manifest === null ? [] : [manifestGroup(cluster)]),
  ];
}

function declared(
  kind: string,
  name: string,
  where: Localized,
  names: Partial<SubjectNames>,
  traits: readonly (Trait | null)[],
): TraitGroup {
  return {
    key: JSON.stringify([kind, name]),
    name,
    ...standing(where, null),
    names: { node: null, site: null, agent: null, ...names },
    alone: 'declared',
    // What one state leaves open, the other may well have had in the same way.
    complete: false,
    file: null,
    changed: null,
    traits: traits.filter((each) => each !== null),
  };
}

function nodeGroup(node: ClusterNode, name: string): TraitGroup {
  const written = node.name.value;
  return declared('node', name, { en: `the node ${name}`, ja: `ノード ${name}` }, { node: name }, [
    trait('name', written, node.name.at, {
      what: { en: 'host name', ja: 'ホスト名' },
      meaning: nameKey(written),
    }),
    trait('data', node.hasData ? { en: 'there', ja: 'あり' } : { en: 'none', ja: 'なし' }, node.name.at, {
      what: { en: 'data of the node', ja: 'ノードのデータ' },
      // What is not there cannot be compared, and that is said of the node; whether it matters a rule knows.
      meaning: '',
    }),
    valued(node.machineId, 'machineId', { en: 'machine ID', ja: 'マシンID' }),
    node.declaredAddresses === null
      ? null
      : listed(node.declaredAddresses, 'addresses', { en: 'addresses', ja: 'アドレス' }, addressKey),
  ]);
}

function siteGroup(
  site: Site,
  { platform, manifest }: Cluster,
  as: (node: string) => string,
  known: string,
): TraitGroup {
  const name = site.name.value;
  return declared(
    'site',
    site.named ? nameKey(known) : site.database.value,
    { en: `the site ${name}`, ja: `サイト ${name}` },
    { site: name },
    [
      trait('name', name, site.name.at, {
        what: { en: 'site name', ja: 'サイト名' },
        meaning: nameKey(name),
      }),
      valued(site.machineId, 'machineId', { en: 'machine ID', ja: 'マシンID' }),
      trait('database', site.database.value, site.database.at, {
        what: { en: 'database path', ja: 'データベースパス' },
        meaning: `${isAbsolute(platform, site.database.value)} ${pathMeaning(platform, site.database.value)}`,
      }),
      site.vip === null
        ? null
        : trait('vip', site.vip.value, site.vip.at, {
            what: same('VIP'),
            meaning: addressKey(site.vip.value),
          }),
      // Without a manifest these are just the nodes that were given.
      manifest === null
        ? null
        : listed(
            site.nodes.map((node) => ({ value: as(node.name.value), at: node.name.at })),
            'nodes',
            { en: 'nodes', ja: 'ノード' },
          ),
    ],
  );
}

function agentGroup(
  agent: Agent,
  node: ClusterNode,
  { platform }: Cluster,
  as: (node: string) => string,
): TraitGroup {
  const on = agent.on(node);
  const name = agent.name.value;
  const at = as(node.name.value);
  const path = (value: string) => pathMeaning(platform, value);
  return declared(
    'agent',
    `${name} ${at}`,
    { en: `the agent ${name} on ${at}`, ja: `${at} のエージェント ${name}` },
    { agent: name, node: at },
    [
      valued(on.name, 'name', { en: 'agent name', ja: 'エージェント名' }),
      valued(on.instance, 'instance', { en: 'instance name', ja: 'インスタンス名' }),
      valued(on.instanceId, 'instanceId', { en: 'instance ID', ja: 'インスタンスID' }, (id) =>
        id.toLowerCase(),
      ),
      valued(on.endpoint, 'endpoint', { en: 'endpoint', ja: 'エンドポイント' }, urlMeaning),
      valued(on.spool, 'spool', { en: 'spool directory', ja: 'スプールディレクトリ' }, path),
      valued(on.privateKey, 'privateKey', { en: 'private key', ja: '秘密鍵' }, path),
      agent.users === null ? null : listed(agent.users, 'users', { en: 'job users', ja: 'ジョブ実行ユーザ' }),
    ],
  );
}

/** What only a manifest can tell: where two states have one, what one of them leaves out is not set. */
const manifestGroup = ({ network, manifest }: Cluster): TraitGroup => ({
  ...declared('manifest', '', { en: 'the manifest', ja: 'マニフェスト' }, {}, [
    valued(network, 'network', { en: 'network', ja: 'ネットワーク' }),
  ]),
  alone: 'untold',
  complete: true,
  file: manifest,
});

const wholeGroup = (cluster: Cluster): TraitGroup =>
  declared('cluster', '', { en: 'the cluster', ja: 'クラスタ' }, {}, [
    trait('platform', cluster.platform, null, { what: { en: 'platform', ja: 'プラットフォーム' } }),
    valued(cluster.clusterSoftware, 'clusterSoftware', {
      en: 'cluster software',
      ja: 'クラスタソフトウェア',
    }),
    cluster.manifest === null
      ? null
      : listed(cluster.sharedDisks, 'sharedDisks', { en: 'shared disks', ja: '共有ディスク' }),
  ]);

const valued = (
  value: Sourced<string | number> | null,
  key: string,
  what: Localized,
  meaning: (text: string) => string = (text) => text,
): Trait | null =>
  value === null
    ? null
    : trait(key, String(value.value), value.at, { what, meaning: meaning(String(value.value)) });

/** Several values whose order means nothing. */
const listed = (
  values: readonly Sourced<string>[],
  key: string,
  what: Localized,
  meaning: (text: string) => string = (text) => text,
): Trait =>
  trait(key, values.map(({ value }) => value).join(', '), values[0]?.at ?? null, {
    what,
    others: values.slice(1).map(({ at }) => at),
    meaning: values
      .map(({ value }) => meaning(value))
      .sort()
      .join(','),
  });
