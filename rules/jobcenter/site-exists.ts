import { manual } from '../../src/engine/rule.js';
import { askedOnKnownNodes } from '../../src/jobcenter/preflight-subjects.js';
import { rule } from '../../src/jobcenter/rule.js';
import { listedSite } from '../../src/jobcenter/sight.js';

export const siteExists = rule({
  name: 'site-exists',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['create-site'],
  needs: ['cjcls'],
  title: {
    en: 'a site of that name is already there',
    ja: '同じ名前のサイトがすでにある',
  },
  why: {
    en: 'Sites are told apart by their names. cjcmksite refuses a name that is in use, and a site is created once, on one node only.',
    ja: 'サイトは名前で区別されます。使用中の名前では cjcmksite が失敗します。サイトの作成は 1 台のノードで 1 回だけ行います。',
  },
  fix: {
    en: 'start the site that is there, or give the new one another name',
    ja: '既存のサイトを起動するか、新しいサイトに別の名前を付けてください',
  },
  bad: 'SITE-NAME              DAEMON-PID DB-PATH(LINK)\njcmgcluster.example.jp SHUT       /mnt/jobmgdb (/usr/spool/nqs/C0A80164)',
  good: 'SITE-NAME              DAEMON-PID DB-PATH(LINK)',
  messages: {
    exists: {
      en: (site: string, node: string, database: string) =>
        `a site "${site}" is already there on ${node}, with the database ${database}`,
      ja: (site: string, node: string, database: string) =>
        `サイト "${site}" はすでに ${node} にあります（データベース: ${database}）`,
    },
  },
  subjects: askedOnKnownNodes('create-site'),
  check({ site, node, here }, { report, missing, notApplicable }) {
    if (node.facts.cjcls.state !== 'known') {
      if (node === here) missing(node.name.value, 'cjcls');
      else notApplicable();
      return;
    }
    const row = listedSite(node, site.name.value);
    if (row === null) return;
    report('exists', { at: row.name.at, args: [row.name.value, node.name.value, row.database.value] });
  },
});
