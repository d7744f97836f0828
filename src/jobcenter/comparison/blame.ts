import { locate, overlapping } from '../../engine/place.js';
import type { Finding, Location } from '../../engine/result.js';
import type { Origin } from '../../text/source-file.js';
import type { Side } from './changes.js';

/** Findings of one state that the other does not have: by rule, message and subject, not by place. */
export function onlyIn(
  findings: readonly Finding[],
  others: readonly Finding[],
  as: (node: string) => string,
): Finding[] {
  const known = new Map<string, number>();
  for (const finding of others) {
    const key = keyOf(finding, as);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return findings.filter((finding) => {
    const key = keyOf(finding, as);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

const keyOf = ({ rule, messageKey, node, site, agent }: Finding, as: (node: string) => string) =>
  JSON.stringify([rule, messageKey, node === null ? null : as(node), site, agent]);

/** One side of a change, and what the change is called in its group. */
export interface Suspect<T> {
  readonly side: Side;
  /** Whether the whole group came or went. */
  readonly whole: boolean;
  /** Its key, path or name, as messages may call it. */
  readonly name: string;
  /** The node that it is on; null for none. */
  readonly node: string | null;
  readonly of: T;
}

/**
 * Which of several sides a finding is about: what it says is not there; else those whose text is at one of its places;
 * else those that are gone from the file it points at; else, where only one thing in that file is not as it was, that
 * one; else what is not as it was in other facts of the node that the rule reads.
 * @param needs the facts that the finding's rule reads
 */
export function blamed<T>(finding: Finding, sides: readonly Suspect<T>[], needs: readonly string[]): T[] {
  const places: Location[] = [
    ...(finding.location === null ? [] : [finding.location]),
    ...finding.related.map(({ location }) => location),
  ];
  const inFile = sides.filter(({ side }) => places.some(({ file }) => file === side.group?.file?.path));
  const gone = sides.filter(
    ({ side, node }) => side.trait === null && (node === null || node === finding.node),
  );
  // What is missing is said where it would have to stand, where something else may be.
  const message = finding.message.en.toLowerCase();
  const named = gone.filter(
    ({ name }) => name.length >= SHORTEST_NAME && message.includes(name.toLowerCase()),
  );
  if (named.length > 0) return named.map(({ of }) => of);
  const touched = sides.filter((suspect) =>
    originsOf(suspect).some((at) => places.some((place) => overlapping(place, locate(at)))),
  );
  if (touched.length > 0) return touched.map(({ of }) => of);
  const goneInFile = inFile.filter(({ side }) => side.trait === null);
  if (goneInFile.length > 0) return goneInFile.map(({ of }) => of);
  if (inFile.length === 1) return inFile.map(({ of }) => of);
  return sides
    .filter(({ side, node }) => needs.includes(side.group?.name ?? '') && node === finding.node)
    .map(({ of }) => of);
}

/** Shorter names are part of too many words. */
const SHORTEST_NAME = 4;

/** Where the text of a side stands; of a group that came or went as a whole, all of it. */
function originsOf<T>({ side: { group, trait }, whole }: Suspect<T>): Origin[] {
  if (trait !== null) return [...(trait.at === null ? [] : [trait.at]), ...(trait.others ?? [])];
  return ((whole ? group?.traits : null) ?? []).flatMap((each) => (each.at === null ? [] : [each.at]));
}
