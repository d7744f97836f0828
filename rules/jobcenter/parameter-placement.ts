import type { ConfEntry } from '../../grammars/conf/document.js';
import { manual } from '../../src/engine/rule.js';
import { parameterOf } from '../../src/jobcenter/conf.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import type { Conf } from '../../src/jobcenter/model.js';
import { rule } from '../../src/jobcenter/rule.js';

const removeIt = { en: () => 'remove the line', ja: () => '行を削除してください' };

export const parameterPlacement = rule({
  name: 'parameter-placement',
  severity: 'warning',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'a setting stands in a file where it does not belong',
    ja: '設定が本来と異なるファイルに記述されている',
  },
  why: {
    en: 'local_daemon and maintenance belong in the common daemon.conf of each node, ipaddress and NATS_URL in the file of the site they are for: one address for all sites of a node makes them collide. Elsewhere a setting has no effect, or one on the wrong sites.',
    ja: 'local_daemon と maintenance は各ノードの共通の daemon.conf に、ipaddress と NATS_URL は対象サイトのファイルに記述します。アドレスを共通ファイルに書くと、同じノードのサイト同士が衝突します。他の場所では反映されないか、別のサイトに影響します。',
  },
  fix: {
    en: 'move the line to the file it belongs in',
    ja: '行を本来のファイルへ移してください',
  },
  bad: '# /usr/lib/nqs/rc/daemon.conf\nlocal_daemon=SITE\nipaddress=192.168.1.100',
  good: '# /usr/lib/nqs/rc/daemon.conf\nlocal_daemon=SITE',
  messages: {
    common: {
      en: (key: string) =>
        `${key} belongs in the common file /usr/lib/nqs/rc/daemon.conf of each node; a site's file is not where it is read`,
      ja: (key: string) =>
        `${key} は各ノードの共通ファイル /usr/lib/nqs/rc/daemon.conf に記述します。サイトの daemon.conf では反映されません`,
    },
    noCommonFile: {
      en: (key: string) => `${key} is a setting of the common file of Linux, which Windows does not have`,
      ja: (key: string) => `${key} は Linux の共通ファイルの設定です。Windows に共通ファイルはありません`,
      fix: removeIt,
    },
    noSiteConf: {
      en: (key: string) => `${key} is a setting of the site.conf of Windows, which Linux does not have`,
      ja: (key: string) => `${key} は Windows の site.conf の設定です。Linux に site.conf はありません`,
      fix: removeIt,
    },
    site: {
      en: (key: string) =>
        `${key} belongs in the daemon.conf of the site it is for; here it would hold for every site of the node`,
      ja: (key: string) =>
        `${key} は対象サイトの daemon.conf に記述します。共通ファイルではノードの全サイトに適用されてしまいます`,
    },
    otherFile: {
      en: (key: string, file: string, here: string) => `${key} is a setting of ${file}, not of ${here}`,
      ja: (key: string, file: string, here: string) => `${key} は ${here} ではなく ${file} の設定です`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const conf = it.found;
    for (const { entry, name, belongs } of misplaced(conf)) {
      const at = { file: conf.file, range: entry.key.range };
      if (belongs === 'site') report('site', { at, args: [name] });
      else if (belongs === 'site.conf' && conf.platform === 'linux')
        report('noSiteConf', { at, args: [name] });
      else if (belongs !== 'common') report('otherFile', { at, args: [name, belongs, conf.kind] });
      else report(conf.platform === 'windows' ? 'noCommonFile' : 'common', { at, args: [name] });
    }
  },
});

interface Misplaced {
  readonly entry: ConfEntry;
  readonly name: string;
  /** Where it belongs: another file, the common daemon.conf or a site's. */
  readonly belongs: Conf['kind'] | 'common' | 'site';
}

function misplaced({ kind, role, document }: Conf): Misplaced[] {
  return document.entries.flatMap((entry): Misplaced[] => {
    const known = parameterOf(entry.key.value);
    if (known === undefined) return [];
    const { name, file, roles } = known;
    if (file !== kind) return [{ entry, name, belongs: file }];
    if (roles === null || role === null || roles.includes(role)) return [];
    return [{ entry, name, belongs: roles.includes('common') ? 'common' : 'site' }];
  });
}
