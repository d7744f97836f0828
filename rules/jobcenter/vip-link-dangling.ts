import { manual } from '../../src/engine/rule.js';
import { LINK_FOLDER } from '../../src/jobcenter/platform.js';
import { rule } from '../../src/jobcenter/rule.js';
import { mountOf } from '../../src/jobcenter/sight.js';
import { eachLinkedSite, linkOfVip, linksToSite } from '../../src/jobcenter/site-links.js';
import { statRowOf } from '../../src/jobcenter/stat-rows.js';
import { unseenDatabase } from '../../src/jobcenter/unseen-disk.js';

export const vipLinkDangling = rule({
  name: 'vip-link-dangling',
  severity: 'error',
  evidence: manual('2.5.1'),
  phases: ['start'],
  needs: ['mounts', 'stat'],
  title: {
    en: 'the link of a VIP leads to nothing although the disk is mounted',
    ja: 'ディスクがマウントされているのに、VIP のリンクの先に何もない',
  },
  why: {
    en: 'With the disk mounted the database must be there. Where it is not, the wrong disk is mounted or the database was removed, and the site does not start.',
    ja: 'ディスクがマウントされていればサイトデータベースがあるはずです。ない場合は別のディスクがマウントされているか、データベースが削除されており、サイトを起動できません。',
  },
  fix: {
    en: 'mount the right disk or restore the database; a site that was removed leaves a link to remove',
    ja: '正しいディスクをマウントするか、サイトデータベースを復元してください。サイトを削除済みならリンクも削除してください',
  },
  bad: '/usr/spool/nqs/C0A80164 -> /mnt/disk1/jobmgdb   (mounted: /mnt/disk1, with no jobmgdb in it)',
  good: '/usr/spool/nqs/C0A80164 -> /mnt/disk1/jobmgdb   (mounted: /mnt/disk1, with jobmgdb in it)',
  messages: {
    nothing: {
      en: (name: string, target: string, mountPoint: string, node: string) =>
        `link "${name}" leads to "${target}", where nothing stands although ${mountPoint} is mounted on ${node}`,
      ja: (name: string, target: string, mountPoint: string, node: string) =>
        `${node} では ${mountPoint} がマウントされていますが、リンク "${name}" の先の "${target}" には何もありません`,
    },
  },
  subjects: eachLinkedSite,
  check({ site, node }, { report, missing, notApplicable, cluster }) {
    const { value: name } = node.name;
    const { mounts, stat } = node.facts;
    if (!node.hasData) return missing(name, 'mounts', 'stat');
    if (site.vip === null || site.vip.address === null) return missing(null, 'manifest:sites[].vip');
    const link = linkOfVip(node, site);
    if (link === null) return node.linksKnown ? notApplicable() : missing(name, 'stat');
    const { target } = link;
    if (target === null) return missing(name, `${LINK_FOLDER}/${link.name}`);
    // One that leads elsewhere has a rule of its own.
    if (!linksToSite(node, site).has(link)) return notApplicable();
    if (node.tree.resolve(target).state === 'found' || statRowOf(node, target) !== null) return;
    if (mounts.state !== 'known') return missing(name, 'mounts');
    const mount = mountOf(node, 'linux', site.database.value, cluster.sharedDisks);
    if (mount === null) {
      const unseen = unseenDatabase(site);
      if (unseen !== null) return missing(name, unseen);
      return site.seenBy.size === 0 ? missing(name, 'mounts', 'stat') : notApplicable();
    }
    // Only a `stat` of the usual places tells that something is not there; the tree of a repository does not.
    if (stat.state !== 'known' || statRowOf(node, LINK_FOLDER) === null) return missing(name, 'stat');
    report('nothing', {
      at: link.at,
      args: [link.name, target, mount.mountPoint, name],
      related: [{ at: mount.at, message: { en: 'mounted here', ja: 'マウント' } }],
    });
  },
});
