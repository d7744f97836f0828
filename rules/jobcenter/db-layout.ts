import { manual } from '../../src/engine/rule.js';
import { below, treePath } from '../../src/jobcenter/platform.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { statRowOf } from '../../src/jobcenter/stat-rows.js';
import { unseenDatabase } from '../../src/jobcenter/unseen-disk.js';

export const dbLayout = rule({
  name: 'db-layout',
  severity: 'warning',
  evidence: manual('2.3.3.1.2'),
  phases: ['start'],
  needs: ['stat'],
  yieldsTo: [{ rule: 'vip-link-dangling', for: 'subject' }],
  title: {
    en: 'a site database lacks the folder that creating the site makes in it',
    ja: 'サイトデータベースに、サイト作成時にできるフォルダがない',
  },
  why: {
    en: 'cjcmksite makes the folder nqs (on Windows etc) in the database. Without it the site was not created there, the wrong disk is mounted, or its files were removed, and it does not start.',
    ja: 'cjcmksite はサイトデータベースに nqs フォルダ（Windows では etc）を作成します。これがない場合、サイトが作成されていないか、別のディスクがマウントされているか、ファイルが削除されており、サイトは起動しません。',
  },
  fix: {
    en: 'check that the right disk is mounted; create the site, or restore its database',
    ja: '正しいディスクがマウントされているか確認し、サイトを作成するか、サイトデータベースを復元してください',
  },
  bad: '.facts/stat:\n755\troot\troot\tdirectory\t/mnt/jobmgdb\n700\troot\troot\tdirectory\t/mnt/jobmgdb/lost+found',
  good: '.facts/stat:\n755\troot\troot\tdirectory\t/mnt/jobmgdb\n755\troot\troot\tdirectory\t/mnt/jobmgdb/nqs',
  messages: {
    lacking: {
      en: (database: string, folder: string, node: string) =>
        `database "${database}" is there on ${node}, but holds no "${folder}"; a created site database has that folder`,
      ja: (database: string, folder: string, node: string) =>
        `${node} にサイトデータベース "${database}" はありますが、その中に "${folder}" がありません。作成済みのサイトデータベースには必ずあるフォルダです`,
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { report, missing, notApplicable, cluster }) {
    const { platform, places } = cluster;
    const { value: name } = node.name;
    const { value: database } = site.database;
    if (!node.hasData || site.seenBy.size === 0) return missing(name, unseenDatabase(site) ?? 'stat');
    if (!site.seenBy.has(node)) return notApplicable();
    const inside = below(platform, database, places.databaseFolder);
    const isThere =
      node.tree.resolve(treePath(platform, inside)).state === 'found' || statRowOf(node, inside) !== null;
    if (isThere) return;
    const row = statRowOf(node, database);
    // Without a row of its own the database was perhaps not asked for: stat then tells nothing of what is in it.
    if (row === null) return missing(name, 'stat');
    report('lacking', {
      at: row.at,
      args: [database, places.databaseFolder, name],
      related: [{ at: site.database.at, message: { en: 'the database', ja: 'サイトデータベース' } }],
    });
  },
});
