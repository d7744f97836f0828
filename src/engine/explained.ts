import type { Draft } from './own-findings.js';
import { compareLocations, overlapping } from './place.js';
import type { Location } from './result.js';
import type { Rule, Yield } from './rule.js';

/** Leaves out what another rule already explains: one cause, one finding. Takes n log n time for n findings. */
export function withoutExplained<Model>(
  drafts: readonly Draft[],
  rules: readonly Rule<Model>[],
  pack: string,
): Draft[] {
  const yields = new Map<string, readonly Yield[]>(
    rules.filter((rule) => rule.yieldsTo.length > 0).map((rule) => [`${pack}/${rule.name}`, rule.yieldsTo]),
  );
  if (!drafts.some((draft) => yields.has(draft.rule))) return [...drafts];
  const said = new Map<string, Said>();
  for (const draft of drafts) {
    const known = said.get(draft.rule);
    if (known === undefined) said.set(draft.rule, new Said(draft));
    else known.drafts.push(draft);
  }
  return drafts.filter((draft) =>
    (yields.get(draft.rule) ?? []).every(
      (each) => said.get(`${pack}/${each.rule}`)?.explains(draft, each.for) !== true,
    ),
  );
}

/** What one rule found, looked up by subject and place; the look-ups are made when first asked for. */
class Said {
  readonly drafts: Draft[];
  #subjects: Set<string> | undefined;
  #places: Map<string, Location[]> | undefined;

  constructor(first: Draft) {
    this.drafts = [first];
  }

  explains(finding: Draft, by: Yield['for']): boolean {
    if (by === 'subject') {
      this.#subjects ??= new Set(this.drafts.map(subjectOf));
      return this.#subjects.has(subjectOf(finding));
    }
    this.#places ??= placesByFile(this.drafts);
    return placesOf(finding).some((place) => meets(this.#places?.get(place.file) ?? [], place));
  }
}

const subjectOf = ({ node, site, agent }: Draft) => JSON.stringify([node, site, agent]);

const placesOf = (draft: Draft): Location[] =>
  [draft.location, ...draft.related.map((each) => each.location)].filter((place) => place !== null);

/** All places by file in their order, those that share text joined, so that no two of a file overlap much. */
function placesByFile(drafts: readonly Draft[]): Map<string, Location[]> {
  const byFile = new Map<string, Location[]>();
  for (const place of drafts.flatMap(placesOf).sort(compareLocations)) {
    const places = byFile.get(place.file);
    const last = places?.at(-1);
    if (places === undefined || last === undefined) byFile.set(place.file, [place]);
    else if (sameSpan(place, last)) continue;
    else if (!startsInside(place, last)) places.push(place);
    else if (endsBehind(place, last)) {
      places[places.length - 1] = { ...last, endLine: place.endLine, endColumn: place.endColumn };
    }
  }
  return byFile;
}

const sameSpan = (a: Location, b: Location) =>
  a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;

const startsInside = (place: Location, last: Location) =>
  place.line < last.endLine || (place.line === last.endLine && place.column < last.endColumn);

const endsBehind = (a: Location, b: Location) =>
  a.endLine > b.endLine || (a.endLine === b.endLine && a.endColumn > b.endColumn);

/** Whether a place overlaps one of a file's. */
function meets(places: readonly Location[], place: Location): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = places[middle];
    if (at !== undefined && startsBehindEnd(at, place)) high = middle;
    else low = middle + 1;
  }
  // The one that starts last before the end; of those that touch an end without text, its neighbours.
  return places.slice(Math.max(0, low - NEIGHBOURS), low).some((at) => overlapping(at, place));
}

const NEIGHBOURS = 3;

const startsBehindEnd = (at: Location, place: Location) =>
  at.line > place.endLine || (at.line === place.endLine && at.column > place.endColumn);
