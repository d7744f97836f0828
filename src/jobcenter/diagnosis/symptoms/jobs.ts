import { AGENT, FAILS, hint, JOB, pattern, STARTS_NOT, type Symptom } from './symptom.js';

/** How jobs and agents show that something is wrong. */
export const jobSymptoms: readonly Symptom[] = [
  {
    id: 'jobs-lost',
    name: { en: 'jobs are gone after the failover', ja: 'フェイルオーバー後にジョブが消えた' },
    patterns: [
      pattern(
        `${JOB}|request & 消え|なくな|無くな|失われ|破棄|引き継がれ|再実行され|再開され|gone|lost|disappear|vanish|dropped|` +
          'notrestarted|notre-run|notresumed',
      ),
    ],
    seen: 'after',
    rules: {
      'on-startup-action': 3,
      'spool-match': 3,
      'spool-on-shared-disk': 3,
      'instance-id-match': 2,
      'agent-yaml-keys': 2,
      'agent-yaml-syntax': 2,
      'shared-copy-match': 1,
    },
    hints: [
      hint(
        'G 2.4.3',
        "the job's own restart setting is DISABLE: such a job is dropped at a failover",
        'ジョブの再実行設定が DISABLE の場合、フェイルオーバー時にそのジョブは破棄されます',
      ),
    ],
  },
  {
    id: 'jobs-not-transferred',
    name: { en: 'jobs are not transferred or do not run', ja: 'ジョブが流れない' },
    patterns: [
      pattern(
        `${JOB} & 流れな|流れま|流れへ|動かへ|転送|投入|実行されな|実行されま|滞留|待ちのまま|動かな|進まな|起動しな|起動され|notrun|don'trun|donotrun|nottransfer|queued|waiting|notsubmitted|hang`,
      ),
    ],
    seen: 'after',
    rules: {
      'instance-missing': 2,
      'instance-id-match': 2,
      'agent-endpoint': 2,
      'agent-settings-match': 2,
      'job-user-match': 2,
      'machine-id-unique': 2,
      'machine-id-match': 2,
      'spool-match': 1,
      'spool-mode': 1,
      'private-key-mode': 1,
      'release-match': 1,
    },
    hints: [
      hint(
        'G 2.2.1',
        'the user mapping differs, so that jobs are not transferred',
        'ユーザマッピングが異なり、ジョブが転送されない可能性があります',
      ),
    ],
  },
  {
    id: 'jobs-fail',
    name: { en: 'jobs fail on the new node', ja: '切り替え先でジョブが失敗する' },
    patterns: [
      pattern(`${JOB} & 失敗|異常終了|エラー|異常|abend|fail|error|endwitherror`),
      pattern(
        'ユーザ|user & 存在しな|存在しま|見つから|いない|ない|unknown|notexist|nosuch|notfound|missing',
      ),
      pattern('uid|gid'),
    ],
    seen: 'after',
    rules: {
      'job-user-match': 3,
      'job-user-id-match': 3,
      'spool-mode': 2,
      'spool-match': 2,
      'selinux-label': 1,
    },
  },
  {
    id: 'agent-not-connected',
    name: { en: 'the agent does not connect', ja: 'エージェントが接続できない' },
    patterns: [
      pattern('registered'),
      pattern('23151'),
      pattern(
        `${AGENT} & 接続|つながら|繋がら|未接続|切断|オフライン|disconnect|notconnect|connect|offline|unreachable|lost`,
      ),
      pattern(`${AGENT}|インスタンス|instance & ${STARTS_NOT}`),
      pattern('秘密鍵|privatekey|認証|authenticat'),
    ],
    seen: 'after',
    rules: {
      'agent-endpoint': 3,
      'endpoint-reachable': 3,
      'agent-settings-match': 3,
      'instance-missing': 3,
      'instance-id-match': 2,
      'private-key-mode': 2,
      'instance-active-once': 2,
      'vip-forward-lookup': 2,
      'vip-lookup-consistent': 2,
      'vip-loopback': 2,
      'spool-mode': 1,
      'agent-yaml-syntax': 1,
    },
    hints: [
      hint(
        'G 2.3.6',
        'the instance was not started, or port 23151 of the site is closed for it',
        'インスタンスが起動していないか、サイトの 23151 番ポートに到達できない可能性があります',
      ),
    ],
  },
  {
    id: 'other-agent',
    name: { en: 'the agent counts as another one', ja: '別のエージェントとして扱われる' },
    patterns: [
      pattern(
        `${AGENT}|インスタンス|instance & 別|違う|違って|異な|二重|重複|2つ|二つ|another|different|twice|duplicate|` +
          'newagent|secondagent',
      ),
      pattern('instanceid|インスタンスid'),
    ],
    seen: 'after',
    rules: {
      'instance-id-match': 3,
      'instance-id-unique': 3,
      'instance-active-once': 2,
      'instance-id-valid': 2,
      'agent-settings-match': 2,
      'instance-missing': 1,
    },
  },
  {
    id: 'spool',
    name: { en: 'a spool directory', ja: 'スプールディレクトリ' },
    patterns: [pattern(`スプール|spooldir|--spool-dir|jcexecutor & ${FAILS}|違|空|empty|missing|differ`)],
    rules: { 'spool-match': 3, 'spool-on-shared-disk': 3, 'spool-overlap': 3, 'spool-mode': 3 },
  },
];
