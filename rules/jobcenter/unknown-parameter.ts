import { unknownEvidence } from '../../src/engine/rule.js';
import { parameterOf, parameters } from '../../src/jobcenter/conf.js';
import { eachDeclaredConf } from '../../src/jobcenter/declared-files.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import { nearest } from '../../src/text/nearest.js';

export const unknownParameter = rule({
  name: 'unknown-parameter',
  severity: 'info',
  evidence: unknownEvidence,
  phases: ['start'],
  yieldsTo: [{ rule: 'text-encoding', for: 'place' }],
  title: {
    en: 'a key that nobody documents',
    ja: '文書に記載のないキーがある',
  },
  why: {
    en: 'A misspelt key sets nothing, and nothing says so. Keys outside of the guide may exist; of those only the ones near to a known key are warned of.',
    ja: 'キーを書き間違えると設定は反映されず、エラーにもなりません。マニュアルにないキーが有効な場合もあるため、既知のキーに似たものだけを警告とします。',
  },
  fix: {
    en: 'check how the key is written; if it is meant, suppress this rule with the reason',
    ja: 'キーの綴りを確認してください。意図したキーであれば、理由を付けて抑止してください',
  },
  bad: 'ipadress=192.168.1.100',
  good: 'ipaddress=192.168.1.100',
  messages: {
    misspelt: {
      en: (key: string, known: string) => `"${key}" is no documented key; did you mean "${known}"?`,
      ja: (key: string, known: string) =>
        `「${key}」は文書に記載のないキーです。「${known}」の誤りではありませんか`,
    },
    unknown: {
      en: (key: string, file: string, known: string) =>
        `"${key}" is documented nowhere; documented keys of ${file}: ${known}`,
      ja: (key: string, file: string, known: string) =>
        `「${key}」は文書に記載がありません。${file} の既知のキー: ${known}`,
    },
  },
  subjects: eachDeclaredConf,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { kind, file, document } = it.found;
    for (const { key } of document.entries) {
      if (parameterOf(key.value) !== undefined) continue;
      const at = { file, range: key.range };
      const known = nearest(key.value, keysOf[kind]) ?? nearest(lastWordOf(key.value), keysOf[kind]);
      if (known !== undefined) report('misspelt', { at, args: [key.value, known], severity: 'warning' });
      else report('unknown', { at, args: [key.value, kind, listed(keysOf[kind])] });
    }
  },
});

/** `export NATS_URL=…` was copied from a shell. */
const lastWordOf = (key: string): string =>
  key.slice(Math.max(key.lastIndexOf(' '), key.lastIndexOf('\t')) + 1);

const keysIn = (kind: 'daemon.conf' | 'site.conf') =>
  parameters.filter(({ file }) => file === kind).map(({ name }) => name);
const keysOf = { 'daemon.conf': keysIn('daemon.conf'), 'site.conf': keysIn('site.conf') };
