import { manual } from '../../src/engine/rule.js';
import { databaseSight } from '../../src/jobcenter/disk-sight.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { addLabelRule, DATABASE_LABEL, labelOf, strayLabelIn } from '../../src/jobcenter/selinux.js';
import { unseenDatabase } from '../../src/jobcenter/unseen-disk.js';
import { shellWord } from '../../src/text/shell-word.js';

export const selinuxLabel = rule({
  name: 'selinux-label',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['start'],
  needs: ['getenforce', 'selinux-labels'],
  title: {
    en: 'a site database does not have the SELinux label jobcenter_exec_t',
    ja: 'サイトデータベースの SELinux ラベルが jobcenter_exec_t でない',
  },
  why: {
    en: 'With SELinux enforcing, JobCenter is denied access to a database without its label.',
    ja: 'SELinux が Enforcing のとき、専用のラベルがないデータベースへの JobCenter のアクセスは拒否されます。',
  },
  fix: {
    en: 'add the rule with semanage fcontext, then restorecon -RF the database',
    ja: 'semanage fcontext でルールを追加し、データベースに restorecon -RF を実行してください',
  },
  bad: 'unconfined_u:object_r:mnt_t:s0 /mnt/jobmgdb',
  good: 'system_u:object_r:jobcenter_exec_t:s0 /mnt/jobmgdb',
  messages: {
    label: {
      en: (database: string, label: string, mode: string) =>
        `database ${database} has the label "${label}"; SELinux is ${mode}, and JobCenter needs jobcenter_exec_t`,
      ja: (database: string, label: string, mode: string) =>
        `データベース ${database} のラベルは "${label}" です。SELinux は ${mode} で、JobCenter には jobcenter_exec_t が必要です`,
      fix: {
        en: (database: string) => relabel(database),
        ja: (database: string) => `${relabel(database)} を実行してください`,
      },
    },
    below: {
      en: (_: string, label: string, mode: string, path: string) =>
        `${path} has the label "${label}"; SELinux is ${mode}, and all of a database needs jobcenter_exec_t`,
      ja: (_: string, label: string, mode: string, path: string) =>
        `${path} のラベルは "${label}" です。SELinux は ${mode} で、データベース全体に jobcenter_exec_t が必要です`,
      fix: {
        en: (database: string) => relabel(database),
        ja: (database: string) => `${relabel(database)} を実行してください`,
      },
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const { getenforce } = node.facts;
    const path = site.database.value;
    if (cluster.platform === 'windows') return notApplicable();
    if (getenforce.state === 'known' && getenforce.value.value === 'disabled') return notApplicable();
    const sight = databaseSight(cluster, site, node);
    if (sight === 'not-seen' && site.nodes.some((each) => databaseSight(cluster, site, each) !== 'not-seen'))
      return notApplicable();
    if (getenforce.state !== 'known') missing(node.name.value, 'getenforce');
    const label = sight === 'seen' ? labelOf(node, 'selinux-labels', path) : null;
    if (sight !== 'seen') return missing(node.name.value, unseenDatabase(site) ?? 'stat');
    if (label === null) return missing(node.name.value, 'selinux-labels');
    if (getenforce.state !== 'known') return;
    const mode = getenforce.value.value;
    const severity = mode === 'permissive' ? 'warning' : 'error';
    if (label.type !== DATABASE_LABEL)
      return report('label', { at: label.at, args: [path, label.label, mode], severity });
    const stray = strayLabelIn(node, path);
    if (stray !== null)
      report('below', { at: stray.at, args: [path, stray.label, mode, stray.path], severity });
  },
});

const relabel = (database: string): string =>
  `${addLabelRule(database)} && restorecon -RF ${shellWord(database)}`;
