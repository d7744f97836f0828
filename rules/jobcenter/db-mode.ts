import { manual } from '../../src/engine/rule.js';
import { judgedMode } from '../../src/jobcenter/directory-mode.js';
import { databaseSight } from '../../src/jobcenter/disk-sight.js';
import { below } from '../../src/jobcenter/platform.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { unseenDatabase } from '../../src/jobcenter/unseen-disk.js';
import { shellWord } from '../../src/text/shell-word.js';

export const dbMode = rule({
  name: 'db-mode',
  severity: 'error',
  evidence: manual('2.5.2'),
  phases: ['start'],
  needs: ['stat'],
  title: {
    en: 'a site database, or the nqs folder in it, does not have mode 755',
    ja: 'サイトデータベースまたはその中の nqs のパーミッションが 755 でない',
  },
  why: {
    en: 'JobCenter and its job users work in the database under several accounts. Without read and search permission for all of them the site does not start or jobs fail; write permission for others lets anyone change the site.',
    ja: 'JobCenter とジョブ実行ユーザは複数のアカウントでデータベースを参照します。読み取り・検索の権限が足りないとサイトの起動やジョブの実行に失敗し、書き込みの権限が余分にあると誰でもサイトを変更できます。',
  },
  fix: {
    en: 'chmod 755 the directory on the node that has the disk mounted',
    ja: 'ディスクをマウントしているノードでディレクトリに chmod 755 を実行してください',
  },
  bad: '750\troot\troot\tdirectory\t/mnt/jobmgdb/nqs',
  good: '755\troot\troot\tdirectory\t/mnt/jobmgdb/nqs',
  messages: {
    closed: {
      en: (path: string, mode: string, lacks: string) =>
        `${path} has mode ${mode}; a site database and its nqs need 755, so ${lacks} is missing`,
      ja: (path: string, mode: string, lacks: string) =>
        `${path} のパーミッションは ${mode} です。サイトデータベースと nqs には 755 が必要ですが、${lacks} が不足しています`,
      fix: {
        en: (path: string) => `chmod 755 ${shellWord(path)}`,
        ja: (path: string) => `chmod 755 ${shellWord(path)} を実行してください`,
      },
    },
    wider: {
      en: (path: string, mode: string, beyond: string) =>
        `${path} has mode ${mode}, wider than the 755 a site database needs: ${beyond} is too much`,
      ja: (path: string, mode: string, beyond: string) =>
        `${path} のパーミッションは ${mode} で、サイトデータベースに必要な 755 より広くなっています（${beyond} が余分です）`,
      fix: {
        en: (path: string) => `chmod 755 ${shellWord(path)}`,
        ja: (path: string) => `chmod 755 ${shellWord(path)} を実行してください`,
      },
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const { platform, places } = cluster;
    if (platform === 'windows') return notApplicable();
    const sight = databaseSight(cluster, site, node);
    if (sight === 'not-seen' && site.nodes.some((each) => databaseSight(cluster, site, each) !== 'not-seen'))
      return notApplicable();
    if (sight !== 'seen') return missing(node.name.value, unseenDatabase(site) ?? 'stat');
    for (const path of [site.database.value, below(platform, site.database.value, places.databaseFolder)]) {
      const judged = judgedMode(node, path);
      if (judged === null) missing(node.name.value, 'stat');
      else if (judged.lacks !== '')
        report('closed', { at: judged.at, args: [path, judged.mode, judged.lacks] });
      else if (judged.beyond !== '')
        report('wider', { at: judged.at, args: [path, judged.mode, judged.beyond], severity: 'warning' });
    }
  },
});
