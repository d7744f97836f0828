import { manual } from '../../src/engine/rule.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { eachManagerNode, listed, rule } from '../../src/jobcenter/rule.js';
import { siteNamesOf, variableOf } from '../../src/jobcenter/shell.js';
import { nearest } from '../../src/text/nearest.js';

export const nqsSiteEnv = rule({
  name: 'nqs-site-env',
  severity: 'warning',
  evidence: manual('2.4.1'),
  phases: ['operation'],
  needs: ['env'],
  title: {
    en: 'NQS_SITE of the shell names no site of the node',
    ja: 'シェルの NQS_SITE がノードのサイト名でない',
  },
  why: {
    en: 'Commands such as nmapmgr work on the site that NQS_SITE names. With a name that the node does not know they end with an error, such as NMAPMGR(FATAL).',
    ja: 'nmapmgr などのコマンドは NQS_SITE のサイトを対象にします。ノードにないサイト名を指定すると、NMAPMGR(FATAL) などのエラーになります。',
  },
  fix: {
    en: 'set NQS_SITE to the full name of a site of the node, or unset it for the local site',
    ja: 'NQS_SITE にノードのサイト名を正しく設定するか、ローカルサイトを使う場合は設定を解除してください',
  },
  bad: 'NQS_SITE=jcmgcluser.example.jp',
  good: 'NQS_SITE=jcmgcluster.example.jp',
  messages: {
    unknown: {
      en: (name: string, node: string, known: string) =>
        `NQS_SITE "${name}" is no site of ${node}; its sites are ${known}`,
      ja: (name: string, node: string, known: string) =>
        `NQS_SITE の "${name}" は ${node} のサイトではありません。サイトは ${known} です`,
    },
    misspelt: {
      en: (name: string, node: string, known: string, meant: string) =>
        `NQS_SITE "${name}" is no site of ${node}; did you mean "${meant}"? Its sites are ${known}`,
      ja: (name: string, node: string, known: string, meant: string) =>
        `NQS_SITE の "${name}" は ${node} のサイトではありません。"${meant}" の誤りではありませんか。サイトは ${known} です`,
    },
  },
  subjects: eachManagerNode,
  check(node, { cluster, report, missing, notApplicable }) {
    const { env } = node.facts;
    if (env.state === 'missing') return missing(node.name.value, 'env');
    const site = variableOf(env.value, 'NQS_SITE');
    if (site === null) return notApplicable();
    const names = siteNamesOf(cluster, node);
    if (names.some((name) => nameKey(name) === nameKey(site.value))) return;
    if (hasUnnamedSite(cluster, node)) return missing(node.name.value, 'cjcls');
    const meant = nearest(site.value, names);
    const args = [site.value, node.name.value, listed(names)] as const;
    if (meant === undefined) report('unknown', { at: site.at, args: [...args] });
    else report('misspelt', { at: site.at, args: [...args, meant] });
  },
});

/** A site that only its link tells of: its name may be the one. */
const hasUnnamedSite = (cluster: Cluster, node: ClusterNode): boolean =>
  cluster.sites.some((site) => !site.named && site.nodes.includes(node));
