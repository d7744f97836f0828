import { thirdParty } from '../../src/engine/rule.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const trailingComment = rule({
  name: 'trailing-comment',
  severity: 'warning',
  evidence: thirdParty,
  phases: ['start'],
  title: {
    en: 'a comment stands behind a value',
    ja: '値の後にコメントがある',
  },
  why: {
    en: 'Nothing says that JobCenter ends a value at a #: the guide never writes a comment behind one. Where it does not, the value is the whole rest of the line.',
    ja: '値が # で終わるという記述はマニュアルになく、値の後にコメントを書いた例もありません。コメントと認識されない場合、行の残り全体が値になります。',
  },
  fix: {
    en: 'put the comment on a line of its own, above the setting',
    ja: 'コメントは設定の上に独立した行として記述してください',
  },
  bad: 'ipaddress=192.168.1.100  # VIP',
  good: '# VIP\nipaddress=192.168.1.100',
  messages: {
    behindValue: {
      en: (comment: string, key: string) =>
        `"${comment}" behind the value of ${key} may be taken for a part of the value; put it on a line of its own`,
      ja: (comment: string, key: string) =>
        `${key} の値の後の「${comment}」は値の一部とみなされるおそれがあります。独立した行に記述してください`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    for (const { key, trailingComment: range } of document.entries) {
      if (range === null) continue;
      const comment = file.text.slice(range.start, range.end).trimEnd();
      report('behindValue', {
        at: { file, range: { start: range.start, end: range.start + comment.length } },
        args: [comment, key.value],
      });
    }
  },
});
