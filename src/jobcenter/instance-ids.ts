import { instanceOn } from './instances.js';
import type { Agent, Cluster } from './model.js';
import { placeOf, type Voice } from './odd-one-out.js';

export interface InstanceIds {
  /** Values of the manifest and rows of `jcagctrl list`. */
  readonly places: readonly Voice[];
  /** What keeps a node's own ID from being known. */
  readonly open: readonly { readonly node: string | null; readonly need: string }[];
}

/** Every place that gives the ID of an agent's instance, each once; the manifest's first. */
export function instanceIdsOf(cluster: Cluster, agent: Agent): InstanceIds {
  const stated = new Map<string, Voice>();
  const listed: Voice[] = [];
  const open: { node: string | null; need: string }[] = [];
  const common = agent.nodes.map((node) => agent.on(node).instanceId);
  for (const node of agent.nodes) {
    const id = agent.on(node).instanceId;
    if (id !== null && id.at.file === cluster.manifest) {
      const isShared = common.filter((other) => other?.at === id.at).length > 1;
      const name = node.name.value;
      stated.set(placeOf(id.at), {
        label: isShared ? 'cjclint.yaml' : `cjclint.yaml ${name}`,
        node: isShared ? null : name,
        value: id.value,
        at: id.at,
      });
    }
    const found = instanceOn(cluster, agent, node);
    if (found.state === 'unknown') open.push(found);
    if (found.state === 'listed') {
      const { value, at } = found.row.id;
      listed.push({ label: node.name.value, node: node.name.value, value, at });
    }
  }
  return { places: [...stated.values(), ...listed], open };
}
