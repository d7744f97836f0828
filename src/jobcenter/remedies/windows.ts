import { hostNameFault } from '../host-name.js';
import type { ClusterNode } from '../model.js';
import { below, treePath } from '../platform.js';
import { confRemedies } from './conf-edits.js';
import { instanceRemedies } from './instance.js';
import { type Remedy, step, words } from './step.js';
import { windowsAppend } from './windows-edits.js';

/** The VIP with the full and the short name at the end of a file; where it has neither (G 4.1.3). */
const nameLine =
  (rule: string, fileOf: (node: ClusterNode, install: string | null) => NameFile | null): Remedy =>
  ({ nodes, site, cluster }) => {
    const address = site?.vip?.address ?? null;
    if (site === null || address === null || !site.named || hostNameFault(site.name.value) !== null)
      return [];
    const name = site.name.value;
    const short = name.split('.')[0] ?? name;
    const line = `${address.text} ${short === name ? name : `${name} ${short}`}`;
    return nodes.flatMap((node) => {
      const file = fileOf(node, cluster.places.localDatabase);
      if (file === null || file.speaksOf(name) || file.speaksOf(address.text)) return [];
      return windowsAppend(
        node,
        file.path,
        rule,
        { text: file.text, line },
        {
          en: `adds the line "${line}" to ${file.path}`,
          ja: `${file.path} に「${line}」の行を追加します`,
        },
      );
    });
  };

interface NameFile {
  readonly path: string;
  readonly text: string;
  /** Whether a name or address stands in it at all: a second line for it would settle nothing. */
  speaksOf(word: string): boolean;
}

const nameFile = (path: string, text: string): NameFile => ({
  path,
  text,
  speaksOf: (word) =>
    text
      .toLowerCase()
      .split(/[\s#]+/)
      .includes(word.toLowerCase()),
});

const HOSTS = 'C:\\Windows\\System32\\drivers\\etc\\hosts';
const hostsOf = ({ hosts }: ClusterNode) => (hosts === null ? null : nameFile(HOSTS, hosts.file.text));

/** The guide does not say where resolv.def stands, so that only one that was found counts. */
function resolvDefOf({ resolvDefs }: ClusterNode, install: string | null): NameFile | null {
  const [found] = resolvDefs;
  if (found === undefined || resolvDefs.length > 1 || install === null) return null;
  const possible = [below('windows', install, 'etc', 'resolv.def'), below('windows', install, 'resolv.def')];
  const path = possible.find((each) =>
    found.file.path.toLowerCase().endsWith(treePath('windows', each).toLowerCase()),
  );
  return path === undefined ? null : nameFile(path, found.file.text);
}

/** A site is made on one node and added on the others as one that exists, while the disk is there (G 2.3.3.2.4). */
const addSite: Remedy = ({ nodes, site }) => {
  if (site === null) return [];
  const database = site.database.value;
  return nodes.flatMap((node) => [
    words(
      node,
      `bring the disk of ${database} here with the cluster software; in the server's environment settings choose Sites, Add site, Existing site and give ${database}`,
      `クラスタソフトウェアで ${database} のディスクをこのノードに移し、サーバの環境設定の［サイトの追加］-［既存サイト］で ${database} を指定してください`,
    ),
    ...step(node, 'cjcls', {
      en: `shows whether ${site.name.value} is listed here now; changes nothing`,
      ja: `${site.name.value} が一覧に現れることを確認します（変更なし）`,
    }),
  ]);
};

/** WSFC moves disk, VIP and site as one role; what it owns is taken away by it alone (G 4.3.1.2, 4.3.2.3). */
const lookAtCluster: Remedy = ({ finding, cluster, nodes }) => {
  const [node = null] = nodes;
  if (cluster.clusterSoftware?.value !== 'wsfc') return [];
  return [
    ...step(node, 'Get-ClusterResource', {
      en: 'shows which node owns each disk, address and site of a role; changes nothing',
      ja: '役割ごとにディスク・IP アドレス・サイトのリソースの状態を表示します（変更なし）',
    }),
    { node: node?.name.value ?? null, command: null, effect: finding.help, undo: null },
  ];
};

/** Windows has neither maintenance=ON nor nqsstop, which the rule speaks of (G 2.3.3.2.4, 4.3). */
const startAgain: Remedy = ({ nodes }) =>
  nodes.map((node) =>
    words(
      node,
      "stop the site and start it again: with the cluster software, or in the server's environment settings where it is not registered yet",
      'クラスタソフトウェアから（未登録の場合はサーバの環境設定から）サイトを停止し、起動し直してください',
    ),
  );

/** Remedies on Windows, as lines of PowerShell; the others of daemon.conf are made for sed. */
export const windowsRemedies: Readonly<Record<string, Remedy>> = {
  ...confRemedies,
  ...instanceRemedies,
  'resolv-def-entry': nameLine('resolv-def-entry', resolvDefOf),
  'vip-forward-lookup': nameLine('vip-forward-lookup', hostsOf),
  'site-registered': addSite,
  'site-running-once': lookAtCluster,
  'vip-up-once': lookAtCluster,
  'processes-complete': startAgain,
};
