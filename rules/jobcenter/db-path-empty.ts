import { manual } from '../../src/engine/rule.js';
import { below, comparableParts, isAbsolute, samePath } from '../../src/jobcenter/platform.js';
import { askedHere } from '../../src/jobcenter/preflight-subjects.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import { listedSite, mountOf } from '../../src/jobcenter/sight.js';

export const dbPathEmpty = rule({
  name: 'db-path-empty',
  severity: 'error',
  evidence: manual('2.5.1'),
  phases: ['create-site'],
  needs: ['stat'],
  title: {
    en: 'the database path of a new site is not empty',
    ja: '新しいサイトのデータベースパスが空でない',
  },
  why: {
    en: 'cjcmksite makes the database itself. What an earlier try or another site left there makes it fail, or is mixed up with the new site.',
    ja: 'データベースは cjcmksite が作成します。以前の失敗や別のサイトの残骸があると、作成に失敗するか、新しいサイトと混ざってしまいます。',
  },
  fix: {
    en: 'make sure that no site uses what is there, then move it away, or give another database path',
    ja: '残っているものを使っているサイトがないことを確かめて移動するか、別のデータベースパスを指定してください',
  },
  bad: '755\troot\troot\tdirectory\t/mnt/jobmgdb\n755\troot\troot\tdirectory\t/mnt/jobmgdb/nqs',
  good: '755\troot\troot\tdirectory\t/mnt/jobmgdb\n700\troot\troot\tdirectory\t/mnt/jobmgdb/lost+found',
  messages: {
    leftOver: {
      en: (path: string, folder: string) =>
        `"${path}" is there already: the left-over of an earlier site or try; cjcmksite makes "${folder}" itself`,
      ja: (path: string, folder: string) =>
        `"${path}" がすでにあります。以前のサイトまたは作成失敗の残骸です（"${folder}" は cjcmksite が作成します）`,
    },
    others: {
      en: (path: string, names: string) => `"${path}" is not empty: it holds ${names}`,
      ja: (path: string, names: string) => `"${path}" が空ではありません（${names}）`,
    },
  },
  subjects: askedHere('create-site'),
  check({ site, here }, { cluster, report, missing, notApplicable }) {
    const { platform, places, sharedDisks } = cluster;
    const { value: database } = site.database;
    const { stat, mounts } = here.facts;
    if (!isAbsolute(platform, database)) return notApplicable();
    if (stat.state !== 'known') return missing(here.name.value, 'stat');
    // The files of a mount point under the disk are not the database's; `mount-active` speaks.
    if (mounts.state === 'known' && mountOf(here, platform, database, sharedDisks) === null)
      return notApplicable();
    // A site that is there has its files there; `site-exists` speaks.
    const same = listedSite(here, site.name.value);
    if (same !== null && samePath(platform, same.database.value, database)) return notApplicable();
    const depth = comparableParts(platform, database).length;
    const entries = stat.value.flatMap((row) => {
      const parts = comparableParts(platform, row.path);
      const name = parts[depth];
      return parts.length === depth + 1 &&
        name !== undefined &&
        samePath(platform, below(platform, database, name), row.path)
        ? [{ name, at: row.at }]
        : [];
    });
    const made = entries.find(({ name }) => name === places.databaseFolder);
    if (made !== undefined) {
      const path = below(platform, database, places.databaseFolder);
      report('leftOver', { at: made.at, args: [path, places.databaseFolder] });
    }
    const others = entries.filter(({ name }) => name !== places.databaseFolder && name !== 'lost+found');
    const [first] = others;
    if (first === undefined) return;
    const names = others.slice(0, MOST_NAMES).map(({ name }) => `"${name}"`);
    const more = others.length > MOST_NAMES ? [...names, '…'] : names;
    report('others', { at: first.at, args: [database, listed(more)], severity: 'warning' });
  },
});

/** More names than this would hide the message. */
const MOST_NAMES = 5;
