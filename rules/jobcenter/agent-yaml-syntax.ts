import { code } from '../../src/engine/rule.js';
import { eachDeclaredAgentFile } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const agentYamlSyntax = rule({
  name: 'agent-yaml-syntax',
  severity: 'error',
  evidence: code('YAML 1.2.2'),
  phases: ['agent'],
  title: {
    en: 'jcexecutor_agent.yaml is not YAML that can be read',
    ja: 'jcexecutor_agent.yaml が YAML として正しくない',
  },
  why: {
    en: 'The agent reads its settings from this file when it starts. From a file that is not YAML it gets none, or others than meant.',
    ja: 'エージェントは起動時にこのファイルから設定を読み込みます。YAML として正しくないと、設定が読めないか、意図しない値になります。',
  },
  fix: {
    en: 'correct the YAML: indent with blanks, one value for each key',
    ja: 'YAML の誤りを直してください（字下げは空白、キーごとに値は1つ）',
  },
  bad: 'request:\n\tonStartup:\n\t\taction: default',
  good: 'request:\n  onStartup:\n    action: default',
  messages: {
    broken: {
      en: (sentence: string, _: string) => sentence,
      ja: (_: string, sentence: string) => sentence,
    },
  },
  subjects: eachDeclaredAgentFile,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    // What follows a syntax error is mostly its consequence, so that the first one ends the list.
    const end = document.problems.findIndex(({ kind }) => kind !== 'duplicate-key');
    const shown = end < 0 ? document.problems : document.problems.slice(0, end + 1);
    for (const { range, message, first } of shown) {
      report('broken', {
        at: { file, range },
        args: [message.en, message.ja],
        related:
          first === undefined
            ? []
            : [
                {
                  at: { file, range: first },
                  message: { en: 'first set here', ja: '最初の記述' },
                },
              ],
      });
    }
  },
});
