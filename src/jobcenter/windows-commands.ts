import type { Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { powershellString, powershellWord } from '../text/powershell-word.js';
import { parseEndpoint } from './endpoint.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { below } from './platform.js';

/** A word longer than this is no name, address or path. */
const LONGEST_WORD = 4096;

/**
 * A line of PowerShell to copy, made of words of which some come from files.
 * @returns null where a word holds what a terminal or PowerShell would obey, or would be taken for an option
 */
export function windowsLine(program: readonly string[], ...values: readonly string[]): string | null {
  const words: string[] = [...program];
  for (const value of values) {
    const isSafe =
      value !== '' &&
      value.length <= LONGEST_WORD &&
      !value.startsWith('-') &&
      escapeControl(value) === value;
    const word = isSafe ? powershellWord(value) : null;
    if (word === null) return null;
    words.push(word);
  }
  return words.join(' ');
}

const SITE_MAP = 'nmapmgr.';

/** Each prints what the fact of that name is on Linux, so that one reader understands both. */
const FACTS: Readonly<Record<string, string>> = {
  cjcls: 'cjcls',
  'cjcls-a': 'cjcls -a',
  nmapmgr: "'show state' | nmapmgr",
  'jcagctrl-list': 'jcagctrl list',
  listen: 'netstat -an',
  'ip-addr': `Get-NetIPAddress -AddressState Preferred | Where-Object IPAddress -notmatch '^(169\\.254\\.|fe80:)' | ForEach-Object { '{0}: if{0} {1} {2}/{3}' -f $_.InterfaceIndex, $(if ($_.IPAddress -match ':') {'inet6'} else {'inet'}), $_.IPAddress, $_.PrefixLength }`,
  mounts: `Get-Volume | Where-Object { $_.DriveLetter -and $_.FileSystem -and "$($_.DriveLetter):" -ne $env:SystemDrive } | ForEach-Object { '{0} {1}:\\ {2} rw 0 0' -f $_.UniqueId, $_.DriveLetter, $_.FileSystem }`,
  ps: `Get-CimInstance Win32_Process | ForEach-Object { '{0} {1} - {2}' -f $_.ProcessId, $_.ParentProcessId, $(if ($_.CommandLine) {$_.CommandLine} else {$_.Name}) }`,
  env: 'cmd /c set | findstr /b "NQS_SITE= NATS_URL="',
};

/** The line of PowerShell that yields a fact on a Windows node; null where nobody knows one. */
export function windowsFactCommand(name: string, cluster: Cluster, node: ClusterNode | null): string | null {
  if (name.startsWith(SITE_MAP)) {
    const site = name.slice(SITE_MAP.length);
    // Left set, it would have the next command ask for this site as well.
    return windowsLine([], site) === null
      ? null
      : `$env:NQS_SITE=${powershellString(site)}; 'show state' | nmapmgr; $env:NQS_SITE=$null`;
  }
  if (name === 'lookup')
    return lookups(cluster.sites.filter((site) => node === null || site.nodes.includes(node)));
  return Object.hasOwn(FACTS, name) ? (FACTS[name] ?? null) : null;
}

/** One line for each question: the question, a tab, and what the node answers. */
function lookups(sites: readonly Site[]): string | null {
  const loop = (values: readonly string[], ask: string) => {
    const questions = [...new Set(values)];
    if (questions.length === 0 || questions.some((value) => windowsLine([], value) === null)) return [];
    const list = questions.map(powershellString).join(', ');
    return [`foreach ($q in ${list}) { "$q\`t" + $(try { ${ask} } catch {}) }`];
  };
  const asked = [
    ...loop(
      sites.filter(({ named }) => named).map(({ name }) => name.value),
      `[Net.Dns]::GetHostAddresses($q).IPAddressToString -join ' '`,
    ),
    ...loop(
      sites.flatMap(({ vip }) => vip?.address?.text ?? []),
      '[Net.Dns]::GetHostEntry($q).HostName',
    ),
  ];
  return asked.length === 0 ? null : asked.join('; ');
}

const byEye: Readonly<Record<string, Localized>> = {
  passwd: {
    en: 'accounts of Windows are not read: compare the job users in the `net user` of the nodes, and run a test job of each after a failover',
    ja: 'Windows のアカウントは検査の対象外です。各ノードの `net user` でジョブ実行ユーザ名が一致していることを確かめ、切り替え後に各ユーザでテストジョブを実行してください',
  },
  packages: {
    en: 'installed programs of Windows are not read: compare the versions of JobCenter and LicenseManager in "Apps & features" of the nodes',
    ja: 'Windows のインストール済みプログラムは検査の対象外です。各ノードの「アプリと機能」で JobCenter と LicenseManager のバージョンを見比べてください',
  },
  checksums: {
    en: 'licences of Windows nodes are not read: compare them in LicenseManager on the nodes',
    ja: 'Windows のライセンスは検査の対象外です。各ノードの LicenseManager で見比べてください',
  },
  holders: {
    en: "who holds a disk on Windows is not read: search the disk's drive among the handles in `resmon` (Resource Monitor, CPU)",
    ja: 'Windows でディスクを使用しているプロセスは検査の対象外です。`resmon`（リソース モニター）の［CPU］タブの「関連付けられたハンドル」で、共有ディスクのドライブを検索してください',
  },
};

/** What to do where nothing yields a fact of a Windows node. */
export const windowsByEye = (fact: string): Localized =>
  (Object.hasOwn(byEye, fact) ? byEye[fact] : undefined) ?? {
    en: `nothing is known that would yield ${fact} on Windows`,
    ja: `Windows で ${fact} に当たる情報を得る方法は確認できていません`,
  };

/** Preflight checks Linux nodes; on Windows its connections are made by hand. */
export function windowsConnection({ agents }: Cluster, node: ClusterNode | undefined): Localized {
  const lines = agents
    .filter((agent) => node === undefined || agent.nodes.includes(node))
    .flatMap((agent) => {
      const on = node ?? agent.nodes[0];
      const url = on === undefined ? null : agent.on(on).endpoint;
      const endpoint = url === null ? null : parseEndpoint(url.value);
      if (endpoint === null || endpoint.port === null) return [];
      const line = windowsLine(['Test-NetConnection'], endpoint.host);
      return line === null ? [] : `${line} -Port ${endpoint.port}`;
    });
  const told = lines[0] ?? 'Test-NetConnection <host> -Port <port>';
  return {
    en: `run \`${told}\` on the node: only from there a connection tells (TcpTestSucceeded has to be True)`,
    ja: `ノード上で \`${told}\` を実行し、TcpTestSucceeded が True になることを確かめてください（接続の可否はそのノードからしか分かりません）`,
  };
}

/** The facts that a snapshot of a Windows node can have. */
const IN_SNAPSHOT = [
  'cjcls',
  'cjcls-a',
  'nmapmgr',
  'jcagctrl-list',
  'listen',
  'ip-addr',
  'mounts',
  'ps',
  'env',
  'lookup',
];

/** A snapshot of a Windows node as lines of PowerShell in one: its config files, facts, and all in one archive. */
export function windowsSnapshot(node: ClusterNode | null, name: string, cluster: Cluster): string | null {
  const { localDatabase, hosts } = cluster.places;
  const folder = windowsLine([], name);
  if (folder === null || folder.startsWith("'")) return null;
  const copy = (from: string, ...files: readonly string[]) =>
    windowsLine(['robocopy'], from, `${folder}\\${from.replace(':', '')}`, ...files);
  const etc = hosts.slice(0, hosts.lastIndexOf('\\'));
  const databases = cluster.sites
    .filter((site) => node === null || site.nodes.includes(node))
    .map((site) => below('windows', site.database.value, 'etc'));
  const maps = cluster.sites.filter((site) => site.named).map((site) => `${SITE_MAP}${site.name.value}`);
  const facts = [...IN_SNAPSHOT, ...maps].flatMap((fact) => {
    const command = windowsFactCommand(fact, cluster, node);
    const file = windowsLine([], `${folder}\\.facts\\${fact}`);
    return command === null || file === null ? [] : `& { ${command} } > ${file}`;
  });
  const lines = [
    localDatabase === null
      ? null
      : copy(below('windows', localDatabase, 'etc'), 'daemon.conf', 'site.conf', 'resolv.def'),
    copy(etc, 'hosts'),
    ...databases.map((each) => copy(each, 'daemon.conf', 'site.conf')),
    `mkdir -Force ${folder}\\.facts`,
    ...facts,
    `'format=1', 'hostname=${folder}', 'platform=windows', "collected_at=$([DateTime]::UtcNow.ToString('s'))Z" > ${folder}\\.facts\\meta`,
    `tar -czf ${folder}.tar.gz ${folder}`,
  ];
  return lines.includes(null) ? null : lines.join('; ');
}
