import { inferred } from '../../src/engine/rule.js';
import { eachDeclaredSiteConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const siteConfValues = rule({
  name: 'site-conf-values',
  severity: 'error',
  evidence: inferred('2.3.3.2.3'),
  phases: ['start'],
  title: {
    en: 'a time limit in site.conf is not a positive whole number',
    ja: 'site.conf の時間設定が正の整数ではない',
  },
  why: {
    en: 'The limits decide how long the site may take to start and to stop. A value that cannot be read leaves an unknown limit, and a site with many trackers is stopped while it starts.',
    ja: 'サイトの起動・停止にかけられる時間を決める設定です。値が読めないと制限時間が意図どおりにならず、トラッカの多いサイトは起動途中で停止されることがあります。',
  },
  fix: {
    en: 'write a whole number above zero, such as BOOT_TIMEOUT=200',
    ja: '1以上の整数を記述してください。例: BOOT_TIMEOUT=200',
  },
  bad: 'BOOT_TIMEOUT=200s',
  good: 'BOOT_TIMEOUT=200',
  messages: {
    notWhole: {
      en: (key: string, value: string) =>
        `${key} "${value}" is not a whole number; write digits only, without a unit`,
      ja: (key: string, value: string) =>
        `${key} の「${value}」は整数ではありません。単位を付けず数字だけで記述してください`,
    },
    notPositive: {
      en: (key: string, value: string) =>
        `${key} "${value}" leaves no time at all; a limit above zero is expected`,
      ja: (key: string, value: string) =>
        `${key} の「${value}」では待ち時間がありません。1以上の値にしてください`,
    },
  },
  // Linux does not use site.conf (domain.md §2).
  subjects: (cluster) =>
    eachDeclaredSiteConf(cluster).filter(({ it }) => it.found === null || it.found.platform === 'windows'),
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    for (const key of ['BOOT_TIMEOUT', 'STOP_TIMEOUT', 'FORCEKILL_TIME'] as const) {
      const entry = it.found.get(key);
      if (entry === null) continue;
      const { value, range, text } = entry.value;
      const at = { file: it.found.file, range };
      if (!/^[+-]?\d+$/.test(value)) report('notWhole', { at, args: [key, text] });
      else if (Number(value) <= 0) report('notPositive', { at, args: [key, text], severity: 'warning' });
    }
  },
});
