import type { Cluster } from '../cluster.js';
import { addLine, read, removeLines, replace, write } from '../faults/edits.js';
import type { NodePlan, Plan } from '../plan.js';
import { type FailoverKind, kind } from './kind.js';
import { besideSites } from './scene.js';

const runs = { scenes: ['runs-there'], wants: { agents: 1 }, fits: besideSites } as const;
/** Where one agent has one spool, nodes tell which folder it is. */
const single = { ...runs, fits: (plan: Plan) => besideSites(plan) && plan.agents.length === 1 } as const;
const OTHER_AGENT = [
  'AG が REGISTERED のまま CONNECTED にならない',
  '切り替え後、別のエージェントとして登録される',
  'after the failover the agent on {to} is another agent',
];
const JOBS_FAIL = [
  'フェイルオーバー後、ジョブが異常終了する',
  'jobs fail on {to} after the failover',
  '{to} でジョブがエラーになる',
];
const JOBS_GONE = [
  'フェイルオーバー後にジョブが再実行されず消えた',
  'the jobs are gone after the failover to {to}',
];

const OTHER_ID = '7d444840-9dc0-11d1-b245-5ffdce74fad2';

function passwd(c: Cluster, node: NodePlan, change: (file: string) => void): void {
  change(c.fact(node, 'passwd'));
  c.tree.delete(c.at(node, '/etc/passwd'));
}

function eachYaml(c: Cluster, change: (file: string) => void): void {
  for (const file of c.yamls()) change(file);
}

export const agentKinds: readonly FailoverKind[] = [
  kind(
    'instance-id-match/list',
    'agents',
    ['agents-reconnect'],
    (c, { to }) => replace(c, c.fact(to, 'jcagctrl-list'), c.agent().instanceId, OTHER_ID),
    { ...runs, at: null, symptoms: OTHER_AGENT },
  ),
  kind(
    'instance-missing/standby',
    'agents',
    ['agents-reconnect'],
    (c, { to }) => removeLines(c, c.fact(to, 'jcagctrl-list'), new RegExp(`^\\| ${c.agent().instance} `)),
    { ...runs, symptoms: ['AG が {to} で起動しない', 'jcagctrl start: no such instance'] },
  ),
  kind(
    'instance-active-once/two-nodes',
    'agents',
    ['agents-reconnect'],
    (c, { from }) =>
      replace(
        c,
        c.fact(from, 'jcagctrl-list'),
        `${c.agent().instanceId} | false`,
        `${c.agent().instanceId} | true `,
      ),
    {
      ...runs,
      at: null,
      symptoms: ['エージェントが両方のノードで動いている', 'the instance is active on both nodes'],
    },
  ),
  kind(
    'spool-mode/closed',
    'agents',
    ['agents-reconnect'],
    (c, { to }) => {
      const path = c.agent().spool;
      const row = new RegExp(`^\\d+\\troot\\troot\\tdirectory\\t${path}$`, 'm');
      replace(c, c.fact(to, 'stat'), row, `700\troot\troot\tdirectory\t${path}`);
    },
    { ...single, symptoms: JOBS_FAIL },
  ),
  kind(
    'job-user-match/missing-on-standby',
    'users',
    ['job-users'],
    (c, { to }) => passwd(c, to, (file) => removeLines(c, file, /^batch01:/)),
    { ...runs, symptoms: JOBS_FAIL, at: null },
  ),
  kind(
    'job-user-match/account-of-the-other-node',
    'users',
    ['job-users'],
    (c, { from }) =>
      passwd(c, from, (file) => addLine(c, [file], 'extra01:x:2001:2001::/home/extra01:/bin/bash')),
    { ...runs, symptoms: JOBS_FAIL, at: null },
  ),
  kind(
    'job-user-id-match/uid',
    'users',
    ['job-users'],
    (c, { to }) => passwd(c, to, (file) => replace(c, file, /^batch02:x:\d+:/m, 'batch02:x:4711:')),
    { ...runs, symptoms: JOBS_FAIL, at: null },
  ),
  kind(
    'on-startup-action/abort',
    'agent-file',
    ['restart-jobs'],
    (c) => eachYaml(c, (file) => replace(c, file, 'action: default', 'action: abort')),
    { ...runs, at: null, symptoms: JOBS_GONE, onlyBySymptom: true },
  ),
  kind(
    'on-startup-action/neither',
    'agent-file',
    ['restart-jobs'],
    (c) => eachYaml(c, (file) => replace(c, file, 'action: default', 'action: restart')),
    { ...runs, at: null, symptoms: JOBS_GONE },
  ),
  kind(
    'agent-yaml-syntax/tab',
    'agent-file',
    ['agents-reconnect', 'restart-jobs'],
    (c) => eachYaml(c, (file) => replace(c, file, '    action: default', '\taction: default')),
    { ...runs, at: null, symptoms: ['AG が起動しない（{to}）', 'the agent does not start on {to}'] },
  ),
  kind(
    'agent-yaml-syntax/open-quote',
    'agent-file',
    ['agents-reconnect', 'restart-jobs'],
    (c) =>
      eachYaml(c, (file) => write(c, file, read(c, file).replace('action: default', 'action: "default'))),
    { ...runs, at: null, symptoms: ['AG が起動しない（{to}）', 'the agent does not start on {to}'] },
  ),
];
