import type { Draft } from '../../engine/own-findings.js';
import { locate, overlapping } from '../../engine/place.js';
import type { Origin } from '../../text/source-file.js';

/** Whether a finding about several sites or agents points at one of these places. */
export function touches({ location, related }: Draft, places: readonly Origin[]): boolean {
  const pointed = [location, ...related.map((each) => each.location)];
  return places.map(locate).some((own) => pointed.some((each) => each !== null && overlapping(each, own)));
}
