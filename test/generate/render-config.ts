import { inTree, inUrl, linkName } from './addresses.js';
import { shortName } from './invent.js';
import type { AgentPlan, NodePlan, Plan, SitePlan } from './plan.js';
import { Random } from './random.js';

/** One config file of a node or of the shared disk: its path on the machine and its lines. */
export interface ConfigFile {
  readonly path: string;
  readonly lines: readonly string[];
}

const REMARKS = [
  '夜間バッチ用の設定です。変更するときは運用担当に連絡してください。',
  'クラスタサイトの待ち受けアドレス（リロケータブルIPアドレス）',
  '障害時の切り替え手順書を参照のこと',
  '二〇二六年十一月 本番環境へ反映済み',
  'このファイルは両方のノードで同じ内容にすること',
];

/** Japanese comments above some lines, the same for the same file of a cluster. */
function remarked(plan: Plan, salt: number, lines: readonly string[]): string[] {
  if (!plan.style.comments) return [...lines];
  const random = new Random(plan.seed * 31 + salt);
  return [
    `# ${random.pick(REMARKS)}`,
    ...lines.flatMap((line) => (random.chance(0.3) ? [`# ${random.pick(REMARKS)}`, line] : [line])),
  ];
}

export const natsUrl = (site: SitePlan): string =>
  `nats://${site.natsHost === 'name' ? site.name : inUrl(site.vip)}:23141`;

export const commonPath = '/usr/lib/nqs/rc/daemon.conf';
export const localPath = (plan: Plan): string =>
  plan.platform === 'linux' ? '/usr/spool/nqs/daemon.conf' : `${plan.installDir}\\etc\\daemon.conf`;
export const sitePath = (plan: Plan, site: SitePlan): string =>
  plan.platform === 'linux' ? `${site.database}/nqs/daemon.conf` : `${site.database}\\etc\\daemon.conf`;
export const yamlPath = (plan: Plan, agent: AgentPlan): string =>
  plan.platform === 'linux'
    ? `${agent.spool}/jcexecutor/agent/jcexecutor_agent.yaml`
    : `${agent.spool}\\jcexecutor\\agent\\jcexecutor_agent.yaml`;
export const hostsPath = (plan: Plan): string =>
  plan.platform === 'linux' ? '/etc/hosts' : 'C:\\Windows\\System32\\drivers\\etc\\hosts';
export const resolvDefPath = (plan: Plan): string =>
  plan.platform === 'linux' ? '/usr/spool/nqs/resolv.def' : `${plan.installDir}\\etc\\resolv.def`;

/** The links of a node in /usr/spool/nqs: name and target. */
export function linksOf(plan: Plan, node: NodePlan): { name: string; target: string }[] {
  if (plan.platform === 'windows') return [];
  return plan.sites
    .filter((site) => site.linkedOn.includes(node.name))
    .map((site) => ({
      name: linkName(site.vip),
      target: site.linkTarget === 'nqs' ? `${site.database}/nqs` : site.database,
    }));
}

const siteLines = (plan: Plan) =>
  plan.sites.map((site) => `${site.vip}  ${site.name}  ${shortName(site.name)}`);

/** The node's own config files. */
export function nodeFiles(plan: Plan, node: NodePlan, index: number): ConfigFile[] {
  const linux = plan.platform === 'linux';
  const own = node.addresses[0] ?? '127.0.0.1';
  const local = [`ipaddress=${own}`, `NATS_URL=nats://${inUrl(own)}:23141`];
  const siteConf = ['BOOT_TIMEOUT=200', 'STOP_TIMEOUT=300', 'FORCEKILL_TIME=5'];
  const hosts = [
    '127.0.0.1   localhost localhost.localdomain',
    '::1         localhost localhost.localdomain',
    ...plan.nodes.map((each) => `${each.addresses[0]}  ${each.name}.${plan.domain}  ${each.name}`),
    ...(plan.style.inHosts ? siteLines(plan) : []),
  ];
  const files: ConfigFile[] = [{ path: hostsPath(plan), lines: remarked(plan, 7, hosts) }];
  if (linux) {
    files.push({
      path: '/etc/nsswitch.conf',
      lines: ['passwd:     files', 'group:      files', 'hosts:      files dns'],
    });
    if (plan.style.passwdFile) files.push({ path: '/etc/passwd', lines: passwdLines(plan) });
  }
  if (!node.manager) return files;
  if (linux) {
    // The remark differs from node to node, which no rule minds.
    files.push({ path: commonPath, lines: remarked(plan, 11 + index, [`local_daemon=${plan.localDaemon}`]) });
  }
  files.push({ path: localPath(plan), lines: remarked(plan, 13 + index, local) });
  if (!linux) files.push({ path: `${plan.installDir}\\etc\\site.conf`, lines: remarked(plan, 17, siteConf) });
  if (!linux || plan.style.resolvDef) {
    files.push({ path: resolvDefPath(plan), lines: remarked(plan, 19, siteLines(plan)) });
  }
  return files;
}

/** What stands on the shared disks, with the disk it stands on. */
export function diskFiles(plan: Plan): (ConfigFile & { readonly disk: string | null })[] {
  const linux = plan.platform === 'linux';
  const files = plan.sites.flatMap((site, index) => {
    const conf = [`ipaddress=${site.vip}`, `NATS_URL=${natsUrl(site)}`];
    const own = [{ disk: site.disk, path: sitePath(plan, site), lines: remarked(plan, 101 + index, conf) }];
    if (linux) return own;
    const timeouts = ['BOOT_TIMEOUT=400', 'STOP_TIMEOUT=300'];
    return [
      ...own,
      { disk: site.disk, path: `${site.database}\\etc\\site.conf`, lines: remarked(plan, 131, timeouts) },
    ];
  });
  const yaml = ['request:', '  onStartup:', '    action: default'];
  return [
    ...files,
    ...plan.agents.map((agent, index) => ({
      disk: agent.disk,
      path: yamlPath(plan, agent),
      lines: remarked(plan, 151 + index, yaml),
    })),
  ];
}

/** `getent passwd` of every node. */
export function passwdLines(plan: Plan): string[] {
  return [
    'root:x:0:0:root:/root:/bin/bash',
    'bin:x:1:1:bin:/bin:/sbin/nologin',
    'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
    'nobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin',
    'nsumsmgr:x:998:996::/home/nsumsmgr:/sbin/nologin',
    ...plan.accounts.map(({ name, uid }) => `${name}:x:${uid}:${uid}:${name}:/home/${name}:/bin/bash`),
  ];
}

/** The path of a machine's file below a node's or the shared folder. */
export const below = (folder: string, path: string): string => `${folder}/${inTree(path)}`;
