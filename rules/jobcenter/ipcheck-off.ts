import { thirdParty } from '../../src/engine/rule.js';
import { judgedValue } from '../../src/jobcenter/conf.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const ipcheckOff = rule({
  name: 'ipcheck-off',
  severity: 'info',
  evidence: thirdParty,
  phases: ['start'],
  title: {
    en: 'ipcheck=OFF turns the reverse look-up check off',
    ja: 'ipcheck=OFF で逆引きの確認が無効になっている',
  },
  why: {
    en: 'The guide requires site names to resolve forward and reverse. With the check off, a broken reverse look-up goes unnoticed until something that relies on it fails.',
    ja: 'サイト名は正引き・逆引きの両方ができる必要があります。確認を無効にすると、逆引きの不備が、それに依存する処理が失敗するまで表面化しません。',
  },
  fix: {
    en: 'make the reverse look-up work and remove ipcheck; the standard mode may not know the key at all',
    ja: '逆引きができるようにしたうえで ipcheck を削除してください。標準モードではこのキー自体が無効な可能性があります',
  },
  bad: 'ipaddress=192.168.1.100\nipcheck=OFF',
  good: 'ipaddress=192.168.1.100',
  messages: {
    off: {
      en: () =>
        '"ipcheck=OFF" turns the reverse look-up check off, while the VIP must resolve to the site name',
      ja: () => '「ipcheck=OFF」により逆引きの確認が無効です。VIP からサイト名への逆引きは必要です',
    },
  },
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const entry = it.found.get('ipcheck');
    if (entry !== null && judgedValue(entry) === 'OFF') {
      report('off', { at: { file: it.found.file, range: entry.value.range }, args: [] });
    }
  },
});
