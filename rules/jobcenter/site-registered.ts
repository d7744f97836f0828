import { manual } from '../../src/engine/rule.js';
import { isSameHost } from '../../src/jobcenter/host-name.js';
import { samePath } from '../../src/jobcenter/platform.js';
import { eachSiteOnNode, firstLine, listed, rule } from '../../src/jobcenter/rule.js';

export const siteRegistered = rule({
  name: 'site-registered',
  severity: 'error',
  evidence: manual('2.3.3.2.4.2'),
  phases: ['failover'],
  needs: ['cjcls'],
  title: {
    en: 'a Windows node does not list the site',
    ja: 'Windows のノードにサイトが登録されていない',
  },
  why: {
    en: 'On Windows a site is created on one node and must be added on the others as an existing site. Where that was forgotten the site cannot start after a failover.',
    ja: 'Windows では一方のノードでサイトを作成し、他方のノードには「既存サイト」として追加する必要があります。追加していないノードでは、フェイルオーバー後にサイトを起動できません。',
  },
  fix: {
    en: 'add the site on that node as an existing site (既存サイト), with the disk and the VIP active there',
    ja: '共有ディスクと VIP を有効にした状態で、そのノードに「既存サイト」としてサイトを追加してください',
  },
  bad: 'SITE-NAME             DAEMON-PID DB-PATH',
  good: 'SITE-NAME             DAEMON-PID DB-PATH\njcmgcluster.domain.jp SHUT       Y:\\Jobdb',
  messages: {
    notListed: {
      en: (site: string, node: string, names: string) =>
        `cjcls on ${node} does not list "${site}" (it lists ${names === '' ? 'none' : names}); the site was not added there as an existing site`,
      ja: (site: string, node: string, names: string) =>
        `${node} の cjcls に "${site}" がありません（一覧: ${names === '' ? 'なし' : names}）。このノードに既存サイトとして追加されていません`,
    },
    otherName: {
      en: (site: string, node: string, name: string) =>
        `${node} knows the database of "${site}" as the site "${name}"; the site must have one name on every node`,
      ja: (site: string, node: string, name: string) =>
        `${node} では "${site}" のサイトデータベースがサイト "${name}" として登録されています。サイト名はすべてのノードで同じでなければなりません`,
    },
  },
  subjects: (cluster) => (cluster.platform === 'windows' ? eachSiteOnNode(cluster) : []),
  check({ site, node }, { report, missing, cluster }) {
    const { cjcls } = node.facts;
    const { value: nodeName } = node.name;
    if (cjcls.state !== 'known') return missing(nodeName, 'cjcls');
    const { value: name, at } = site.name;
    if (cjcls.value.some((row) => isSameHost(row.name.value, name))) return;
    const related = [{ at, message: { en: 'the site', ja: 'サイト' } }];
    const named = cjcls.value.find(({ database }) =>
      samePath(cluster.platform, database.value, site.database.value),
    );
    if (named !== undefined) {
      return report('otherName', { at: named.name.at, args: [name, nodeName, named.name.value], related });
    }
    report('notListed', {
      at: firstLine(cjcls),
      args: [name, nodeName, listed(cjcls.value.map((row) => row.name.value))],
      related,
    });
  },
});
