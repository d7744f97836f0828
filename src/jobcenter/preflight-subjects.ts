import type { Subject } from '../engine/rule.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { preflightOf, type Stage } from './stage.js';

/** The site of preflight's arguments on the live node. */
export interface AskedHere {
  readonly site: Site;
  readonly here: ClusterNode;
  readonly stage: Stage;
}

/** The site of preflight's arguments on the live node; none in lint and before other stages. */
export const askedHere =
  (...wanted: readonly Stage[]) =>
  (cluster: Cluster): Subject<AskedHere>[] => {
    const asked = preflightOf(cluster, ...wanted);
    return asked === null ? [] : [{ it: asked, site: asked.site.name.value, node: asked.here.name.value }];
  };

/** The same, and in a diagnosis the starts that were due when the failover got stuck. */
export const askedHereOrHalted =
  (...wanted: readonly Stage[]) =>
  (cluster: Cluster): Subject<AskedHere>[] => [
    ...askedHere(...wanted)(cluster),
    ...cluster.halted.map((it) => ({ it, site: it.site.name.value, node: it.here.name.value })),
  ];

/** A node that may run the site of preflight's arguments. */
export interface AskedNode extends AskedHere {
  readonly node: ClusterNode;
}

/** The live node, and those of the site's other nodes of which there are snapshots. */
export const askedOnKnownNodes =
  (...wanted: readonly Stage[]) =>
  (cluster: Cluster): Subject<AskedNode>[] =>
    askedHere(...wanted)(cluster).flatMap(({ it, site }) =>
      it.site.nodes
        .filter((node) => node === it.here || node.hasData)
        .map((node) => ({ it: { ...it, node }, site, node: node.name.value })),
    );
