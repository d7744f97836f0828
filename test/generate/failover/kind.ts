import type { Cluster } from '../cluster.js';
import type { Plan, Wants } from '../plan.js';
import type { Move, Scene } from './scene.js';

/** The steps of a rehearsal (report.md §4). */
export type Step =
  | 'stop-site'
  | 'processes-gone'
  | 'release-disk'
  | 'move-vip'
  | 'mount-disk'
  | 'database'
  | 'link'
  | 'resolve-name'
  | 'common-settings'
  | 'site-settings'
  | 'addresses-free'
  | 'start-site'
  | 'processes-up'
  | 'agents-reconnect'
  | 'job-users'
  | 'restart-jobs';

/** What a fault touches; two faults that touch different things are independent. */
export type Part =
  | 'common-file'
  | 'site-file'
  | 'local-file'
  | 'names'
  | 'link'
  | 'disk'
  | 'database'
  | 'processes'
  | 'agents'
  | 'agent-file'
  | 'users'
  | 'packages'
  | 'shell'
  | 'vip'
  | 'machine-id';

/** One kind of fault that makes a failover fail. What is expected of it comes from the catalogue of rules. */
export interface FailoverKind {
  /** `<rule>/<case>` */
  readonly id: string;
  /** The right causes: usually one; several where the catalogue makes no one of them the cause of the other. */
  readonly rules: readonly string[];
  readonly wants: Wants;
  /** What else the cluster has to be like. */
  readonly fits: (plan: Plan) => boolean;
  readonly scenes: readonly Scene[];
  readonly part: Part;
  /** Which node is at fault; null: the disk's content, or a tie. */
  readonly at: 'from' | 'to' | null;
  /**
   * At least one of these fails when the move from `from` to `to` is rehearsed, and no step that is not among them;
   * null where the effect shows later or is known to nobody.
   */
  readonly steps: readonly Step[] | null;
  /** What those who saw it say, with `{site}`, `{from}`, `{to}` and `{vip}` for names. */
  readonly symptoms: readonly string[];
  /** Nothing in the files is wrong by itself: only the complaint makes it the cause. */
  readonly onlyBySymptom: boolean;
  /** Changes the plan, before files are rendered from it. */
  readonly plan: (cluster: Cluster, move: Move) => void;
  /** Changes the files. */
  readonly apply: (cluster: Cluster, move: Move) => void;
}

type Optional = 'wants' | 'fits' | 'symptoms' | 'scenes' | 'at' | 'onlyBySymptom' | 'rules' | 'plan';

/** A kind of the rule that its id begins with, on the node that took over, unless it is said otherwise. */
export function kind(
  id: `${string}/${string}`,
  part: Part,
  steps: readonly Step[] | null,
  apply: FailoverKind['apply'],
  rest: Partial<Pick<FailoverKind, Optional>> = {},
): FailoverKind {
  const rule = id.slice(0, id.indexOf('/'));
  return {
    id,
    part,
    steps,
    apply,
    wants: {},
    fits: () => true,
    scenes: ['moved', 'went-back'],
    at: 'to',
    symptoms: GENERAL,
    onlyBySymptom: false,
    plan: () => {},
    ...rest,
    rules: [rule, ...(rest.rules ?? [])],
  };
}

/** What customers write who saw no message. */
const GENERAL = [
  'フェイルオーバーに失敗しました。{to} で {site} が起動しません。',
  '{to} に切り替わらない',
  'failover to {to} failed, the site {site} does not start there',
  'サイト {site} が待機系で起動しない（VIP {vip} は移動済み）',
];
