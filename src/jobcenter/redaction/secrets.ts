import type { Secrets } from '../../redact/redactor.js';
import type { TreePath } from '../../source/tree-path.js';
import { parseAddress } from '../address.js';
import { parseEndpoint } from '../endpoint.js';
import { isPersonal } from '../job-users.js';
import { addressOfLinkName } from '../link-name.js';
import type { Cluster, ClusterNode } from '../model.js';
import { isSiteProcess } from '../processes.js';
import { commonCommands, systemAccounts } from './everybodys.js';
import { freeText } from './free-text.js';
import { knownWords } from './known-words.js';

/** What was read of a case, and said of it. */
export interface Read {
  readonly clusters: readonly Cluster[];
  /** Of files, with their paths in trees. */
  readonly texts: Iterable<readonly [TreePath, string]>;
  /** A user's own, such as a symptom, and what servers greeted with. */
  readonly words: readonly string[];
  /** Host names and addresses that stand in no file. */
  readonly hosts: Iterable<string>;
  /** Paths that stand in no file. */
  readonly paths: readonly string[];
}

/** What a case holds that tells of its owner: of the model what it is, of the texts what they look like. */
export function secretsOf({ clusters, texts, words, hosts, paths }: Read): Secrets {
  const found = new Found();
  for (const { nodes } of clusters) for (const node of nodes) found.host('node', node.name.value);
  for (const cluster of clusters) ofCluster(cluster, found);
  for (const { nodes } of clusters) for (const node of nodes) ofFacts(node, found);
  for (const host of hosts) found.host('host', host);
  for (const path of paths) found.path(path, true);
  for (const [path, text] of texts) {
    ofText(text, found);
    for (const { from, to, is } of freeText(path, text))
      if (is === 'words') ofWords(text.slice(from, to), found);
  }
  for (const text of words) {
    ofText(text, found);
    ofDomains(text, found);
    ofWords(text, found);
    ofLog(text, found);
  }
  return {
    names: found.names,
    pathParts: [...found.pathParts],
    addresses: [...found.addresses],
    known: knownWords,
    hexFolders: new Set(['nqs']),
  };
}

/** How many of somebody's own names are words of the files' language too, and stay for that reason. */
export function stayingNames({ names, known }: Secrets): number {
  const staying = names.filter(
    ({ kind, name }) => kind !== 'host' && known.has(name.toLowerCase().replace(/\..*$/, '')),
  );
  return new Set(staying.map(({ name }) => name.toLowerCase())).size;
}

/** Folders that every machine has, with what is in them. */
const SYSTEM = new Set(['usr', 'etc', 'proc', 'sys', 'boot', 'run', 'bin', 'sbin', 'lib', 'lib64', 'dev']);

/** Secrets as they are met; the kind that a name is met as first is its own. */
class Found {
  readonly names: { readonly kind: string; readonly name: string; readonly isHost: boolean }[] = [];
  readonly pathParts = new Set<string>();
  readonly addresses = new Set<string>();

  word(kind: string, name: string | null | undefined): void {
    if (name != null && name !== '') this.names.push({ kind, name, isHost: false });
  }

  /** A host's name, or an address in its place. */
  host(kind: string, name: string | null | undefined): void {
    if (name == null || name === '') return;
    if (parseAddress(name) === null) this.names.push({ kind, name, isHost: true });
    else this.addresses.add(name);
  }

  url(kind: string, url: string | null | undefined): void {
    this.host(kind, url == null ? null : parseEndpoint(url)?.host);
  }

  /** @param isOwn whether it is somebody's choice even below a system folder */
  path(path: string | null | undefined, isOwn = false): void {
    const parts = (path ?? '').split(/[\\/]+/).filter((part) => !/^(?:\.*|[A-Za-z]:?)$/.test(part));
    const [first = ''] = parts;
    if (!isOwn && SYSTEM.has(first) && parts[1] !== 'mapper') return;
    for (const part of parts) if (!this.#isSystems(part)) this.pathParts.add(part);
  }

  #isSystems(part: string): boolean {
    return knownWords.has(part.toLowerCase()) || addressOfLinkName(part) !== null;
  }
}

function ofCluster(
  { name, network, sites, agents, agentFiles, confs, sharedDisks, hostsFiles, nodes }: Cluster,
  found: Found,
): void {
  for (const site of sites) {
    if (site.named) found.host('site', site.name.value);
    found.path(site.database.value, true);
    found.host('site', site.vip?.value);
  }
  for (const agent of agents) {
    for (const node of agent.nodes) {
      const own = agent.on(node);
      found.word('agent', own.name.value);
      found.word('instance', own.instance?.value);
      found.url('host', own.endpoint?.value);
      found.path(own.spool?.value, true);
      found.path(own.privateKey?.value, true);
    }
    for (const user of agent.users ?? []) found.word('user', user.value);
  }
  for (const disk of sharedDisks) found.path(disk.value, true);
  // Without a manifest a spool is known by what lies in it, and other folders likewise.
  for (const { file, node } of [...agentFiles, ...confs, ...hostsFiles]) {
    const top = node?.tree.display('/') ?? '';
    if (top !== '' && file.path.startsWith(top)) found.path(file.path.slice(top.length - 1));
  }
  // A line that is broken names its host as well.
  for (const { file } of hostsFiles) {
    for (const line of file.text.split('\n'))
      for (const name of line.replace(/#.*$/, '').match(/(?<![^\s])[A-Za-z0-9][A-Za-z0-9._-]*(?![^\s])/g) ??
        [])
        if (/[A-Za-z]/.test(name)) found.host('host', name);
  }
  // An inferred cluster is called after its nodes.
  if (name !== null && !nodes.some((node) => name.includes(node.name.value))) found.word('cluster', name);
  found.word('network', network?.value);
}

function ofFacts({ facts, links, networkMaps, addresses }: ClusterNode, found: Found): void {
  for (const { value } of addresses) found.host('host', value);
  for (const { name, target } of links) {
    found.path(target, true);
    found.path(name, true);
    found.host('host', addressOfLinkName(name)?.text);
  }
  const { meta, cjcls, lookup, env, mounts, passwd, ps, stat, holders } = facts;
  const ownMap = facts.nmapmgr;
  if (meta.state === 'known') {
    found.host('node', meta.value.get('hostname')?.value);
    ofUser(meta.value.get('user')?.value, found);
  }
  for (const map of [...networkMaps.values(), ...(ownMap.state === 'known' ? [ownMap.value] : [])])
    if (map.state === 'known') found.host('host', map.hostName.value);
  for (const site of networkMaps.keys()) found.host('host', site);
  for (const list of [cjcls, facts['cjcls-a']]) {
    for (const row of list.state === 'known' ? list.value : []) {
      found.host('site', row.name.value);
      found.path(row.database.value, true);
    }
  }
  for (const { name } of facts['jcagctrl-list'].state === 'known' ? facts['jcagctrl-list'].value : [])
    found.word('instance', name.value);
  for (const { query, answers } of lookup.state === 'known' ? lookup.value : [])
    for (const name of [query, ...answers.map(({ value }) => value)]) found.host('host', name);
  if (env.state === 'known') {
    found.host('host', env.value.get('NQS_SITE')?.value);
    found.url('host', env.value.get('NATS_URL')?.value);
  }
  for (const { device, mountPoint } of mounts.state === 'known' ? mounts.value : []) {
    found.path(mountPoint);
    // `nas:/vol/x`, `//nas/share`, `/dev/mapper/vg-lv`
    const [, remote, windows, path] = /^(?:([^/:]+):(?=\/)|\/\/([^/]+))?(\/.*)$/.exec(device) ?? [];
    found.host('host', remote ?? windows);
    found.path(path);
    found.word('label', /^(?:PART)?LABEL=([\w.-]+)/.exec(device)?.[1]);
  }
  const accounts = passwd.state === 'known' ? passwd.value : [];
  for (const account of accounts)
    if (isPersonal(account)) found.word('user', account.name);
    else ofSomebody('user', account.name, systemAccounts, found);
  // Users of a directory service stand in no passwd.
  const local = new Set(accounts.map(({ name }) => name));
  // A long name is cut, with `+` for the rest.
  for (const fact of [ps, stat, holders])
    for (const { user } of fact.state === 'known' && local.size > 0 ? fact.value : [])
      if (!local.has(user) && /^[A-Za-z]/.test(user)) ofUser(user.replace(/\+$/, ''), found);
  for (const { group } of stat.state === 'known' ? stat.value : [])
    if (/^[A-Za-z]/.test(group)) ofSomebody('group', group, systemAccounts, found);
  for (const { args } of ps.state === 'known' ? ps.value : []) {
    const watcher = /\bcjcpw\s+(?:-\S+\s+)*([^\s-]\S*)(?:\s+(\S+))?/.exec(args);
    found.host('host', watcher?.[1]);
    found.path(watcher?.[2], true);
    for (const [path] of args.matchAll(PATH)) found.path(path);
  }
  for (const { path } of stat.state === 'known' ? stat.value : []) found.path(path);
  for (const { disk, command } of holders.state === 'known' ? holders.value : []) {
    found.path(disk);
    if (!isSiteProcess(command)) ofSomebody('command', command, commonCommands, found);
  }
}

/** An absolute path in a text; of a longer word none. */
const PATH = /(?<![\w./:-])\/[\w.+@~-]+(?:\/[\w.+@~-]+)+/g;
/** A full name by its domain: what else has dots, such as `java.lang.Exception`, is none. */
const FULL_NAME =
  /(?<![\w.-])(?:[A-Za-z0-9_-]{1,63}\.){1,8}(?:jp|com|net|org|biz|info|io|cloud|local|lan|corp|internal|intra|home|private|test|example)(?![\w-]|\.\w)/gi;

/** What people wrote in their own words, or programs into a log. */
function ofWords(words: string, found: Found): void {
  for (const [path] of words.matchAll(PATH)) found.path(path);
  for (const [name] of words.matchAll(FULL_NAME)) found.host('host', name);
}

/** `Nov 20 10:00:01 jcm01 …`, `2026-11-20T10:00:01+09:00 jcm01 …` */
const LOG_LINE =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)\s+([A-Za-z][\w.-]*)(?=\s)/gm;
const LOG_USER = /\b(?:(?:by|for|as|to|of|from) user|user(?:name)?[=:])\s*["'(]?([A-Za-z_][\w.-]*)/gi;

/** `jcm01`: machines are numbered, and so are few other things that logs speak of. */
const NUMBERED = /(?<![\w./:@-])[A-Za-z][A-Za-z-]{0,40}\d{1,4}[A-Za-z]{0,2}(?![\w/@:=-]|\.\w)/g;
const OTHER_NUMBERED =
  /^(?:eth|en[ops]|bond|team|lo|sd|vd|nvme|dm|ext|utf|ipv?|el|rhel|code|err|error|exit|sig|pid|uid|gid|rc|v|r|x|nfs|cp|euc|sjis|tcp|udp|sha|md|base|node|site)-?\d/i;

/** Hosts and users by their places in log lines, and by their looks. */
function ofLog(text: string, found: Found): void {
  for (const [name] of text.matchAll(NUMBERED))
    if (!OTHER_NUMBERED.test(name) && addressOfLinkName(name) === null) found.host('host', name);
  for (const [, host] of text.matchAll(LOG_LINE)) found.host('host', host);
  for (const [, user] of text.matchAll(LOG_USER)) ofUser(user, found);
}

/** A domain may stand in no file at all, and only behind a host's name in the words. */
function ofDomains(words: string, found: Found): void {
  const hosts = new Set(
    found.names.filter(({ isHost }) => isHost).map(({ name }) => name.toLowerCase().replace(/\..*$/, '')),
  );
  for (const [name, host = ''] of words.matchAll(
    /(?<![A-Za-z0-9._-])([A-Za-z0-9-]{1,63})(?:\.[A-Za-z0-9-]{1,63}){1,8}(?![A-Za-z0-9_-])/g,
  ))
    if (hosts.has(host.toLowerCase()) && !/\.(?:tar|gz|tgz|xz|zip|log|txt)$/i.test(name))
      found.host('host', name);
}

/** What may be the product's or the system's own is then not somebody's name that stays for that reason. */
function ofSomebody(kind: string, name: string, everybodys: ReadonlySet<string>, found: Found): void {
  const key = name.toLowerCase();
  if (!everybodys.has(key) && !knownWords.has(key)) found.word(kind, name);
}

const ofUser = (user: string | undefined, found: Found): void => {
  if (user !== undefined && !systemAccounts.has(user.toLowerCase())) found.word('user', user);
};

/** What no rule reads and a page may still show. */
function ofText(text: string, found: Found): void {
  for (const [, host, path] of text.matchAll(
    /:\/\/(?:[^\s/@]*@)?([A-Za-z0-9][A-Za-z0-9._-]*)(?::\d+)?(\/[\w.~%/-]+)?/g,
  )) {
    found.host('host', host);
    found.path(path, true);
  }
  for (const [, host] of text.matchAll(/[A-Za-z0-9._%+-]@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g))
    found.host('host', host);
  for (const [address] of text.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)) found.addresses.add(address);
  for (const [address] of text.matchAll(/(?<![0-9A-Fa-f:])[0-9A-Fa-f]*:[0-9A-Fa-f:]+/g))
    if (parseAddress(address) !== null) found.addresses.add(address);
  for (const [, user] of text.matchAll(/[,\s](?:username|user)=([^,\s=]+)/g)) ofUser(user, found);
  for (const [, domain] of text.matchAll(/[,\s](?:domain|dom|workgroup)=([\w.-]+)/g))
    found.word('domain', domain);
  // resolv.conf: domains, no hosts.
  for (const [, domains = ''] of text.matchAll(/^[ \t]*(?:search|domain)[ \t]+([^\n#;]+)/gm))
    for (const domain of domains.split(/\s+/)) if (domain.includes('.')) found.host('host', `.${domain}`);
  for (const [, home] of text.matchAll(/^[^:\s]+:[^:\n]*:\d{4,}:\d+:[^:\n]*:(\/[^:\n]*):/gm))
    found.path(home);
}

/**
 * Who an account belongs to stands in its fifth field, in words that nothing else has; and a whole environment that
 * was saved by hand may hold anything.
 */
export function withoutPeople(path: TreePath, text: string): string {
  if (/\/\.facts\/env$/.test(path))
    return text.replace(/^(?!NQS_SITE=|NATS_URL=)([^=\r\n]+)=[^\r\n]*/gm, '$1=hidden');
  if (!/\/passwd$/.test(path)) return text;
  return text.replace(/^([^:\r\n]+:[^:\r\n]*:\d+:\d+:)[^:\r\n]*(?=:)/gm, '$1');
}
