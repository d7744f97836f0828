import { manual } from '../../src/engine/rule.js';
import type { Cluster, ClusterNode, Conf, Site } from '../../src/jobcenter/model.js';
import { samePath } from '../../src/jobcenter/platform.js';
import { localSiteStart, type SiteStart, siteStart, startWindow } from '../../src/jobcenter/process-start.js';
import { eachManagerNode, eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';

/** A site on a node: a cluster site, or with null the node's local site. */
interface RunningSite {
  readonly node: ClusterNode;
  readonly site: Site | null;
}

export const settingsNotApplied = rule({
  name: 'settings-not-applied',
  severity: 'warning',
  evidence: manual('2.3.3.1.3'),
  phases: ['create-site', 'start'],
  title: {
    en: 'a daemon.conf was changed after the site that reads it had started',
    ja: 'サイトの起動後に daemon.conf が変更され、まだ反映されていない',
  },
  why: {
    en: 'daemon.conf is read when a site starts. Until the restart the old settings hold, and what was changed shows only at the next failover, or makes cjcmksite fail a second time.',
    ja: 'daemon.conf はサイトの起動時に読み込まれます。再起動するまで以前の設定のまま動き、変更の影響は次のフェイルオーバーや2回目の cjcmksite で初めて現れます。',
  },
  fix: {
    en: 'restart the site when that is possible: nqsstop and nqsstart for the local site, through the cluster software for a cluster site',
    ja: '停止できる時間帯にサイトを再起動してください（ローカルサイトは nqsstop と nqsstart、クラスタサイトはクラスタソフトウェアから）',
  },
  bad: '# ps -eo pid,lstart,args (UTC)\n1190 Sun Nov 15 06:00:50 2026 /usr/lib/nqs/jcexecutor/jcexecutor_manager\n# daemon.conf was changed on Nov 19',
  good: '# ps -eo pid,lstart,args (UTC)\n1190 Sun Nov 15 06:00:50 2026 /usr/lib/nqs/jcexecutor/jcexecutor_manager\n# daemon.conf was changed on Nov 10',
  messages: {
    localSite: {
      en: (path: string, changed: string, node: string) =>
        `${path} was changed at ${changed}, after the local site of ${node} had started; it still runs with the old settings`,
      ja: (path: string, changed: string, node: string) =>
        `${node} のローカルサイトの起動後（${changed}）に ${path} が変更されています。以前の設定のまま動いています`,
    },
    clusterSite: {
      en: (path: string, changed: string, site: string, node: string) =>
        `${path} was changed at ${changed}, after site ${site} had started on ${node}; it still runs with the old settings`,
      ja: (path: string, changed: string, site: string, node: string) =>
        `${node} でサイト ${site} が起動した後（${changed}）に ${path} が変更されています。以前の設定のまま動いています`,
    },
  },
  // Windows has neither fact.
  subjects: (cluster) => (cluster.platform === 'windows' ? [] : eachRunningSite(cluster)),
  check({ node, site }, { report, missing, notApplicable, cluster }) {
    const name = node.name.value;
    const running: SiteStart = site === null ? localSiteStart(node) : siteStart(node, site);
    if (running.state === 'stopped') return notApplicable();
    if (running.state === 'unknown') return missing(name, running.need);
    const { changed, meta } = node.facts;
    if (changed.state === 'missing') return missing(name, 'changed');
    const { start } = running;
    const window = startWindow(node, start);
    for (const { path, isThere } of filesOf(node, site, cluster)) {
      const row = changed.value.find((each) => samePath(cluster.platform, each.path, path));
      if (row === undefined) {
        if (isThere) missing(name, 'changed');
      } else if (row.seconds > window.latest) {
        const place = {
          at: row.at,
          related: [
            {
              at: start.at,
              message: {
                en: `${site === null ? 'the local site' : 'the site'} started here`,
                ja: 'サイトの起動時刻',
              },
            },
          ],
        };
        const when = `${new Date(row.seconds * 1000).toISOString().slice(0, 19)}Z`;
        if (site === null) report('localSite', { ...place, args: [path, when, name] });
        else report('clusterSite', { ...place, args: [path, when, site.name.value, name] });
      } else if (row.seconds > window.earliest) {
        // The zone of the node's clock decides, and nothing tells it.
        missing(name, meta.state === 'known' && meta.value.has('collected_at') ? 'ps-start' : 'meta');
      }
    }
  },
});

const eachRunningSite = (cluster: Cluster) => [
  ...eachManagerNode(cluster).map((subject) => ({ ...subject, it: running(subject.it, null) })),
  ...eachSiteOnNode(cluster).map((subject) => ({
    ...subject,
    it: running(subject.it.node, subject.it.site),
  })),
];

const running = (node: ClusterNode, site: Site | null): RunningSite => ({ node, site });

/** The files that a site reads when it starts, and whether they are in the data. */
function filesOf(
  node: ClusterNode,
  site: Site | null,
  { places }: Cluster,
): { path: string; isThere: boolean }[] {
  if (site !== null) return [{ path: site.confPath, isThere: site.confs.length > 0 }];
  const file = (path: string | null, conf: Conf | null) =>
    path === null ? [] : [{ path, isThere: conf !== null }];
  return [...file(places.commonConf, node.commonConf), ...file(places.localConf, node.localConf)];
}
