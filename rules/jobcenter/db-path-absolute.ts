import { manual } from '../../src/engine/rule.js';
import { isAbsolute } from '../../src/jobcenter/platform.js';
import { rule } from '../../src/jobcenter/rule.js';
import { eachSiteOrUnknown, missSites } from '../../src/jobcenter/unknown-sites.js';

export const dbPathAbsolute = rule({
  name: 'db-path-absolute',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site'],
  title: {
    en: 'a site database is not an absolute path',
    ja: 'サイトデータベースのパスが絶対パスではない',
  },
  why: {
    en: 'A relative path means another folder wherever the command runs, and the link in /usr/spool/nqs would lead nowhere.',
    ja: '相対パスはコマンドを実行した場所によって別のフォルダを指し、リンクの先も定まりません。',
  },
  fix: {
    en: 'give the whole path from the root (on Windows with the drive letter)',
    ja: 'ルート（Windows ではドライブ文字）から始まる絶対パスを指定してください',
  },
  bad: 'sites:\n  - {name: jcmgcluster.example.jp, database: mnt/jobmgdb}',
  good: 'sites:\n  - {name: jcmgcluster.example.jp, database: /mnt/jobmgdb}',
  messages: {
    relative: {
      en: (path: string, example: string) =>
        `database "${path}" is not an absolute path; it must be one like ${example}`,
      ja: (path: string, example: string) =>
        `サイトデータベース "${path}" は絶対パスではありません。${example} のように指定してください`,
    },
  },
  subjects: eachSiteOrUnknown,
  check(site, { report, missing, cluster }) {
    if (site === null) return missSites(cluster, missing);
    const { value, at } = site.database;
    const { platform } = cluster;
    if (isAbsolute(platform, value)) return;
    report('relative', { at, args: [value, platform === 'windows' ? 'Y:\\jobdb' : '/mnt/jobdb'] });
  },
});
