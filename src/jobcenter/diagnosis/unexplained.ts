import type { Cause, EvidencePlace, Hint } from '../../engine/diagnosis.js';
import type { Rehearsal } from '../../engine/rehearsal.js';

/** More than these are one trouble seen from several sides. */
const MOST = 3;

/**
 * What a rehearsal finds in the way of a failover and no cause speaks of: not all that a step looks at is a rule's.
 * @param rehearsals of the same nodes
 */
export function unexplained(rehearsals: readonly Rehearsal[], causes: readonly Cause[]): readonly Hint[] {
  const blamed = new Set(causes.flatMap(({ rule, consequences }) => [rule, ...consequences]));
  // One rule may leave to another what both see, so that the place tells too.
  const places = new Set(causes.flatMap(placesOf));
  const hints = rehearsals.flatMap(({ from, to, steps }) =>
    steps
      .filter(({ status, rules, evidence }) => {
        const isTold =
          rules.some((rule) => blamed.has(rule)) || placesOf({ evidence }).some((at) => places.has(at));
        return status === 'fails' && !isTold;
      })
      .map(
        ({ title, reason }): Hint => ({
          sentence: {
            en: `rehearsed on paper, the failover from ${from} to ${to} ends at "${title.en}": ${reason.en}`,
            ja: `机上で確認すると、${from} から ${to} へのフェイルオーバーは「${title.ja}」で失敗する見込みです: ${reason.ja}`,
          },
          reference: null,
        }),
      ),
  );
  const seen = new Set<string>();
  return hints
    .filter(({ sentence }) => (seen.has(sentence.en) ? false : seen.add(sentence.en)))
    .slice(0, MOST);
}

const placesOf = ({ evidence }: { readonly evidence: readonly EvidencePlace[] }): readonly string[] =>
  evidence.flatMap(({ location }) => (location === null ? [] : `${location.file}:${location.line}`));
