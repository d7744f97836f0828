import { manual } from '../../src/engine/rule.js';
import { type DatabaseOverlap, localOverlapOf, overlapsOf } from '../../src/jobcenter/database-overlap.js';
import type { Site } from '../../src/jobcenter/model.js';
import { isManagerNode, rule } from '../../src/jobcenter/rule.js';
import { eachSiteOrUnknown, missSites } from '../../src/jobcenter/unknown-sites.js';

const related = (site: Site) => ({
  at: site.database.at,
  message: { en: `database of ${site.name.value}`, ja: `${site.name.value} のサイトデータベース` },
});

export const dbPathOverlap = rule({
  name: 'db-path-overlap',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site'],
  title: {
    en: 'two site databases overlap',
    ja: 'サイトデータベースのパスが重なっている',
  },
  why: {
    en: 'Each site writes its own files into its database. Two sites in one folder, or one inside the other, overwrite each other; cjcmksite refuses such a path.',
    ja: '各サイトは自分のデータベースにファイルを書き込みます。同じフォルダや互いに含み合うフォルダでは上書きし合うため、cjcmksite で拒否されます。',
  },
  fix: {
    en: 'give each site a folder of its own, none of them inside another and none in /usr/spool/nqs',
    ja: 'サイトごとに、互いに含み合わない専用のフォルダを割り当ててください（/usr/spool/nqs の中も不可）',
  },
  bad: 'sites:\n  - {name: a.example.jp, database: /mnt/jobmgdb}\n  - {name: b.example.jp, database: /mnt/jobmgdb/second}',
  good: 'sites:\n  - {name: a.example.jp, database: /mnt/jobmgdb}\n  - {name: b.example.jp, database: /mnt/jobmgdb2}',
  messages: {
    equal: {
      en: (path: string, site: string, other: string, node: string) =>
        `database "${path}" of ${site} is also that of ${other}, and ${node} runs both; each site needs a folder of its own`,
      ja: (path: string, site: string, other: string, node: string) =>
        `${site} のサイトデータベース "${path}" は ${other} と同じで、${node} では両方が動きます。サイトごとに別のフォルダが必要です`,
    },
    inside: {
      en: (path: string, site: string, outer: string, other: string, node: string) =>
        `database "${path}" of ${site} lies in "${outer}" of ${other}, and ${node} runs both; databases must not overlap`,
      ja: (path: string, site: string, outer: string, other: string, node: string) =>
        `${site} のサイトデータベース "${path}" は ${other} の "${outer}" の中にあり、${node} では両方が動きます。サイトデータベースは重なってはいけません`,
    },
    linked: {
      en: (path: string, site: string, outer: string, other: string, node: string) =>
        `database "${path}" of ${site} and "${outer}" of ${other} overlap on ${node}, where links lead to one place; databases must not overlap`,
      ja: (path: string, site: string, outer: string, other: string, node: string) =>
        `${site} のサイトデータベース "${path}" と ${other} の "${outer}" は、${node} ではリンクをたどると重なります。サイトデータベースは重なってはいけません`,
    },
    local: {
      en: (path: string, site: string, local: string) =>
        `database "${path}" of ${site} overlaps "${local}", the database of the local site; a cluster site needs a folder outside of it`,
      ja: (path: string, site: string, local: string) =>
        `${site} のサイトデータベース "${path}" はローカルサイトの "${local}" と重なっています。ローカルサイトの外のフォルダが必要です`,
    },
  },
  subjects: eachSiteOrUnknown,
  check(site, { report, missing, cluster }) {
    if (site === null) return missSites(cluster, missing);
    const { localDatabase } = cluster.places;
    if (localDatabase === null) missing(null, 'manifest:installDir');
    else if (site.nodes.some((node) => isManagerNode(cluster, node)) && localOverlapOf(cluster, site)) {
      report('local', {
        at: site.database.at,
        args: [site.database.value, site.name.value, localDatabase],
      });
    }
    for (const overlap of overlapsOf(cluster, site)) sayOverlap(overlap);

    function sayOverlap({ kind, inner, outer, node }: DatabaseOverlap): void {
      const place = { at: inner.database.at, site: inner.name.value, related: [related(outer)] };
      const at = node.name.value;
      const [path, owner] = [inner.database.value, inner.name.value];
      if (kind === 'equal') report('equal', { ...place, args: [path, owner, outer.name.value, at] });
      else report(kind, { ...place, args: [path, owner, outer.database.value, outer.name.value, at] });
    }
  },
});
