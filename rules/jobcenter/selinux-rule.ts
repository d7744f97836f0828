import { inferred } from '../../src/engine/rule.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { addLabelRule, DATABASE_LABEL, labelOf } from '../../src/jobcenter/selinux.js';

export const selinuxRule = rule({
  name: 'selinux-rule',
  severity: 'warning',
  evidence: inferred('2.3.3.1.2'),
  phases: ['failover'],
  needs: ['selinux-rule'],
  title: {
    en: "a node's SELinux rules do not give a site database its label",
    ja: 'ノードの SELinux ルールにサイトデータベースのラベルがない',
  },
  why: {
    en: 'The label stands on the shared disk, the rule on each node. A node without the rule takes the label away when it next relabels, and the site then no longer starts.',
    ja: 'ラベルは共有ディスク上にありますが、ルールはノードごとに必要です。ルールのないノードで次に再ラベルが行われるとラベルが失われ、サイトが起動しなくなります。',
  },
  fix: {
    en: 'add the rule with semanage fcontext on every node of the site',
    ja: 'サイトのすべてのノードで semanage fcontext によりルールを追加してください',
  },
  bad: '/mnt/jobmgdb\tsystem_u:object_r:default_t:s0',
  good: '/mnt/jobmgdb\tsystem_u:object_r:jobcenter_exec_t:s0',
  messages: {
    noRule: {
      en: (node: string, database: string, label: string) =>
        `${node} would relabel ${database} as "${label}" instead of jobcenter_exec_t: it lacks the rule`,
      ja: (node: string, database: string, label: string) =>
        `${node} にはルールがないため、再ラベルで ${database} が jobcenter_exec_t ではなく "${label}" になります`,
      fix: {
        en: (node: string, database: string) => `on ${node}: ${addLabelRule(database)}`,
        ja: (node: string, database: string) => `${node} で ${addLabelRule(database)} を実行してください`,
      },
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const { getenforce } = node.facts;
    const path = site.database.value;
    if (cluster.platform === 'windows') return notApplicable();
    if (getenforce.state !== 'known') return missing(node.name.value, 'getenforce');
    if (getenforce.value.value === 'disabled') return notApplicable();
    const label = labelOf(node, 'selinux-rule', path);
    if (label === null) return missing(node.name.value, 'selinux-rule');
    if (label.type === DATABASE_LABEL) return;
    report('noRule', { at: label.at, args: [node.name.value, path, label.label] });
  },
});
