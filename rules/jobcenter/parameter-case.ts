import type { ConfDocument, ConfEntry } from '../../grammars/conf/document.js';
import { replaceText } from '../../src/engine/fix.js';
import { inferred } from '../../src/engine/rule.js';
import { judgedValue, parameterOf } from '../../src/jobcenter/conf.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const parameterCase = rule({
  name: 'parameter-case',
  severity: 'warning',
  evidence: inferred('2.3.3.1.3'),
  phases: ['start'],
  // A setting in the wrong file is to be moved or removed first.
  yieldsTo: [{ rule: 'parameter-placement', for: 'place' }],
  title: {
    en: 'a known key or value is written in other letter case',
    ja: '既知のキーまたは値の大文字・小文字が異なる',
  },
  why: {
    en: 'The guide writes each key and value in one letter case and does not say that others work. Where they do not, the setting has no effect.',
    ja: 'マニュアルではキーと値の大文字・小文字は一通りで、他の書き方が有効とは書かれていません。区別される場合、設定は反映されません。',
  },
  fix: {
    en: 'write it as the guide does',
    ja: 'マニュアルの表記に合わせてください',
  },
  bad: 'Local_Daemon=site',
  good: 'local_daemon=SITE',
  messages: {
    key: {
      en: (key: string, known: string) => `the key "${key}" is documented as "${known}"`,
      ja: (key: string, known: string) => `キー「${key}」の正しい表記は「${known}」です`,
    },
    value: {
      en: (value: string, known: string, key: string) =>
        `the value "${value}" of ${key} is documented as "${known}"`,
      ja: (value: string, known: string, key: string) =>
        `${key} の値「${value}」の正しい表記は「${known}」です`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    for (const entry of document.entries) {
      const { key, value } = entry;
      const known = parameterOf(key.value);
      if (known === undefined) continue;
      if (known.name !== key.value) {
        report('key', {
          at: { file, range: key.range },
          args: [key.value, known.name],
          // Of two spellings one may have had no effect so far: somebody has to say which value is meant.
          fix: isOnly(entry, document) ? [replaceText(file, key.range, known.name)] : null,
        });
      }
      const documented = judgedValue(entry);
      if (documented !== value.value) {
        report('value', {
          at: { file, range: value.range },
          args: [value.value, documented, known.name],
          fix: [replaceText(file, value.range, documented)],
        });
      }
    }
  },
});

const isOnly = ({ key }: ConfEntry, { entries }: ConfDocument) =>
  entries.every((entry) => entry.key === key || entry.key.value.toLowerCase() !== key.value.toLowerCase());
