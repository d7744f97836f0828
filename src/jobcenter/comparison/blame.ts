import { locate, overlapping } from '../../engine/place.js';
import type { Finding, Location } from '../../engine/result.js';
import type { Origin } from '../../text/source-file.js';
import { parseAddress } from '../address.js';
import type { Side, TraitChange } from './changes.js';

/** A change as the state shows it in which a finding stands. */
interface Suspect {
  readonly change: TraitChange;
  readonly side: Side;
  readonly node: string | null;
}

/** The changes to which the findings of one state may be laid. */
export class Suspects {
  /** Changes of meaning first; where only the writing of something differs, it is suspected when nothing else is. */
  readonly #rounds: readonly Round[];

  /** @param state the state that the findings are of */
  constructor(changes: readonly TraitChange[], state: 'before' | 'after') {
    this.#rounds = [false, true].map(
      (isWriting) =>
        new Round(
          changes
            .filter((change) => change.isWriting === isWriting)
            .map((change) => ({ change, side: change[state], node: change.group.names.node })),
        ),
    );
  }

  /**
   * The changes that a finding is about; none where nothing tells.
   * @param needs the facts that the finding's rule reads
   */
  blamed(finding: Finding, needs: readonly string[]): readonly TraitChange[] {
    return first(this.#rounds, function* (round) {
      yield* round.traces(finding);
      yield* round.guesses(finding, needs);
    });
  }

  /** Of these only those of which the finding itself speaks: by name, or by pointing at their text. */
  certain(finding: Finding): readonly TraitChange[] {
    return first(this.#rounds, (round) => round.traces(finding));
  }

  /** Of these only those at whose text the finding points. */
  touched(finding: Finding): readonly TraitChange[] {
    return first(this.#rounds, (round) => [round.touched(finding)]);
  }
}

/** The changes of the first suspicion that falls on any. */
function first(
  rounds: readonly Round[],
  suspicions: (round: Round) => Iterable<readonly Suspect[]>,
): readonly TraitChange[] {
  for (const round of rounds)
    for (const guilty of suspicions(round)) if (guilty.length > 0) return guilty.map(({ change }) => change);
  return [];
}

class Round {
  readonly #suspects: readonly Suspect[];
  readonly #byFile = new Map<string, { readonly place: Location; readonly suspect: Suspect }[]>();

  constructor(suspects: readonly Suspect[]) {
    this.#suspects = suspects;
    for (const suspect of suspects) {
      for (const place of originsOf(suspect).map(locate)) {
        const known = this.#byFile.get(place.file);
        if (known === undefined) this.#byFile.set(place.file, [{ place, suspect }]);
        else known.push({ place, suspect });
      }
    }
  }

  /**
   * What the finding says is not there; else those whose text is at one of its places; else an address that it names
   * and that is gone, for addresses are named for many a reason.
   */
  *traces(finding: Finding): Generator<readonly Suspect[]> {
    // What is missing is said where it would have to stand, where something else may be.
    const gone = this.#suspects.filter(
      ({ side, node, change }) =>
        side.trait === null && (node === null || node === finding.node) && says(finding, change.name),
    );
    const isAddress = ({ change }: Suspect) => parseAddress(change.name) !== null;
    yield gone.filter((each) => !isAddress(each));
    yield this.touched(finding);
    yield gone.filter(isAddress);
  }

  /** Those whose text is at one of the finding's places. */
  touched(finding: Finding): readonly Suspect[] {
    const touched = placesOf(finding).flatMap((place) =>
      (this.#byFile.get(place.file) ?? []).filter((each) => overlapping(place, each.place)),
    );
    return [...new Set(touched.map(({ suspect }) => suspect))];
  }

  /**
   * Those that are gone from a file it points at; else, where only one thing in that file is not as it was, that one;
   * else what is not as it was in other facts of the node that the rule reads; else a new value that it quotes.
   */
  *guesses(finding: Finding, needs: readonly string[]): Generator<readonly Suspect[]> {
    const files = new Set(placesOf(finding).map(({ file }) => file));
    const inFile = this.#suspects.filter(({ side }) => files.has(side.group?.file?.path ?? ''));
    yield inFile.filter(({ side }) => side.trait === null);
    if (inFile.length === 1) yield inFile;
    yield this.#suspects.filter(
      ({ side, node }) => needs.includes(side.group?.name ?? '') && node === finding.node,
    );
    yield this.#suspects.filter(({ side: { trait } }) => trait !== null && says(finding, trait.text.en));
  }
}

/** Shorter names are part of too many words. */
const SHORTEST_NAME = 4;

const says = ({ message }: Finding, text: string): boolean =>
  text.length >= SHORTEST_NAME && message.en.toLowerCase().includes(text.toLowerCase());

const placesOf = ({ location, related }: Finding): Location[] => [
  ...(location === null ? [] : [location]),
  ...related.map((each) => each.location),
];

/** Where the text of a side stands, and when its file was changed; of a whole group that came or went, all of it. */
function originsOf({ change, side: { group, trait } }: Suspect): Origin[] {
  const changed = group?.changed ?? null;
  const times = changed === null ? [] : [changed.at];
  const textOf = (at: Origin | null) => (at === null ? [] : [at]);
  if (trait !== null) return [...textOf(trait.at), ...(trait.others ?? []), ...times];
  const whole = change.what === null ? (group?.traits ?? []) : [];
  return [...whole.flatMap(({ at }) => textOf(at)), ...times];
}
