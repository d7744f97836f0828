import { groups } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { judgedValue, parameterOf } from '../../src/jobcenter/conf.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import { listed, rule } from '../../src/jobcenter/rule.js';

/** A key that stands more often is nobody's slip, and a longer list helps nobody. */
const MOST_PLACES = 10;

export const duplicateParameter = rule({
  name: 'duplicate-parameter',
  severity: 'warning',
  evidence: inferred(),
  phases: ['start'],
  title: {
    en: 'a key stands twice in one file',
    ja: '一つのファイルに同じキーが複数ある',
  },
  why: {
    en: 'Which of the two counts is not documented. Whoever later changes one of them may change nothing.',
    ja: 'どちらの値が有効かは文書化されていません。後で片方だけを変更しても反映されないおそれがあります。',
  },
  fix: {
    en: 'keep the line that is meant and remove the others',
    ja: '必要な行だけを残し、他の行を削除してください',
  },
  bad: 'ipaddress=192.168.1.100\nipaddress=192.168.1.101',
  good: 'ipaddress=192.168.1.100',
  messages: {
    equal: {
      en: (key: string, times: number) => `${key} stands ${times} times, with one value; keep one line`,
      ja: (key: string, times: number) =>
        `${key} が ${times} 回記述されています（値は同じです）。1行だけ残してください`,
    },
    differing: {
      en: (key: string, times: number, values: string) =>
        `${key} stands ${times} times, with different values (${values}); which one counts is not documented`,
      ja: (key: string, times: number, values: string) =>
        `${key} が異なる値で ${times} 回記述されています（${values}）。どれが有効かは文書化されていません`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    if (document.entries.length < 2) return;
    const byKey = groups(
      document.entries,
      ({ key }) => key.value,
      (key) => key.toLowerCase(),
    );
    for (const { value: key, holders } of byKey) {
      const last = holders.at(-1);
      if (last === undefined || holders.length < 2) continue;
      const place = {
        at: { file, range: last.key.range },
        related: holders
          .slice(0, -1)
          .slice(0, MOST_PLACES)
          .map((entry) => ({
            at: { file, range: entry.key.range },
            message: { en: 'also set here', ja: 'ここにも記述' },
          })),
      };
      const name = parameterOf(key)?.name ?? key;
      const values = new Set(holders.map(judgedValue));
      if (values.size === 1) report('equal', { ...place, args: [name, holders.length] });
      else report('differing', { ...place, args: [name, holders.length, listed(values)] });
    }
  },
});
