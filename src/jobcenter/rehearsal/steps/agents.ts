import { parentOf } from '../../../source/tree-path.js';
import type { Origin } from '../../../text/source-file.js';
import { instanceOn } from '../../instances.js';
import { accountsOf, isPersonal } from '../../job-users.js';
import { listed } from '../../rule.js';
import { statRowOf } from '../../stat-rows.js';
import { withoutMovingAgent } from '../does-not-apply.js';
import { anyFails, type Effect, type Judging, place } from '../judging.js';
import type { Move } from '../move.js';
import type { Answer } from '../rule-book.js';
import type { StepDefinition } from '../step.js';
import { touches } from '../touches.js';

const namesOf = (agents: Move['agents']) => listed(agents.map(({ name }) => name.value));

const ofAgents = (agents: Move['agents']) => {
  const names = new Set<string | null>(agents.map(({ name }) => name.value));
  return ({ agent }: Answer) => names.has(agent);
};

/** The settings files of the moving agents; one that belongs to nobody known may be that of one without any. */
function ofFiles({ moving, from, to }: Move) {
  const ours = ofAgents(moving);
  const isOpen = moving.some(({ files }) => files.length === 0);
  const nodes: readonly (string | null)[] = [from.name.value, to.name.value];
  return (answer: Answer) => ours(answer) || (isOpen && answer.agent === null && nodes.includes(answer.node));
}

/** The agents find the site again, those that move along as the same instance with the same spool directory. */
export const agentsReconnect: StepDefinition = {
  step: 'agents-reconnect',
  title: { en: 'agents connect again', ja: 'エージェントの再接続' },
  after: ['processes-up'],
  looksAt: ['to'],
  judge(judging) {
    const { agents, moving, site, from, to } = judging.move;
    if (agents.length === 0) return withoutAgents(judging);
    const others = agents.filter((agent) => !moving.includes(agent));
    if (others.length > 0) {
      judging.ask('agent-endpoint', 'cluster', { about: ofAgents(others), effect: endpointFault });
    }
    if (moving.length > 0) {
      const about = ofAgents(moving);
      judging.ask('agent-endpoint', 'pair', {
        about,
        effect: (finding) => (finding.node === from.name.value ? 'none' : endpointFault(finding)),
      });
      judging.ask('instance-missing', 'to', { about });
      judging.ask('instance-id-match', 'pair', { about });
      judging.ask('instance-id-unique', 'to', {
        effect: (finding) => (touches(finding, instanceIds(judging.move)) ? 'fails' : 'none'),
        lacks: false,
      });
      judging.ask('instance-active-once', 'pair', { about });
      judging.ask('agent-settings-match', 'pair', { about });
      judging.ask('spool-match', 'pair', { about });
      // Without a site the disk of the spool directory is what is to be mounted.
      if (site !== null) judging.ask('spool-on-shared-disk', 'pair', { about });
      judging.ask('spool-mode', 'cluster', { about, once: true });
      judging.ask('spool-overlap', 'to', {
        effect: (finding) => (moving.some(({ name }) => name.value === finding.agent) ? 'fails' : 'none'),
        lacks: false,
      });
      const aboutFiles = ofFiles(judging.move);
      judging.ask('agent-yaml-syntax', 'cluster', { about: aboutFiles });
      judging.ask('agent-yaml-keys', 'cluster', { about: aboutFiles, lacks: false });
      privateKeys(judging);
    }
    for (const agent of agents) {
      const { endpoint } = agent.on(to);
      if (endpoint !== null) {
        judging.shows(
          { en: `endpoint of ${agent.name.value}`, ja: `${agent.name.value} の接続先` },
          endpoint.at,
        );
      }
    }
    const names = namesOf(agents);
    return {
      en: `the endpoint of ${names.en} stays right${moving.length > 0 ? ', and both nodes have the same instance and spool directory' : ''}`,
      ja: `${names.ja} の接続先は切り替え後も有効です${moving.length > 0 ? '。インスタンスとスプールディレクトリも両ノードで一致しています' : ''}`,
    };
  },
};

/** What is no URL with a host may mean something to an agent; nobody says so. */
const endpointFault = ({ severity, messageKey }: { severity: string; messageKey: string }): Effect =>
  severity === 'error' ? 'fails' : messageKey === 'noUrl' ? 'doubt' : 'none';

/** Where the IDs of the moving instances stand. */
function instanceIds({ cluster, moving, to }: Move): Origin[] {
  return moving.flatMap((agent) => {
    const found = instanceOn(cluster, agent, to);
    const stated = agent.on(to).instanceId;
    return [...(stated === null ? [] : [stated.at]), ...(found.state === 'listed' ? [found.row.id.at] : [])];
  });
}

/** A key that the node to be left has must be on the other one; the folder around it shows that somebody looked. */
function privateKeys(judging: Judging): void {
  const { moving, from, to, cluster } = judging.move;
  if (cluster.platform === 'windows') return;
  for (const agent of moving) {
    const key = agent.on(to).privateKey;
    const there = key === null ? null : statRowOf(from, agent.on(from).privateKey?.value ?? key.value);
    if (key === null || there === null || statRowOf(to, key.value) !== null) continue;
    if (statRowOf(to, parentOf(key.value)) === null) continue;
    judging.fails(
      {
        en: `the private key ${key.value} of ${agent.name.value} is not on ${to.name.value}`,
        ja: `${agent.name.value} の秘密鍵 ${key.value} が ${to.name.value} にありません`,
      },
      place({ en: `it is on ${from.name.value}`, ja: `${from.name.value} にはあります` }, there.at),
      place({ en: 'asked for here', ja: '秘密鍵の指定' }, key.at),
    );
  }
}

/** No agent is known; without a manifest only `jcagctrl list` could tell of one. */
function withoutAgents(judging: Judging) {
  const { cluster, from, to, site } = judging.move;
  if (cluster.manifest === null) {
    for (const node of [from, to]) {
      if (node.facts['jcagctrl-list'].state === 'missing') judging.lacks(node, 'jcagctrl-list');
    }
  }
  const name = site?.name.value ?? '';
  return {
    en: `does not apply: no agent of ${name} is known`,
    ja: `対象外です（${name} のエージェントはありません）`,
  };
}

/** Jobs run as users that the other node must have with the same ids. */
export const jobUsers: StepDefinition = {
  step: 'job-users',
  title: { en: 'job users', ja: 'ジョブ実行ユーザ' },
  after: ['agents-reconnect'],
  looksAt: ['to'],
  judge(judging) {
    const { moving, from, to } = judging.move;
    if (moving.length === 0) return withoutMovingAgent;
    const [a, b] = [from.name.value, to.name.value];
    const named = moving.filter(({ users }) => users !== null);
    const isAll = named.length === moving.length;
    // Where the manifest names no user, every account of people may be one; those questions have no agent's name
    // as soon as several agents share them.
    const about = (answer: Answer) => ofAgents(moving)(answer) || (!isAll && answer.agent === null);
    const names = ({ node }: { node: string | null }): Effect => (node === a ? 'none' : 'fails');
    judging.ask('job-user-match', 'pair', { about, effect: names });
    judging.ask('job-user-id-match', 'pair', { about, effect: anyFails });
    const known = accountsOf(to)?.byName;
    const users = isAll
      ? named.flatMap((agent) => agent.users ?? []).map(({ value }) => value)
      : [...(known?.values() ?? [])].filter(isPersonal).map(({ name }) => name);
    const shown = listed([...new Set(users)].slice(0, 8));
    const seen =
      known === undefined || users.length === 0
        ? { en: '', ja: '' }
        : {
            en: `${shown.en} are on ${a} and ${b} with the same ids, but `,
            ja: `${shown.ja} は ${a} と ${b} に同じ ID で存在しますが、`,
          };
    judging.doubts({
      en: `${seen.en}which users \`jcagctrl add-user\` registered on ${b} cannot be listed; needs a test job of each user there`,
      ja: `${seen.ja}${b} で \`jcagctrl add-user\` により登録されたユーザは一覧できません。判定に必要なもの: 各ユーザでのテストジョブの実行`,
    });
    return withoutMovingAgent;
  },
};

/** What becomes of the jobs that ran when the site stopped. */
export const restartJobs: StepDefinition = {
  step: 'restart-jobs',
  title: { en: 'jobs run again', ja: 'ジョブの再実行' },
  after: ['agents-reconnect'],
  looksAt: [],
  judge(judging) {
    const { moving } = judging.move;
    if (moving.length === 0) return withoutMovingAgent;
    judging.ask('on-startup-action', 'cluster', { about: ofFiles(judging.move), effect: anyFails });
    const names = namesOf(moving);
    return {
      en: `after a failover, ${names.en} treats requests as each job's restart setting says`,
      ja: `${names.ja} は、フェイルオーバー後にジョブごとの再実行設定に従ってリクエストを再実行します`,
    };
  },
};
