import { same } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { databaseVoices } from '../../src/jobcenter/database-voices.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';

export const dbPathMatch = rule({
  name: 'db-path-match',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['failover'],
  needs: ['cjcls'],
  yieldsTo: [
    { rule: 'vip-link-target', for: 'subject' },
    { rule: 'db-path-absolute', for: 'place' },
  ],
  title: {
    en: 'nodes know a site under different database paths',
    ja: 'ノードによってサイトデータベースのパスが異なる',
  },
  why: {
    en: 'The database path is part of what a site is. A node that knows another path looks for the site where it is not, and the failover to that node fails.',
    ja: 'サイトデータベースのパスはサイトを表す情報の一部です。別のパスを認識しているノードではデータベースが見つからず、フェイルオーバーに失敗します。',
  },
  fix: {
    en: 'find out which path is right; correct the manifest, or the link and the registration on the node that differs',
    ja: '正しいパスを確認し、マニフェストを直すか、異なるノードのリンクや登録を直してください',
  },
  bad: 'jcmanager01: jcmgcluster.example.jp 1790 /mnt/jobmgdb (/usr/spool/nqs/C0A80164)\njcmanager02: jcmgcluster.example.jp SHUT /mnt/jobdb (/usr/spool/nqs/C0A80164)',
  good: 'jcmanager01: jcmgcluster.example.jp 1790 /mnt/jobmgdb (/usr/spool/nqs/C0A80164)\njcmanager02: jcmgcluster.example.jp SHUT /mnt/jobmgdb (/usr/spool/nqs/C0A80164)',
  messages: {
    differ: {
      en: (site: string, who: string) =>
        `the database of ${site} is not the same everywhere: ${who}; every node must know one path`,
      ja: (site: string, who: string) =>
        `${site} のサイトデータベースのパスが一致していません（${who}）。すべてのノードで同じパスでなければなりません`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, notApplicable, cluster }) {
    const { voices, silent } = databaseVoices(cluster, site);
    const [first] = voices;
    for (const node of silent) missing(node.name.value, 'cjcls');
    if (voices.length < 2 && silent.length === 0) return notApplicable();
    const disagreement = same(
      voices,
      (voice) => voice.value,
      (value) => voices.find((voice) => voice.value === value)?.key ?? value,
    );
    if (disagreement === null || first === undefined) return;
    // One node against the manifest: what is declared is taken for what is meant.
    const meant = first.node === null && disagreement.common === null ? disagreement.groups[0] : undefined;
    const odd = oddOneOut(
      meant === undefined
        ? disagreement
        : { ...disagreement, common: meant, odd: disagreement.groups.slice(1) },
    );
    if (odd === null) return;
    report('differ', {
      at: odd.at,
      args: [site.name.value, odd.text],
      node: odd.node,
      related: odd.related,
    });
  },
});
