import { manual } from '../../src/engine/rule.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { eachSite, listed, rule } from '../../src/jobcenter/rule.js';
import { seenTogether } from '../../src/jobcenter/same-time.js';

export const siteRunningOnce = rule({
  name: 'site-running-once',
  severity: 'error',
  evidence: manual('2.1.3'),
  phases: ['failover'],
  needs: ['cjcls', 'meta'],
  title: {
    en: 'a site runs on two nodes at the same time',
    ja: 'サイトが同時に2つのノードで起動している',
  },
  why: {
    en: 'A site belongs to one node at a time. Two of it write to one database and damage it, and run every job twice.',
    ja: 'サイトを起動できるのは同時に1ノードだけです。2ノードで起動すると、データベースの破損やジョブの二重実行が起こります。',
  },
  fix: {
    en: 'stop the site with `cjcpw -stop <site>` on the node that has neither VIP nor disk',
    ja: 'VIP と共有ディスクのない方のノードで `cjcpw -stop <サイト名>` を実行してください',
  },
  bad: 'jcmgcluster.example.jp 1790 /mnt/jobmgdb (on both nodes)',
  good: 'jcmgcluster.example.jp SHUT /mnt/jobmgdb (on the standby)',
  messages: {
    twice: {
      en: (site: string, nodes: string) =>
        `${site} runs on ${nodes} at the same time; only one node may run it`,
      ja: (site: string, nodes: string) =>
        `${site} が ${nodes} で同時に起動しています。起動できるのは1ノードだけです`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, notApplicable }) {
    if (site.nodes.length < 2) return notApplicable();
    const sightings = site.nodes.map((node) => ({ node, at: runningAt(node, site.name.value) }));
    const { holders, open } = seenTogether(sightings, 'cjcls');
    for (const { node, needs } of open) missing(node, ...needs);
    const last = holders.at(-1);
    if (last === undefined) return;
    report('twice', {
      at: last.at,
      args: [site.name.value, listed(holders.map(({ node }) => node.name.value))],
      node: null,
      related: holders.slice(0, -1).map(({ node, at }) => ({
        at,
        message: { en: `also runs on ${node.name.value}`, ja: `${node.name.value} でも起動中` },
      })),
    });
  },
});

/** Where cjcls shows the pid of a site; null: shut or not listed; undefined: not known. */
function runningAt(node: ClusterNode, site: string) {
  const { cjcls } = node.facts;
  if (cjcls.state === 'missing') return undefined;
  const row = cjcls.value.find((each) => nameKey(each.name.value) === nameKey(site));
  return row === undefined || row.pid === null ? null : row.pidAt;
}
