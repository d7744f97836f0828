import type { PlanStep } from '../engine/plan.js';
import { shellLine, shellWord } from '../text/shell-word.js';
import { createOptions } from './instances.js';
import type { Agent, Cluster } from './model.js';
import { JOBCENTER_PORT } from './nats-url.js';
import { addLabelRule } from './selinux.js';
import type { Preflight } from './stage.js';

/** The command of the stage itself; null where none can be given. */
export function commandOf(cluster: Cluster, { stage, site, here }: Preflight): PlanStep | null {
  const node = here.name.value;
  const { name, database, machineId } = site;
  switch (stage) {
    case 'create-site':
      return {
        node,
        command: shellLine([
          '/usr/lib/nqs/cluster/cjcmksite',
          name.value,
          String(machineId?.value ?? ''),
          database.value,
        ]),
        what: {
          en: `makes the site's database in ${database.value} and the link to it in /usr/spool/nqs`,
          ja: `${database.value} にサイトデータベースを、/usr/spool/nqs にそのリンクを作成します`,
        },
      };
    case 'start':
      return {
        node,
        command: shellLine(['/usr/lib/nqs/cluster/cjcpw', name.value, database.value]),
        what: {
          en: 'starts the site and stays to watch its processes',
          ja: 'サイトを起動し、そのプロセスを監視し続けます',
        },
      };
    case 'failover':
      return {
        node: null,
        command: null,
        what: {
          en: `move the site's group to ${node} with the cluster software`,
          ja: `クラスタソフトウェアでサイトのグループを ${node} に移動してください`,
        },
      };
    case 'create-agent': {
      const agents = cluster.agents.filter((agent) => agent.nodes.includes(here));
      const [agent] = agents;
      return agent === undefined || agents.length > 1 ? null : createAgent(agent, here);
    }
  }
}

/** The command that makes an agent's instance on a node; null where something of it is not known. */
function createAgent(agent: Agent, here: Preflight['here']): PlanStep | null {
  const options = createOptions(agent, here);
  if (options === null) return null;
  const spool = agent.on(here).spool?.value ?? '';
  return {
    node: here.name.value,
    command: shellLine(['/usr/bin/jcagctrl', 'create', ...options.flat()]),
    what: {
      en: `makes the agent's instance with its spool directory ${spool}`,
      ja: `エージェントのインスタンスとスプールディレクトリ ${spool} を作成します`,
    },
  };
}

/** What follows a site's creation (G 2.3.3.1.2, 2.3.3.1.3). */
export function afterSteps(cluster: Cluster, preflight: Preflight): PlanStep[] {
  const { stage, site, here } = preflight;
  if (stage !== 'create-site') return [];
  const database = site.database.value;
  const node = here.name.value;
  const mode = here.facts.getenforce;
  const steps: PlanStep[] = [];
  if (mode.state === 'known' && mode.value.value !== 'disabled') {
    steps.push(
      {
        node,
        command: addLabelRule(database),
        what: {
          en: "adds the rule for the database's SELinux label; needed on every node",
          ja: 'データベースの SELinux ラベルの規則を追加します（すべてのノードで必要です）',
        },
      },
      {
        node,
        command: `restorecon -RF ${shellWord(database)}`,
        what: {
          en: 'gives the files of the database that label',
          ja: 'データベースのファイルにそのラベルを付けます',
        },
      },
    );
  }
  for (const each of site.nodes) {
    steps.push({
      node: each.name.value,
      command: null,
      what: {
        en: `set local_daemon=SITE or OFF in ${cluster.places.commonConf}; where the local site runs as well, give it ipaddress and NATS_URL of its own`,
        ja: `${cluster.places.commonConf} に local_daemon=SITE または OFF を設定し、ローカルサイトも動かす場合は専用の ipaddress と NATS_URL を設定してください`,
      },
    });
  }
  const vip = site.vip?.value ?? '<VIP>';
  const host = vip.includes(':') ? `[${vip}]` : vip;
  steps.push(
    {
      node,
      command: null,
      what: {
        en: `set ipaddress=${vip} and NATS_URL=nats://${host}:${JOBCENTER_PORT} in ${site.confPath}`,
        ja: `${site.confPath} に ipaddress=${vip} と NATS_URL=nats://${host}:${JOBCENTER_PORT} を設定してください`,
      },
    },
    {
      node,
      command: preflightAgain(preflight, 'start'),
      what: {
        en: 'checks what the first start needs; changes nothing',
        ja: '最初の起動の前提を確認します（変更なし）',
      },
    },
  );
  return steps;
}

/** The arguments of a command line of `cjclint preflight` again, for another stage. */
export const preflightAgain = ({ site }: Preflight, stage: string): string =>
  shellLine([
    'cjclint',
    'preflight',
    site.name.value,
    String(site.machineId?.value ?? ''),
    site.database.value,
    '--stage',
    stage,
  ]);
