import type { ConfEntry } from '../../grammars/conf/document.js';
import { replaceText } from '../../src/engine/fix.js';
import { inferred } from '../../src/engine/rule.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { Range } from '../../src/text/source-file.js';

export const spaceAroundEquals = rule({
  name: 'space-around-equals',
  severity: 'warning',
  evidence: inferred('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'blanks stand around the = of a setting',
    ja: '設定の「=」の前後に空白がある',
  },
  why: {
    en: 'Every setting in the guide is written without blanks. Where JobCenter does not drop them, they belong to the key, which is then unknown, or to the value.',
    ja: 'マニュアルの設定例はすべて空白なしです。空白が取り除かれない場合、キーの一部になって認識されないか、値の一部になります。',
  },
  fix: {
    en: 'remove the blanks: key=value',
    ja: '空白を削除し「キー=値」の形にしてください',
  },
  bad: 'ipaddress = 192.168.1.100',
  good: 'ipaddress=192.168.1.100',
  messages: {
    blanks: {
      en: (key: string) =>
        `blanks around the "=" of ${key} may be taken for a part of the key or the value; write ${key}=… without them`,
      ja: (key: string) =>
        `${key} の「=」の前後の空白は、キーや値の一部とみなされるおそれがあります。空白なしで記述してください`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    for (const entry of document.entries) {
      if (blanksOf(entry).every((range) => isEmpty(file.text, range))) continue;
      report('blanks', {
        at: { file, range: { start: entry.blankBefore.start, end: entry.blankAfter.end } },
        args: [entry.key.value],
        fix: blanksOf(entry)
          .filter(({ start, end }) => start < end)
          .map((range) => replaceText(file, range, '')),
      });
    }
  },
});

const blanksOf = ({ blankBefore, blankAfter }: ConfEntry) => [blankBefore, blankAfter];

/** Full-width and no-break blanks are full-width-character's. */
function isEmpty(text: string, { start, end }: Range): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x3000 && code !== 0xa0) return false;
  }
  return true;
}
