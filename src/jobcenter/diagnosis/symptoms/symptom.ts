import type { Hint } from '../../../engine/diagnosis.js';
import type { Localized } from '../../../message/language.js';
import type { Pattern } from '../symptom-text.js';

/** How well a rule's finding explains a symptom: 3 for "this is how it shows", 1 for "it may". */
export type Fit = 1 | 2 | 3;

/** A way in which a failure shows (domain.md §6). */
export interface Symptom {
  readonly id: string;
  /** What it is, as a clause. */
  readonly name: Localized;
  /** One of them has to fit. */
  readonly patterns: readonly Pattern[];
  /**
   * When in a failover it shows: `leaving` on the node that is left, `after` on a site that runs. Left out: on the node
   * that had to take over, or any time.
   */
  readonly seen?: 'leaving' | 'after';
  /** Rules by name, without their pack. */
  readonly rules: Readonly<Record<string, Fit>>;
  /** Causes that no rule can see. */
  readonly hints?: readonly Hint[];
}

/** `cjcpw & だけ|only`: a word of each group in one clause. */
export const pattern = (text: string): Pattern => text.split(' & ').map((group) => group.split('|'));

export const hint = (reference: string | null, en: string, ja: string): Hint => ({
  reference,
  sentence: { en, ja },
});

/** Words for "it does not work"; small, half width, without blanks. */
export const FAILS =
  'でけへん|できへん|れへん|せえへん|かへん|らへん|できな|できず|できま|出来な|失敗|しない|しません|せず|されな|されま|ならな|けない|けません|めない|めません|えない|えません|れない|れません|' +
  "不可|不能|異常|エラー|落ち|fail|cannot|can't|cant|doesnot|doesn't|didnot|didn't|won't|" +
  'unable|refuse|error|stuck|busy|timeout|タイムアウト|denied';
export const JOB = 'ジョブ|job|リクエスト|ネットワークの実行';
export const AGENT = 'エージェント|agent|jcagctrl|jcexecutor_agent|agが|agは|agの|agも';

/** Words for "it does not come up"; small, half width, without blanks. */
export const STARTS_NOT =
  '起動しな|起動しま|起動せず|起動でき|起動に失敗|起動失敗|起動エラー|立ち上が|上がらな|上がりませ|上がってこ|上がっていな|notstart|' +
  "failedtostart|failstostart|startfail|won'tstart|doesn'tstart|didn'tstart|" +
  "couldn'tstart|can'tstart|cannotstart|unabletostart|neverstart|notcomeup|" +
  "won'tcomeup|doesn'tcomeup|didn'tcomeup|nevercame";
