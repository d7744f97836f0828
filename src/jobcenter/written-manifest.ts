import type { Language } from '../message/language.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { mountOf } from './sight.js';

/** Where a node's files are, for the manifest. */
export interface NodeFiles {
  /** Relative to the manifest's folder; null where the files lie outside of it, or at their default place. */
  readonly files: string | null;
  /** Relative to the manifest's folder, where it lies outside, for a note; null where nothing is to be said. */
  readonly outside: string | null;
}

/**
 * A manifest that says of a cluster what its snapshots tell; what they do not tell is marked with comments.
 * @param filesOf by node name
 */
export function writtenManifest(
  cluster: Cluster,
  filesOf: ReadonlyMap<string, NodeFiles>,
  language: Language,
): string {
  const words = wordings[language];
  const disks = disksOf(cluster);
  const lines = [
    `# ${words.head}`,
    '',
    `platform: ${cluster.platform}`,
    ...(cluster.platform === 'windows' ? [unknown('installDir', words.installDir)] : []),
    unknown('clusterSoftware', words.clusterSoftware),
    unknown('network', words.network),
    '',
    'nodes:',
    ...cluster.nodes.flatMap((node) => nodeLines(node, filesOf.get(node.name.value), words)),
    '',
    disks.length > 0
      ? `sharedDisks: [${disks.map(scalar).join(', ')}]`
      : unknown('sharedDisks', words.sharedDisks),
    '',
    ...(cluster.sites.length > 0
      ? ['sites:', ...cluster.sites.flatMap((site) => siteLines(site, words))]
      : [unknown('sites', words.sites)]),
    '',
    ...(cluster.agents.length > 0
      ? ['agents:', ...cluster.agents.flatMap((agent) => agentLines(agent, words))]
      : [unknown('agents', words.agents)]),
  ];
  return `${lines.join('\n')}\n`;
}

function nodeLines(node: ClusterNode, place: NodeFiles | undefined, words: Words): string[] {
  const { name, machineId, addresses } = node;
  return [
    `  - name: ${scalar(name.value)}`,
    machineId === null
      ? `    ${unknown('machineId', words.localMachineId)}`
      : `    machineId: ${machineId.value}`,
    addresses.length === 0
      ? `    ${unknown('addresses', words.addresses)}`
      : `    addresses: [${addresses.map((address) => scalar(address.value)).join(', ')}]`,
    ...(place?.files == null ? [] : [`    files: ${scalar(place.files)}`]),
    ...(place?.outside == null ? [] : [`    # files: ${JSON.stringify(place.outside)}   # ${words.outside}`]),
  ];
}

function siteLines({ name, named, machineId, database, vip }: Site, words: Words): string[] {
  return [
    `  - name: ${scalar(name.value)}${named ? '' : `   # ${words.siteName}`}`,
    machineId === null ? `    ${unknown('machineId', words.machineId)}` : `    machineId: ${machineId.value}`,
    `    database: ${scalar(database.value)}`,
    vip === null ? `    ${unknown('vip', words.vip)}` : `    vip: ${scalar(vip.value)}`,
  ];
}

function agentLines(agent: Agent, words: Words): string[] {
  const on = agent.nodes.map((node) => ({ node: node.name.value, id: agent.on(node).instanceId }));
  const ids = new Set(on.flatMap(({ id }) => (id === null ? [] : [id.value])));
  const [first] = agent.nodes;
  const all = first === undefined ? null : agent.on(first);
  const [id] = ids;
  return [
    `  - name: ${scalar(agent.name.value)}   # ${words.agentName}`,
    agent.site === null
      ? `    ${unknown('site', words.agentSite)}`
      : `    site: ${scalar(agent.site.name.value)}`,
    ...(all?.instance == null ? [] : [`    instance: ${scalar(all.instance.value)}`]),
    ...(ids.size === 1 && id !== undefined
      ? [`    instanceId: ${scalar(id)}`]
      : ids.size === 0
        ? [`    ${unknown('instanceId', words.instanceId)}`]
        : []),
    `    ${unknown('endpoint', words.endpoint)}`,
    all?.spool == null ? `    ${unknown('spool', words.spool)}` : `    spool: ${scalar(all.spool.value)}`,
    `    ${unknown('privateKey', words.privateKey)}`,
    `    ${unknown('users', words.users)}`,
    `    nodes: [${agent.nodes.map((node) => scalar(node.name.value)).join(', ')}]`,
    ...(ids.size > 1
      ? [
          `    perNode:   # ${words.idsDiffer}`,
          ...on.flatMap(({ node, id: own }) =>
            own === null ? [] : [`      ${scalar(node)}: {instanceId: ${scalar(own.value)}}`],
          ),
        ]
      : []),
  ];
}

/** Where databases and spool directories are mounted on any node. */
function disksOf(cluster: Cluster): string[] {
  const folders = [
    ...cluster.sites.map((site) => site.database.value),
    ...cluster.agents.flatMap((agent) => agent.nodes.flatMap((node) => agent.on(node).spool?.value ?? [])),
  ];
  const points = folders.flatMap((folder) =>
    cluster.nodes.flatMap((node) => mountOf(node, cluster.platform, folder, [])?.mountPoint ?? []),
  );
  return [...new Set(points)];
}

const unknown = (key: string, what: string) => `# ${key}:   # ${what}`;

const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
/** Words that YAML 1.1 and 1.2 readers take for something else than text. */
const SPECIAL = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A text as a YAML scalar: plain where nothing can be misread, else in JSON's quotes, which are YAML's too. */
const scalar = (text: string): string =>
  (PLAIN.test(text) && !SPECIAL.test(text)) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)
    ? text
    : JSON.stringify(text);

type Words = (typeof wordings)[Language];

const wordings = {
  en: {
    head: 'Filled in from snapshots; lines that begin with # are what they do not tell.',
    installDir: 'unknown: the installation folder, such as C:\\JobCenter\\SV',
    clusterSoftware: 'unknown: clusterpro, wsfc or pacemaker',
    network: 'unknown: clusters of one network need different machine IDs',
    localMachineId: 'unknown: of the local site; nmapmgr tells it',
    addresses: "unknown: the node's own addresses",
    outside: 'outside of this folder: read with --allow-outside only; else copy it here as nodes/<name>',
    sharedDisks: 'unknown: mount points of the shared disks',
    sites: 'unknown: no snapshot tells of a cluster site',
    siteName: 'unknown: no name could be found; cjcls tells it',
    machineId: 'unknown: nmapmgr tells it',
    vip: 'unknown: the relocatable address',
    agents: 'unknown: no snapshot tells of an agent instance',
    agentName: 'this is the name of the instance; the agent may be called otherwise',
    agentSite: 'unknown: the site of its MG',
    instanceId: 'unknown: jcagctrl list tells it',
    endpoint: 'unknown: http://<site>:23151',
    spool: 'unknown: the spool directory',
    privateKey: 'unknown: path of the private key',
    users: 'unknown: [job users]',
    idsDiffer: 'the nodes have different IDs',
  },
  ja: {
    head: 'スナップショットから作成しました。# で始まる行はスナップショットからは分からない項目です。',
    installDir: '不明: インストールフォルダ（例: C:\\JobCenter\\SV）',
    clusterSoftware: '不明: clusterpro、wsfc、pacemaker のいずれか',
    network: '不明: 同じネットワークのクラスタ間でマシンIDの重複を検査する',
    localMachineId: '不明: ローカルサイトのマシンID（nmapmgr で確認）',
    addresses: '不明: ノード自身のアドレス',
    outside: 'このフォルダの外。--allow-outside を付けた場合のみ読み込む。または nodes/<ノード名> として置く',
    sharedDisks: '不明: 共有ディスクのマウントポイント',
    sites: '不明: クラスタサイトの情報がスナップショットにありません',
    siteName: '不明: 名前が得られません（cjcls で確認）',
    machineId: '不明: nmapmgr で確認',
    vip: '不明: リロケータブルIPアドレス',
    agents: '不明: エージェントのインスタンスの情報がスナップショットにありません',
    agentName: 'インスタンス名です。エージェント名は異なることがあります',
    agentSite: '不明: 所属する MG のサイト',
    instanceId: '不明: jcagctrl list で確認',
    endpoint: '不明: http://<サイト名>:23151',
    spool: '不明: スプールディレクトリ',
    privateKey: '不明: 秘密鍵のパス',
    users: '不明: [ジョブ実行ユーザ]',
    idsDiffer: 'ノードごとに ID が異なります',
  },
} as const;
