import type { FixStep } from '../../engine/diagnosis.js';
import { textUnder } from '../../engine/place.js';
import { commandOf } from '../commands.js';
import { accountsOf } from '../job-users.js';
import type { ClusterNode } from '../model.js';
import { type Fault, type Remedy, step, words } from './step.js';

/** Accounts that only some nodes have, with the ids they have there. */
const makeUsers: Remedy = ({ finding, cluster, nodes }) => {
  const agents = cluster.agents.filter(
    (agent) => finding.agent === null || agent.name.value === finding.agent,
  );
  const named = new Set(agents.flatMap((agent) => agent.users?.map((user) => user.value) ?? []));
  const all = [...new Set(agents.flatMap((agent) => agent.nodes))].flatMap((node) => accountsOf(node) ?? []);
  return nodes.flatMap((node): readonly FixStep[] => {
    const own = accountsOf(node)?.byName;
    if (own === undefined) return [];
    const spoken = named.size > 0 ? named : accountUnder(finding);
    const lacking = [...spoken].filter((user) => !own.has(user)).slice(0, MOST_USERS);
    return lacking.flatMap((user) => {
      const account = all.flatMap(({ byName }) => byName.get(user) ?? [])[0];
      if (account === undefined) return [];
      return [
        ...step(
          node,
          commandOf(['useradd', '-m', '-u', String(account.uid), '-g', String(account.gid)], user),
          {
            en: `makes ${user} with the uid and gid of the other node; where accounts come from a directory service, mend that instead`,
            ja: `他ノードと同じ uid・gid で ${user} を作成します（ディレクトリサービスで管理している場合はそちらを修正してください）`,
          },
          commandOf(['userdel'], user),
        ),
        words(
          node,
          `register ${user} with the instance: /usr/bin/jcagctrl add-user`,
          `${user} をインスタンスに登録してください: /usr/bin/jcagctrl add-user`,
        ),
      ];
    });
  });
};

const MOST_USERS = 10;

/** Without users in the manifest the finding is about one account, whose line stands under it. */
function accountUnder({ location }: Fault['finding']): ReadonlySet<string> {
  const [name = ''] = textUnder(location).split(':');
  return new Set(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) ? [name] : []);
}

const lookAtHolders = ({ nodes, finding, cluster }: Fault): readonly FixStep[] =>
  nodes.flatMap((node) => {
    const disks = cluster.sites
      .filter((site) => site.nodes.includes(node))
      .map((site) => site.database.value);
    return [
      ...step(node, disks.length === 0 ? null : commandOf(['fuser', '-vm'], ...disks), {
        en: 'shows which processes hold the disk; changes nothing',
        ja: 'ディスクを使用しているプロセスを表示します（変更なし）',
      }),
      { node: node.name.value, command: null, effect: finding.help, undo: null },
    ];
  });

const setVariable =
  (variable: 'NQS_SITE'): Remedy =>
  ({ cluster, nodes }) =>
    nodes.flatMap((node: ClusterNode) => {
      const sites = cluster.sites.filter((site) => site.named && site.nodes.includes(node));
      const [site] = sites;
      const value = site === undefined || sites.length > 1 ? null : commandOf([], site.name.value);
      return step(
        node,
        value === null ? null : `export ${variable}=${value}`,
        {
          en: `lets the commands of this shell ask for the cluster site; write it where the shell's ${variable} is set, too`,
          ja: `このシェルのコマンドがクラスタサイトを対象にします。${variable} を設定しているファイルも修正してください`,
        },
        `unset ${variable}`,
      );
    });

/** Remedies of agents, users, shells and what runs. */
export const runningRemedies: Readonly<Record<string, Remedy>> = {
  'job-user-match': makeUsers,
  'disk-holders': lookAtHolders,
  'nqs-site-env': setVariable('NQS_SITE'),
};
