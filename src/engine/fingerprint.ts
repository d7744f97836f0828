import { createHash } from 'node:crypto';

/**
 * A name for a finding that stays when lines move: made from what is wrong and with what text, not from where.
 * @param ordinal tells equal findings apart, in the order of their places; 0-based.
 */
export function fingerprint(parts: readonly (string | null)[], ordinal: number): string {
  return createHash('sha256')
    .update(JSON.stringify([...parts, ordinal]))
    .digest('hex')
    .slice(0, 32);
}
