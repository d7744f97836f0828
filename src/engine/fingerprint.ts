import { createHash } from 'node:crypto';
import { CUT, type Draft } from './own-findings.js';
import { compareLocations, textUnder } from './place.js';
import type { Finding } from './result.js';

/**
 * A name for a finding that stays when lines move: made from what is wrong and with what text, not from where.
 * @param ordinal tells equal findings apart, in the order of their places; 0-based.
 */
function fingerprint(parts: readonly (string | null)[], ordinal: number): string {
  return createHash('sha256')
    .update(JSON.stringify([...parts, ordinal]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Adds fingerprints; findings alike but for their place are told apart by their order. One that has its fingerprint
 * keeps it, for those alike before it may have been accepted.
 */
export function withFingerprints(drafts: readonly (Draft & { readonly fingerprint?: string })[]): Finding[] {
  const seen = new Map<string, number>();
  return [...drafts]
    .sort((a, b) => compareLocations(a.location, b.location))
    .map((draft) => {
      const parts = [draft.rule, draft.messageKey, draft.cluster, draft.node, draft.site, draft.agent];
      const place = [draft.location?.file ?? null, textUnder(draft.location)];
      const key = JSON.stringify([...parts, ...place]);
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      let known = draft.messageKey === CUT ? undefined : draft.fingerprint;
      return {
        ...draft,
        // Made when asked for: a text report shows none, and what makes it takes milliseconds to load.
        get fingerprint() {
          known ??= fingerprint([...parts, ...place], ordinal);
          return known;
        },
      };
    });
}
