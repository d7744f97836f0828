import { thirdParty } from '../../src/engine/rule.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { isPort } from '../../src/jobcenter/nats-url.js';
import { rule } from '../../src/jobcenter/rule.js';

export const listenPortValid = rule({
  name: 'listen-port-valid',
  severity: 'info',
  evidence: thirdParty,
  phases: ['start'],
  title: {
    en: 'listen_port is not a port number',
    ja: 'listen_port がポート番号ではない',
  },
  why: {
    en: 'A port is a whole number from 1 to 65535. What JobCenter does with another value is not documented.',
    ja: 'ポート番号は1から65535の整数です。それ以外の値が設定された場合の動作は公開されていません。',
  },
  fix: {
    en: 'write a number from 1 to 65535, or remove the line for the default (20816)',
    ja: '1から65535の数値を記述するか、行を削除して既定値（20816）にしてください',
  },
  bad: 'listen_port=208160',
  good: 'listen_port=20816',
  messages: {
    notPort: {
      en: (value: string) =>
        `listen_port "${value}" is not a port; it must be a whole number from 1 to 65535`,
      ja: (value: string) =>
        `listen_port の「${value}」はポート番号ではありません。1から65535の整数が必要です`,
    },
  },
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing, notApplicable }) {
    if (it.found === null) return missing(it.node, it.need);
    const entry = it.found.get('listen_port');
    if (entry === null) return notApplicable();
    if (!isPort(entry.value.value)) {
      report('notPort', { at: { file: it.found.file, range: entry.value.range }, args: [entry.value.text] });
    }
  },
});
