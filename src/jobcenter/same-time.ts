import { momentOf } from '../source/facts/meta.js';
import type { Origin } from '../text/source-file.js';
import type { ClusterNode } from './model.js';
import type { Connection } from './node-connections.js';
import { TOGETHER_NEED } from './unseen-disk.js';

/** What a node's fact says of a thing that only one node may have. */
export interface Sighting {
  readonly node: ClusterNode;
  /** Where the fact shows that the node has it; null: it has not; undefined: the fact is missing. */
  readonly at: Origin | null | undefined;
}

export interface SeenTogether {
  /** Nodes that had it at one time, two or more; else empty. */
  readonly holders: readonly { readonly node: ClusterNode; readonly at: Origin }[];
  /** What leaves the question open, node by node; empty where it is answered. */
  readonly open: readonly { readonly node: string; readonly needs: readonly [string, ...string[]] }[];
}

/** "At the same time": `collected_at` within five minutes (rules.md). */
const AT_MOST_APART_MS = 5 * 60 * 1000;

/**
 * Tells whether two or more nodes had a thing at the same time. Snapshots taken at other times may show it before and
 * after a failover, so they leave the question open.
 * @param fact the fact that the sightings come from
 */
export function seenTogether(sightings: readonly Sighting[], fact: string): SeenTogether {
  const seen = sightings.flatMap(({ node, at }) =>
    at === null || at === undefined ? [] : [{ node, at, time: collectedAt(node) }],
  );
  const holders = seen.filter(
    (each) =>
      each.time !== null &&
      seen.some(
        (other) =>
          other !== each &&
          other.time !== null &&
          each.time !== null &&
          Math.abs(other.time - each.time) <= AT_MOST_APART_MS,
      ),
  );
  if (holders.length > 0) return { holders, open: [] };
  const unknown = sightings.filter(({ at }) => at === undefined);
  if (seen.length + unknown.length < 2) return { holders, open: [] };
  const untimed = seen.filter(({ time }) => time === null);
  const open = unknown.map(({ node }) => needOf(node, fact));
  if (seen.length > 1 && untimed.length > 0) open.push(...untimed.map(({ node }) => needOf(node, 'meta')));
  // All times are known and apart: only snapshots taken together can tell.
  else if (seen.length > 1) open.push(...seen.map(({ node }) => needOf(node, TOGETHER_NEED)));
  return { holders, open };
}

/** Whether two nodes' facts were collected at the same time; false too where one says no time. */
export function atOneTime(a: ClusterNode, b: ClusterNode): boolean {
  const [one, other] = [collectedAt(a), collectedAt(b)];
  return one !== null && other !== null && Math.abs(one - other) <= AT_MOST_APART_MS;
}

/**
 * Whether a connection tells of the time of a node's facts: one of this run does as far as they are of this run
 * themselves, a recorded one where it was made when they were collected.
 */
export function isOfTime({ recorded }: Pick<Connection, 'recorded'>, node: ClusterNode): boolean {
  if (recorded === null) return true;
  const collected = collectedAt(node);
  return collected !== null && Math.abs(collected - recorded) <= AT_MOST_APART_MS;
}

function needOf(node: ClusterNode, ...needs: [string, ...string[]]): SeenTogether['open'][number] {
  return { node: node.name.value, needs };
}

/** When a node's facts were collected, in milliseconds since 1970 (UTC where no zone is given); null where unknown. */
export function collectedAt(node: ClusterNode): number | null {
  const { meta } = node.facts;
  const text = meta.state === 'known' ? meta.value.get('collected_at')?.value : undefined;
  return text === undefined ? null : momentOf(text);
}
