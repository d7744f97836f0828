import { manual } from '../../src/engine/rule.js';
import {
  type Accounts,
  accountsOf,
  eachJobUsers,
  isPersonal,
  personalNames,
} from '../../src/jobcenter/job-users.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { firstLine, listed, rule } from '../../src/jobcenter/rule.js';

export const jobUserMatch = rule({
  name: 'job-user-match',
  severity: 'error',
  evidence: manual('2.2.1'),
  phases: ['failover'],
  needs: ['passwd'],
  title: {
    en: 'a job user does not exist on every node of the agent',
    ja: 'ジョブの実行ユーザが一部のノードに存在しない',
  },
  why: {
    en: 'Jobs run as users of the node. Where the user does not exist, its jobs fail after the failover.',
    ja: 'ジョブはノード上のユーザで実行されます。フェイルオーバー先にユーザが存在しないと、ジョブは失敗します。',
  },
  fix: {
    en: 'create the user with the same name, uid and gid on every node of the agent, then register it with `jcagctrl add-user`',
    ja: '全ノードに同じ名前・uid・gid のユーザを作成し、`jcagctrl add-user` で登録してください',
  },
  bad: 'batch01:x:1001:1001::/home/batch01:/bin/bash (jcmanager01)\n(no batch01 on jcmanager02)',
  good: 'batch01:x:1001:1001::/home/batch01:/bin/bash (on both nodes)',
  messages: {
    missingOn: {
      en: (user: string, nodes: string, others: string) =>
        `job user "${user}" does not exist on ${nodes}, only on ${others}; its jobs fail there after a failover`,
      ja: (user: string, nodes: string, others: string) =>
        `ジョブユーザ "${user}" が ${nodes} に存在しません（${others} のみ）。フェイルオーバー後にジョブが失敗します`,
    },
    nowhere: {
      en: (user: string, nodes: string) =>
        `job user "${user}" does not exist on ${nodes}; its jobs fail there`,
      ja: (user: string, nodes: string) =>
        `ジョブユーザ "${user}" が ${nodes} に存在しません。そのノードではジョブが失敗します`,
    },
    onSome: {
      en: (user: string, nodes: string, others: string) =>
        `account "${user}" exists on ${others}, but not on ${nodes}; if jobs run as it, they fail there`,
      ja: (user: string, nodes: string, others: string) =>
        `アカウント "${user}" が ${others} にはありますが ${nodes} にありません。ジョブの実行ユーザであれば失敗します`,
    },
  },
  subjects: eachJobUsers,
  check({ nodes, users }, { report, missing, notApplicable }) {
    const known = nodes.flatMap((node) => accountsOf(node) ?? []);
    for (const node of nodes) if (accountsOf(node) === null) missing(node.name.value, 'passwd');
    if (users === null) {
      if (nodes.length < 2) return notApplicable();
      for (const user of personalNames(known)) {
        const { having, lacking } = holdersOf(user, known);
        const [first, ...others] = having;
        const account = first?.byName.get(user);
        // Another uid on one node may take the account out of the range: then it is still there.
        if (first === undefined || account === undefined || !isPersonal(account) || lacking.length === 0)
          continue;
        report('onSome', {
          at: account.at,
          args: [user, namesOf(lacking), namesOf(having)],
          severity: 'warning',
          node: oneOf(lacking),
          related: [...placesOf(user, others), ...absences(lacking)],
        });
      }
      return;
    }
    if (users.length === 0) return notApplicable();
    for (const user of users) {
      const { having, lacking } = holdersOf(user.value, known);
      if (lacking.length === 0) continue;
      const place = {
        at: user.at,
        node: oneOf(lacking),
        related: [...placesOf(user.value, having), ...absences(lacking)],
      };
      if (having.length === 0) report('nowhere', { ...place, args: [user.value, namesOf(lacking)] });
      else report('missingOn', { ...place, args: [user.value, namesOf(lacking), namesOf(having)] });
    }
  },
});

function holdersOf(user: string, known: readonly Accounts[]) {
  return {
    having: known.filter(({ byName }) => byName.has(user)),
    lacking: known.filter(({ byName }) => !byName.has(user)),
  };
}

const namesOf = (all: readonly { readonly node: ClusterNode }[]) =>
  listed(all.map(({ node }) => node.name.value));

const oneOf = ([first, second]: readonly Accounts[]): string | null =>
  second === undefined ? (first?.node.name.value ?? null) : null;

const placesOf = (user: string, all: readonly Accounts[]) =>
  all.flatMap(({ node: { name }, byName }) => {
    const account = byName.get(user);
    return account === undefined
      ? []
      : [{ at: account.at, message: { en: `exists on ${name.value}`, ja: `${name.value} には存在` } }];
  });

const absences = (all: readonly Accounts[]) =>
  all.map(({ node: { name }, file }) => ({
    at: firstLine({ file }),
    message: { en: `not among the accounts of ${name.value}`, ja: `${name.value} のアカウントにはない` },
  }));
