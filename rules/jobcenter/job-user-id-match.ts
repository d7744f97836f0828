import { same } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { accountsOf, eachJobUsers, isPersonal, personalNames } from '../../src/jobcenter/job-users.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { rule } from '../../src/jobcenter/rule.js';

export const jobUserIdMatch = rule({
  name: 'job-user-id-match',
  severity: 'warning',
  evidence: inferred('2.2.1'),
  phases: ['failover'],
  needs: ['passwd'],
  title: {
    en: 'a job user has another uid or gid on another node',
    ja: 'ジョブの実行ユーザの uid・gid がノードによって異なる',
  },
  why: {
    en: 'Files on the shared disk belong to a number, not to a name. Under another uid or gid the jobs cannot read or write their own files after a failover.',
    ja: '共有ディスク上のファイルの所有者は番号で記録されます。uid や gid が異なると、フェイルオーバー後にジョブが自分のファイルを読み書きできなくなります。',
  },
  fix: {
    en: 'give the user one uid and gid on every node (`usermod -u`, `groupmod -g`), and its files with them',
    ja: '全ノードで uid と gid をそろえてください（`usermod -u`、`groupmod -g`。ファイルの所有者も変更します）',
  },
  bad: 'batch01:x:1001:1001::/home/batch01:/bin/bash (jcmanager01)\nbatch01:x:1005:1005::/home/batch01:/bin/bash (jcmanager02)',
  good: 'batch01:x:1001:1001::/home/batch01:/bin/bash (on both nodes)',
  messages: {
    differ: {
      en: (user: string, ids: string) =>
        `job user "${user}" does not have one uid:gid: ${ids}; files on the shared disk would change hands`,
      ja: (user: string, ids: string) =>
        `ジョブユーザ "${user}" の uid:gid がノードによって異なります（${ids}）。共有ディスク上のファイルの所有者が変わってしまいます`,
    },
  },
  subjects: eachJobUsers,
  check({ nodes, users }, { report, missing, notApplicable }) {
    if (nodes.length < 2 || users?.length === 0) return notApplicable();
    const known = nodes.flatMap((node) => accountsOf(node) ?? []);
    for (const node of nodes) if (accountsOf(node) === null) missing(node.name.value, 'passwd');
    const names = users === null ? personalNames(known) : new Set(users.map(({ value }) => value));
    for (const user of names) {
      const voices = known.flatMap(({ node, byName }) => {
        const account = byName.get(user);
        if (account === undefined || (users === null && !isPersonal(account))) return [];
        const { name } = node;
        return [
          { label: name.value, node: name.value, value: `${account.uid}:${account.gid}`, at: account.at },
        ];
      });
      const disagreement = same(voices, ({ value }) => value);
      const odd = disagreement === null ? null : oddOneOut(disagreement);
      if (odd === null) continue;
      const { at, node, related, text } = odd;
      report('differ', { at, args: [user, text], node, related });
    }
  },
});
