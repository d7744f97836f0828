import type { Sourced } from '../text/source-file.js';
import type { Agent, ClusterNode } from './model.js';
import { placeOf } from './odd-one-out.js';
import { type Platform, pathKey } from './platform.js';

/** A spool directory as one place of the manifest gives it, with the nodes it is meant for. */
export interface Spool {
  readonly agent: Agent;
  readonly spool: Sourced<string>;
  readonly nodes: readonly ClusterNode[];
}

/** The spool directories of an agent, each place once. */
export function spoolsOf(agent: Agent): Spool[] {
  const found = new Map<string, { agent: Agent; spool: Sourced<string>; nodes: ClusterNode[] }>();
  for (const node of agent.nodes) {
    const { spool } = agent.on(node);
    if (spool === null) continue;
    const known = found.get(placeOf(spool.at));
    if (known === undefined) found.set(placeOf(spool.at), { agent, spool, nodes: [node] });
    else known.nodes.push(node);
  }
  return [...found.values()];
}

/** Which nodes use which spool directory; one path, however it is written, is one, as its first node writes it. */
export function nodesBySpool<N extends ClusterNode>(
  platform: Platform,
  agent: Pick<Agent, 'on'>,
  nodes: readonly N[],
): readonly { readonly path: string; readonly nodes: readonly N[] }[] {
  const found = new Map<string, { path: string; nodes: N[] }>();
  for (const node of nodes) {
    const path = agent.on(node).spool?.value;
    if (path === undefined) continue;
    const known = found.get(pathKey(platform, path));
    if (known === undefined) found.set(pathKey(platform, path), { path, nodes: [node] });
    else known.nodes.push(node);
  }
  return [...found.values()];
}

/** Whether some node of an agent has no known spool directory. */
export const lacksSpool = (agent: Agent): boolean =>
  agent.nodes.some((node) => agent.on(node).spool === null);
