import type { Localized } from '../../message/language.js';
import type { Fact } from '../../source/fact.js';
import type { KeyValues } from '../../source/facts/types.js';
import { addressKey } from '../address.js';
import type { FactName } from '../facts/index.js';
import type { NetworkMapState } from '../facts/types.js';
import type { Cluster, ClusterNode } from '../model.js';
import { nameKey } from '../names.js';
import { LINK_FOLDER, type Platform } from '../platform.js';
import { hostMeaning, pathMeaning, urlMeaning } from './meaning.js';
import { processTraits, startTraits } from './processes.js';
import { joined } from './rows.js';
import { isoTime, TIMES } from './time.js';
import { same, standing, type Trait, type TraitGroup, trait } from './trait.js';

/** What the facts of every node say, one group a fact. @param as a node's name in the first state */
export function factGroups(cluster: Cluster, as: (node: string) => string): TraitGroup[] {
  return cluster.nodes
    .filter((node) => node.hasData)
    .flatMap((node) => {
      const files = [...cluster.confs, ...cluster.hostsFiles]
        .filter((each) => each.node === node)
        .map(({ file }) => file);
      const isRead = (path: string) => files.some((file) => file.path.endsWith(path));
      return factsOf(node, as(node.name.value), cluster.platform, isRead);
    });
}

/** File systems of the kernel and of sessions, which come and go. */
const VOLATILE =
  /^(?:proc|sysfs|tmpfs|devtmpfs|devpts|cgroup2?|securityfs|debugfs|tracefs|configfs|pstore|bpf|mqueue|hugetlbfs|fusectl|autofs|binfmt_misc|rpc_pipefs|nsfs|overlay|squashfs|efivarfs|ramfs|fuse\.\S+)$/;
/** Above, the system hands out ports to whoever asks (RFC 6056 and Linux' own range). */
const FIRST_EPHEMERAL_PORT = 32768;
/** As many digits of a sum as people compare. */
const SUM_DIGITS = 12;

function factsOf(
  node: ClusterNode,
  name: string,
  platform: Platform,
  isRead: (path: string) => boolean,
): TraitGroup[] {
  const { facts } = node;
  const groups: TraitGroup[] = [];
  const add = <T>(fact: FactName, of: Fact<T>, traits: (value: T) => Trait[], complete = true) => {
    if (of.state === 'known') groups.push(group(name, fact, of.file, traits(of.value), complete));
  };
  add('stat', facts.stat, (rows) =>
    rows
      // Links are told of with where they lead.
      .filter(({ path, kind }) => kind !== 'link' || !path.startsWith(`${LINK_FOLDER}/`))
      .map(({ path, mode, user, group: owners, kind, at }) =>
        trait(pathMeaning(platform, path), `${mode.toString(8)} ${user} ${owners}`, at, {
          what: { en: `mode and owner of ${path}`, ja: `${path} のモードと所有者` },
          meaning: `${mode} ${user} ${owners} ${kind}`,
        }),
      ),
  );
  add('umask', facts.umask, ({ value, at }) => [trait('umask', value.toString(8).padStart(4, '0'), at)]);
  add('ip-addr', facts['ip-addr'], (rows) =>
    rows.map((row) =>
      trait(addressKey(row.address), `${row.address} (${row.interface})`, row.at, {
        what: { en: `the address ${row.address}`, ja: `アドレス ${row.address}` },
        meaning: `${row.interface} ${row.prefixLength}`,
      }),
    ),
  );
  add('mounts', facts.mounts, (rows) =>
    rows
      .filter(({ type }) => !VOLATILE.test(type))
      .map(({ mountPoint, device, type, options, at }) =>
        trait(
          pathMeaning(platform, mountPoint),
          `${device} ${type} ${options.includes('ro') ? 'ro' : 'rw'}`,
          at,
          {
            what: { en: `the mount ${mountPoint}`, ja: `マウント ${mountPoint}` },
          },
        ),
      ),
  );
  add('ps', facts.ps, (rows) => processTraits(rows, platform));
  add('ps-start', facts['ps-start'], (rows) => startTraits(rows, platform), false);
  add(
    'changed',
    facts.changed,
    (rows) =>
      rows.map(({ path, seconds, at }) =>
        trait(pathMeaning(platform, path), isoTime(seconds) ?? '?', at, {
          what: { en: `when ${path} was changed`, ja: `${path} の更新時刻` },
          meaning: TIMES,
        }),
      ),
    false,
  );
  add('holders', facts.holders, (rows) =>
    joined(
      rows.map(({ disk, command, at }) => ({ key: disk, text: command, at })),
      (disk) => ({ en: `what holds ${disk}`, ja: `${disk} を使用中のプロセス` }),
    ),
  );
  add('meta', facts.meta, (values) => {
    const hostName = values.get('hostname');
    return hostName === undefined
      ? []
      : [
          trait('hostname', hostName.value, hostName.at, {
            what: { en: 'host name', ja: 'ホスト名' },
            meaning: nameKey(hostName.value),
          }),
        ];
  });
  add('listen', facts.listen, (rows) =>
    rows
      .filter(({ port }) => port < FIRST_EPHEMERAL_PORT)
      .map(({ address, port, at }) =>
        trait(`${addressKey(address)} ${port}`, `${address} ${port}`, at, {
          what: { en: `a listener on ${address} port ${port}`, ja: `${address} ポート ${port} の待ち受け` },
        }),
      ),
  );
  add('passwd', facts.passwd, (rows) =>
    rows.map(({ name: account, uid, gid, at }) =>
      trait(account, `uid ${uid}, gid ${gid}`, at, {
        what: { en: `the account ${account}`, ja: `アカウント ${account}` },
      }),
    ),
  );
  add(
    'lookup',
    facts.lookup,
    (rows) =>
      rows.map(({ query, answers, at }) => {
        const values = answers.map(({ value }) => value);
        return trait(hostMeaning(query), values.join(' '), at, {
          what: { en: `what ${query} resolves to`, ja: `${query} の名前解決` },
          // Addresses come in any order; of names the first is the canonical one.
          meaning: (/^[\d.]+$|:/.test(query) ? values.map(nameKey) : values.map(addressKey).sort()).join(' '),
        });
      }),
    false,
  );
  add('packages', facts.packages, (rows) =>
    joined(
      rows.map((row) => ({ ...row, key: row.name, text: row.version })),
      (name) => ({ en: `the package ${name}`, ja: `パッケージ ${name}` }),
    ),
  );
  add(
    'checksums',
    facts.checksums,
    (rows) =>
      rows.map(({ path, sum, at }) =>
        trait(path, sum.slice(0, SUM_DIGITS), at, {
          what: { en: `the content of ${path}`, ja: `${path} の内容` },
          // What changed in a file that was read is told by itself.
          meaning: isRead(path) ? '' : sum,
        }),
      ),
    false,
  );
  add('getenforce', facts.getenforce, ({ value, at }) => [trait('SELinux', value, at)]);
  for (const fact of ['selinux-labels', 'selinux-rule'] as const) {
    add(fact, facts[fact], (rows) => rows.map(({ path, label, at }) => trait(path, label, at)), false);
  }
  add('env', facts.env, variableTraits);
  add('cjcls', facts.cjcls, (rows) =>
    rows.map(({ name: site, pid, database, link, at }) =>
      trait(nameKey(site.value), siteState(pid !== null, database.value, link?.value ?? null), at, {
        what: { en: `the site ${site.value}`, ja: `サイト ${site.value}` },
        meaning: [pid === null, database.value, link?.value ?? '']
          .map((each) => (typeof each === 'string' ? pathMeaning(platform, each) : String(each)))
          .join(' '),
      }),
    ),
  );
  add('jcagctrl-list', facts['jcagctrl-list'], (rows) =>
    rows.map(({ name: instance, id, active, enabled, at }) =>
      trait(
        instance.value,
        `${id.value}, ACTIVE ${active?.value ?? '?'}, ENABLE ${enabled?.value ?? '?'}`,
        at,
        {
          what: { en: `the instance ${instance.value}`, ja: `インスタンス ${instance.value}` },
          meaning: `${id.value} ${active?.value} ${enabled?.value}`.toLowerCase(),
        },
      ),
    ),
  );
  add('nmapmgr', facts.nmapmgr, (map) => mapTraits(null, map));
  for (const [site, map] of node.networkMaps) groups.push(mapGroup(name, site, map));
  return groups;
}

function group(
  node: string,
  fact: string,
  file: TraitGroup['file'],
  traits: readonly Trait[],
  complete: boolean,
): TraitGroup {
  return {
    key: JSON.stringify(['fact', node, fact]),
    name: fact,
    ...standing(same(fact), node),
    names: { node, site: null, agent: null },
    alone: 'untold',
    complete,
    file,
    changed: null,
    traits,
  };
}

const mapGroup = (node: string, site: string, map: NetworkMapState): TraitGroup => ({
  ...group(node, `nmapmgr.${site}`, null, mapTraits(site, map), true),
  names: { node, site, agent: null },
});

/** @param site null for the local site */
const mapTraits = (site: string | null, map: NetworkMapState): Trait[] => {
  const what =
    site === null
      ? { en: 'host name and ID of the local site', ja: 'ローカルサイトの HOST NAME と HOST ID' }
      : { en: `host name and ID of ${site}`, ja: `${site} の HOST NAME と HOST ID` };
  return [
    map.state === 'known'
      ? trait(site ?? '', `${map.hostName.value} ${map.hostId.value}`, map.hostId.at, {
          what,
          meaning: `${nameKey(map.hostName.value)} ${map.hostId.value}`,
        })
      : trait(site ?? '', map.message.value, map.message.at, { what }),
  ];
};

function siteState(isRunning: boolean, database: string, link: string | null): Localized {
  const by = link === null ? '' : ` (${link})`;
  return {
    en: `${isRunning ? 'running' : 'stopped'}, ${database}${by}`,
    ja: `${isRunning ? '稼働中' : '停止'}、${database}${by}`,
  };
}

const variableTraits = (values: KeyValues): Trait[] =>
  [...values].map(([key, { value, at }]) =>
    trait(key, value, at, { meaning: key === 'NATS_URL' ? urlMeaning(value) : hostMeaning(value) }),
  );
