import { entryOf } from '../../grammars/yaml/document.js';
import { manual } from '../../src/engine/rule.js';
import { eachDeclaredAgentFile } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';
import { SYNTAX_NEED } from '../../src/jobcenter/unseen-disk.js';
import { toAscii } from '../../src/text/full-width.js';

export const onStartupAction = rule({
  name: 'on-startup-action',
  severity: 'info',
  evidence: manual('2.4.3'),
  phases: ['failover'],
  title: {
    en: 'request.onStartup.action drops the requests, or has a value that nobody knows',
    ja: 'request.onStartup.action が要求を破棄する設定、または不明な値になっている',
  },
  why: {
    en: 'The value decides what happens to requests that ran when the agent moved: default treats each by the restart setting of its job, abort drops all of them.',
    ja: 'フェイルオーバー時に実行中だった要求の扱いを決める値です。default では各ジョブの再実行設定に従い、abort ではすべて破棄されます。',
  },
  fix: {
    en: 'write `default` unless all requests are meant to be dropped',
    ja: 'すべての要求を破棄する意図がなければ `default` を指定してください',
  },
  bad: 'request:\n  onStartup:\n    action: abort',
  good: 'request:\n  onStartup:\n    action: default',
  messages: {
    drops: {
      en: () => 'action "abort": all requests are dropped after a failover, whatever their jobs say',
      ja: () =>
        'action が "abort" です。フェイルオーバー後、ジョブの再実行設定にかかわらずすべての要求が破棄されます',
    },
    unknown: {
      en: (value: string) => `action "${value}" is neither "default" nor "abort"; no other value is known`,
      ja: (value: string) =>
        `action の値 "${value}" は "default" でも "abort" でもありません。ほかの値は知られていません`,
    },
  },
  subjects: eachDeclaredAgentFile,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    // Behind a syntax error the keys stand anywhere.
    if (document.problems.some(({ kind }) => kind !== 'duplicate-key'))
      return missing(null, `${SYNTAX_NEED}${file.path}`);
    const onStartup = entryOf(entryOf(document.root, 'request')?.value, 'onStartup')?.value;
    const action = entryOf(onStartup, 'action')?.value;
    // A value of another type is told by agent-yaml-keys.
    if (action?.kind !== 'scalar' || typeof action.value !== 'string') return;
    const at = { file, range: action.range };
    const judged = toAscii(action.value).trim();
    if (judged === 'abort') report('drops', { at, args: [] });
    else if (judged !== 'default') report('unknown', { at, args: [action.value], severity: 'warning' });
  },
});
