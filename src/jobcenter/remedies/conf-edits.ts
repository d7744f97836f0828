import type { FixStep } from '../../engine/diagnosis.js';
import { textUnder } from '../../engine/place.js';
import type { Localized } from '../../message/language.js';
import { nearest } from '../../text/nearest.js';
import type { SourceFile } from '../../text/source-file.js';
import { type Address, addressKey, parseAddress } from '../address.js';
import { splitAddresses } from '../addresses.js';
import { commandOf } from '../commands.js';
import { judgedValue, parameters } from '../conf.js';
import type { ClusterNode, Conf, ParameterName, Site } from '../model.js';
import { addressInUrl, JOBCENTER_PORT } from '../nats-url.js';
import { type Fault, type Remedy, step, words } from './step.js';
import { windowsAppend, windowsReplace } from './windows-edits.js';

/** What stands before an edited file's name while its old form is kept. */
const kept = (path: string, rule: string) => `${path}.before-${rule}`;

/**
 * An edit that keeps the file as it was beside it.
 * @param script of sed, made of our own words and checked values alone
 */
export function edit(
  node: ClusterNode | null,
  path: string,
  rule: string,
  script: string,
  effect: { readonly en: string; readonly ja: string },
): readonly FixStep[] {
  return step(
    node,
    prefixed(commandOf(['sed', `-i.before-${rule}`, script], path)),
    effect,
    commandOf(['mv'], kept(path, rule), path),
  );
}

/** Bytes are not letters: a file of another encoding is edited as it is. */
const prefixed = (command: string | null) => (command === null ? null : `LC_ALL=C ${command}`);

const blank = '[[:blank:]]*';
const lineOf = (key: ParameterName) => `^${blank}${key}${blank}=`;

/** Writes a key where it stands, else behind the last line; into a file without lines sed can write none. */
function setKey(
  node: ClusterNode | null,
  path: string,
  rule: string,
  key: ParameterName,
  value: string,
  confs: readonly Conf[],
): readonly FixStep[] {
  if (confs.some(({ platform }) => platform === 'windows'))
    return setKeyOnWindows(node, path, rule, key, value, confs);
  if (confs.every(({ file }) => file.text === '')) {
    const [echo, file] = [commandOf(['echo'], `${key}=${value}`), commandOf([], path)];
    return step(
      node,
      echo === null || file === null ? null : `${echo} >> ${file}`,
      {
        en: `writes ${key}=${value} into ${path}, which is empty or not there; it counts from the site's next start`,
        ja: `空または存在しない ${path} に ${key}=${value} を書き込みます（次回のサイト起動から有効）`,
      },
      file === null ? null : `sed -i '/^${key}=/d' ${file}`,
    );
  }
  const isThere = confs.some((conf) => conf.mentions(key));
  const script = isThere ? `s|${lineOf(key)}.*|${key}=${value}|I` : `$a ${key}=${value}`;
  return edit(node, path, rule, script, setting(key, value, path));
}

const setting = (key: ParameterName, value: string, path: string): Localized => ({
  en: `sets ${key}=${value} in ${path}; it counts from the site's next start`,
  ja: `${path} に ${key}=${value} を設定します（次回のサイト起動から有効）`,
});

function setKeyOnWindows(
  node: ClusterNode | null,
  path: string,
  rule: string,
  key: ParameterName,
  value: string,
  confs: readonly Conf[],
): readonly FixStep[] {
  const effect = setting(key, value, path);
  const there = confs.find((conf) => conf.mentions(key));
  return there === undefined
    ? windowsAppend(node, path, rule, { text: confs[0]?.file.text ?? '', line: `${key}=${value}` }, effect)
    : windowsReplace(node, path, rule, [`(?im)^[ \\t]*${key}[ \\t]*=[^\\r\\n]*`, `${key}=${value}`], effect);
}

/** A node that can reach the site's file: one that sees the disk, better one that has the site. */
const keeperOf = ({ activeNodes, seenBy, nodes }: Site): ClusterNode | null =>
  activeNodes.find((node) => seenBy.has(node)) ?? [...seenBy][0] ?? nodes[0] ?? null;

/** Whether a finding is about a file, or an equal copy of it. */
const isOf = (file: SourceFile, { location }: Fault['finding']): boolean =>
  [file, ...file.copies].some(({ path }) => path === location?.file);

/** The same of a local site, where its node has one address: which of several is meant nobody can guess. */
function fromOwnAddress(
  rule: string,
  key: 'ipaddress' | 'NATS_URL',
  nodes: readonly ClusterNode[],
): readonly FixStep[] {
  return nodes.flatMap((node) => {
    const conf = node.localConf;
    const own = node.addresses
      .flatMap(({ value }) => parseAddress(value) ?? [])
      .filter((each) => !isLinkLocal(each));
    const [address] = own;
    if (conf === null || address === undefined || own.length > 1) return [];
    const value = key === 'ipaddress' ? address.text : `nats://${addressInUrl(address)}:${JOBCENTER_PORT}`;
    return setKey(node, conf.path, rule, key, value, [conf]);
  });
}

const isLinkLocal = ({ text }: Address) => /^(?:169\.254\.|fe[89ab])/i.test(text);

/** Sets a key of a cluster site's file to what follows from its VIP. */
const fromVip =
  (rule: string, key: 'ipaddress' | 'NATS_URL'): Remedy =>
  ({ site, finding, nodes }) => {
    const address = site?.vip?.address ?? null;
    if (site === null) return fromOwnAddress(rule, key, nodes);
    if (address === null || !site.confs.some(({ file }) => isOf(file, finding))) return [];
    const value = key === 'ipaddress' ? address.text : `nats://${addressInUrl(address)}:${JOBCENTER_PORT}`;
    return setKey(keeperOf(site), site.confPath, rule, key, value, site.confs);
  };

/** A file that was copied from another node has its address in both keys. */
const ownServer: Remedy = (fault) => [
  ...(fault.site === null && fault.nodes.some(listensElsewhere)
    ? fromVip('nats-url-distinct-ipaddress', 'ipaddress')(fault)
    : []),
  ...fromVip('nats-url-distinct', 'NATS_URL')(fault),
];

function listensElsewhere({ addresses, localConf }: ClusterNode): boolean {
  const own = new Set(addresses.map(({ value }) => addressKey(value)));
  const written = localConf === null ? [] : splitAddresses(localConf);
  return written.length > 0 && written.every(({ value }) => !own.has(addressKey(value)));
}

const restart = (node: ClusterNode): readonly FixStep[] => [
  ...step(
    node,
    '/usr/lib/nqs/nqsstop',
    {
      en: 'stops the local site; jobs that run in it end',
      ja: 'ローカルサイトを停止します（実行中のジョブは終了します）',
    },
    '/usr/lib/nqs/nqsstart',
  ),
  ...step(
    node,
    '/usr/lib/nqs/nqsstart',
    {
      en: 'starts the local site, which reads the common file now; leave it stopped where local_daemon=OFF',
      ja: 'ローカルサイトを起動し、共通ファイルを読み込ませます（local_daemon=OFF の場合は停止したままにします）',
    },
    '/usr/lib/nqs/nqsstop',
  ),
];

const removeMaintenance: Remedy = ({ nodes, cluster }) =>
  nodes.flatMap((node) =>
    node.commonConf === null ||
    judgedValueOf(node, 'maintenance') !== 'ON' ||
    cluster.places.commonConf === null
      ? []
      : edit(node, cluster.places.commonConf, 'maintenance-mode', `/${lineOf('maintenance')}/Id`, {
          en: 'takes the line maintenance=… out of the common file; the next start runs all processes',
          ja: '共通ファイルから maintenance=… の行を除きます。次回の起動ですべてのプロセスが起動します',
        }),
  );

function judgedValueOf(node: ClusterNode, key: ParameterName): string | null {
  const entry = node.commonConf?.get(key) ?? null;
  return entry === null ? null : judgedValue(entry);
}

/** The value of another node, for which nobody has to be asked. */
function setLocalDaemon({ nodes, cluster }: Fault): readonly FixStep[] {
  const path = cluster.places.commonConf;
  if (path === null) return [];
  const values = cluster.nodes.map((node) => judgedValueOf(node, 'local_daemon'));
  const value = values.find((each) => each === 'SITE' || each === 'OFF');
  return nodes
    .filter((node) => !['SITE', 'OFF'].includes(judgedValueOf(node, 'local_daemon') ?? ''))
    .flatMap((node) => {
      if (value === undefined || value === null) {
        return [
          words(
            node,
            `set local_daemon in ${path}: SITE where the local site is to run beside the cluster site, OFF where not; then restart the local site`,
            `${path} に local_daemon を設定してください（ローカルサイトも動かす場合は SITE、動かさない場合は OFF）。その後ローカルサイトを再起動してください`,
          ),
        ];
      }
      const confs = node.commonConf === null ? [] : [node.commonConf];
      return [...setKey(node, path, 'local-daemon-mode', 'local_daemon', value, confs), ...restart(node)];
    });
}

const cleanUp =
  (rule: string, script: string, en: string, ja: string): Remedy =>
  ({ cluster, finding }) => {
    const conf = cluster.confs.find(({ file }) => file.path === finding.location?.file);
    if (conf === undefined || conf.platform !== 'linux') return [];
    const node = conf.node ?? (conf.site === null ? null : keeperOf(conf.site));
    return edit(node, conf.path, rule, script, { en, ja });
  };

/** Gives a key that is nearly a known one the name of that. */
const renameKey: Remedy = ({ cluster, finding }) => {
  const conf = cluster.confs.find(({ file }) => file.path === finding.location?.file);
  const written = textUnder(finding.location);
  if (conf === undefined || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(written)) return [];
  const possible = parameters.filter(({ file }) => file === conf.kind).map(({ name }) => name);
  const near = nearest(written, possible);
  const known = possible.find((name) => name === near);
  // Beside the right one it is a line too many, which somebody has to read.
  if (known === undefined || conf.mentions(known)) return [];
  const node = conf.node ?? (conf.site === null ? null : keeperOf(conf.site));
  const effect = {
    en: `writes ${known} in place of ${written} in ${conf.path}; it counts from the site's next start`,
    ja: `${conf.path} の ${written} を ${known} に修正します（次回のサイト起動から有効）`,
  };
  if (conf.platform === 'windows') {
    const replaced = [`(?m)^([ \\t]*)${written}(?=[ \\t]*=)`, `\${1}${known}`] as const;
    return windowsReplace(node, conf.path, 'unknown-parameter', replaced, effect);
  }
  const renamed = edit(
    node,
    conf.path,
    'unknown-parameter',
    `s/^\\(${blank}\\)${written}\\(${blank}=\\)/\\1${known}\\2/`,
    effect,
  );
  return known === 'local_daemon' && conf.node !== null ? [...renamed, ...restart(conf.node)] : renamed;
};

/** Remedies of what stands in daemon.conf. */
export const confRemedies: Readonly<Record<string, Remedy>> = {
  'maintenance-mode': removeMaintenance,
  'unknown-parameter': renameKey,
  'local-daemon-mode': setLocalDaemon,
  'settings-not-applied': ({ nodes, finding }) => (finding.site === null ? nodes.flatMap(restart) : []),
  'ipaddress-required': fromVip('ipaddress-required', 'ipaddress'),
  'ipaddress-valid': fromVip('ipaddress-valid', 'ipaddress'),
  'ipaddress-is-vip': fromVip('ipaddress-is-vip', 'ipaddress'),
  'nats-url-required': fromVip('nats-url-required', 'NATS_URL'),
  'nats-url-valid': fromVip('nats-url-valid', 'NATS_URL'),
  'nats-url-distinct': ownServer,
  'nats-url-matches-ipaddress': fromVip('nats-url-matches-ipaddress', 'NATS_URL'),
  'space-around-equals': cleanUp(
    'space-around-equals',
    `s/^${blank}\\([A-Za-z_]*\\)${blank}=${blank}/\\1=/`,
    'takes the blanks around = away',
    '= の前後の空白を除きます',
  ),
  'line-endings': cleanUp(
    'line-endings',
    's/\\r$//',
    'takes the carriage returns at the line ends away',
    '行末の CR を除きます',
  ),
};
