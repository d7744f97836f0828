import type { Disagreement } from '../engine/relations.js';
import type { Related } from '../engine/rule.js';
import type { Localized } from '../message/language.js';
import type { Origin } from '../text/source-file.js';
import { whoHasWhat } from './rule.js';

/** One node's (or the manifest's) word on a value that all must share. */
export interface Voice {
  /** `jcmanager01`, `cjclint.yaml` */
  readonly label: string;
  /** Null where no single node says so. */
  readonly node: string | null;
  readonly value: string;
  /** The value as people are shown it; left out: as it is. */
  readonly shown?: Localized;
  readonly at: Origin;
}

export interface OddOneOut {
  readonly at: Origin;
  /** The one node that differs; null on a tie. */
  readonly node: string | null;
  readonly related: readonly Related[];
  /** `192.168.1.11: jcmanager02 | 192.168.1.12: jcmanager01, jcmanager03` */
  readonly text: Localized;
}

/** Puts a disagreement into the terms of a finding: at the odd one out, every other place as related. */
export function oddOneOut({ common, odd, groups }: Disagreement<Voice, string>): OddOneOut | null {
  const voice = odd.at(-1)?.holders[0];
  if (voice === undefined) return null;
  const nodes = new Set(odd.flatMap(({ holders }) => holders.map(({ node }) => node)));
  const [node] = nodes;
  const seen = new Set([placeOf(voice.at)]);
  const related: Related[] = [];
  for (const other of groups.flatMap(({ holders }) => holders)) {
    const place = placeOf(other.at);
    if (seen.has(place)) continue;
    seen.add(place);
    related.push({
      at: other.at,
      message: { en: `${other.value} (${other.label})`, ja: `${other.label} では ${other.value}` },
    });
  }
  return {
    at: voice.at,
    node: common !== null && nodes.size === 1 ? (node ?? null) : null,
    related,
    text: whoHasWhat(
      groups.map(({ value, holders }) => ({
        value: holders[0]?.shown ?? value,
        holders: [...new Set(holders.map(({ label }) => label))],
      })),
    ),
  };
}

/** One place has one key. */
export const placeOf = ({ file, range }: Origin): string => `${file.path}:${range?.start ?? ''}`;
