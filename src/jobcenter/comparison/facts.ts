import type { Localized } from '../../message/language.js';
import type { Fact } from '../../source/fact.js';
import type { KeyValues, Process } from '../../source/facts/types.js';
import type { Origin } from '../../text/source-file.js';
import { addressKey } from '../address.js';
import type { FactName } from '../facts/index.js';
import type { NetworkMapState } from '../facts/types.js';
import type { Cluster, ClusterNode } from '../model.js';
import { nameKey } from '../names.js';
import type { Platform } from '../platform.js';
import { isSiteProcess, processName, WATCHER } from '../processes.js';
import { type Trait, type TraitGroup, trait } from './trait.js';

/** What the facts of every node say, one group a fact. @param as a node's name in the first state */
export function factGroups(cluster: Cluster, as: (node: string) => string): TraitGroup[] {
  return cluster.nodes
    .filter((node) => node.hasData)
    .flatMap((node) => factsOf(node, as(node.name.value), cluster.platform));
}

/** File systems of the kernel and of sessions, which come and go. */
const VOLATILE =
  /^(?:proc|sysfs|tmpfs|devtmpfs|devpts|cgroup2?|securityfs|debugfs|tracefs|configfs|pstore|bpf|mqueue|hugetlbfs|fusectl|autofs|binfmt_misc|rpc_pipefs|nsfs|overlay|squashfs|efivarfs|ramfs|fuse\.\S+)$/;
/** Above, the system hands out ports to whoever asks (RFC 6056 and Linux' own range). */
const FIRST_EPHEMERAL_PORT = 32768;
/** As many digits of a sum as people compare. */
const SUM_DIGITS = 12;

function factsOf(node: ClusterNode, name: string, platform: Platform): TraitGroup[] {
  const { facts } = node;
  const groups: TraitGroup[] = [];
  const add = <T>(fact: FactName, of: Fact<T>, traits: (value: T) => Trait[], complete = true) => {
    if (of.state === 'known') groups.push(group(name, fact, of.file, traits(of.value), complete));
  };
  add('stat', facts.stat, (rows) =>
    rows.map(({ path, mode, user, group: owners, kind, at }) =>
      trait(path, `${mode.toString(8)} ${user} ${owners}`, at, {
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
        trait(mountPoint, `${device} ${type} ${options.includes('ro') ? 'ro' : 'rw'}`, at, {
          what: { en: `the mount ${mountPoint}`, ja: `マウント ${mountPoint}` },
        }),
      ),
  );
  add('ps', facts.ps, (rows) => processTraits(rows, platform));
  add('holders', facts.holders, (rows) =>
    joined(
      rows.map(({ disk, command, at }) => ({ key: disk, text: command, at })),
      (disk) => ({ en: `what holds ${disk}`, ja: `${disk} を使用中のプロセス` }),
    ),
  );
  add('meta', facts.meta, (values) => {
    const hostName = values.get('hostname');
    return hostName === undefined ? [] : [trait('hostname', hostName.value, hostName.at)];
  });
  add('listen', facts.listen, (rows) =>
    rows
      .filter(({ port }) => port < FIRST_EPHEMERAL_PORT)
      .map(({ address, port, at }) =>
        trait(`${address} ${port}`, `${address} ${port}`, at, {
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
        return trait(nameKey(query), values.join(' '), at, {
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
          meaning: sum,
        }),
      ),
    false,
  );
  add('getenforce', facts.getenforce, ({ value, at }) => [trait('SELinux', value, at)]);
  for (const fact of ['selinux-labels', 'selinux-rule'] as const) {
    add(fact, facts[fact], (rows) => rows.map(({ path, label, at }) => trait(path, label, at)), false);
  }
  add('env', facts.env, keyValueTraits);
  add('cjcls', facts.cjcls, (rows) =>
    rows.map(({ name: site, pid, database, link, at }) =>
      trait(nameKey(site.value), `${pid === null ? 'SHUT' : 'running'} ${database.value}`, at, {
        what: { en: `the site ${site.value}`, ja: `サイト ${site.value}` },
        meaning: `${pid === null} ${database.value} ${link?.value ?? ''}`,
      }),
    ),
  );
  add('jcagctrl-list', facts['jcagctrl-list'], (rows) =>
    rows.map(({ name: instance, id, active, enabled, at }) =>
      trait(instance.value, `${id.value} ${active?.value ?? '?'} ${enabled?.value ?? '?'}`, at, {
        what: { en: `the instance ${instance.value}`, ja: `インスタンス ${instance.value}` },
      }),
    ),
  );
  add('nmapmgr', facts.nmapmgr, (map) => mapTraits('local site', map));
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
    where: { en: `${fact} of ${node}`, ja: `${node} の ${fact}` },
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

const mapTraits = (site: string, map: NetworkMapState): Trait[] => [
  map.state === 'known'
    ? trait(site, `${map.hostName.value} ${map.hostId.value}`, map.hostId.at, {
        what: { en: `host name and ID of ${site}`, ja: `${site} の HOST NAME と HOST ID` },
      })
    : trait(site, map.message.value, map.message.at, {
        what: { en: `host name and ID of ${site}`, ja: `${site} の HOST NAME と HOST ID` },
      }),
];

const keyValueTraits = (values: KeyValues): Trait[] =>
  [...values].map(([key, { value, at }]) => trait(key, value, at));

/** How many of each JobCenter process there are, and what cjcpw watches; other processes and all numbers come and go. */
function processTraits(processes: readonly Process[], platform: Platform): Trait[] {
  const named = processes.map((row) => ({ row, name: processName(row, platform) }));
  const watchers = named.filter(({ name }) => name === WATCHER).map(({ row }) => row);
  return [
    ...joined(
      named
        .filter(({ name }) => isSiteProcess(name))
        .map(({ row, name }) => ({ key: name, text: '', at: row.at })),
      (name) => ({ en: `the process ${name}`, ja: `プロセス ${name}` }),
    ),
    ...joined(
      watchers.map(({ args, at }) => ({ key: `${WATCHER} (arguments)`, text: args, at })),
      () => ({ en: `arguments of ${WATCHER}`, ja: `${WATCHER} の引数` }),
    ),
  ];
}

interface Row {
  readonly key: string;
  readonly text: string;
  readonly at: Origin;
}

/** Rows of one key as one trait, such as several installed versions of a package; rows without text are counted. */
function joined(rows: readonly Row[], what: (key: string) => Localized): Trait[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known === undefined) byKey.set(row.key, [row]);
    else known.push(row);
  }
  return [...byKey].map(([key, [first, ...others]]) => {
    const texts = [first, ...others].flatMap((row) =>
      row === undefined || row.text === '' ? [] : [row.text],
    );
    const shown = texts.length === 0 ? `× ${others.length + 1}` : texts.sort().join(', ');
    return trait(key, shown, first?.at ?? null, { what: what(key), others: others.map(({ at }) => at) });
  });
}
