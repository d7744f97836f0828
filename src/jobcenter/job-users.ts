import type { Subject } from '../engine/rule.js';
import type { Account } from '../source/facts/types.js';
import type { Sourced, SourceFile } from '../text/source-file.js';
import type { Agent, Cluster, ClusterNode } from './model.js';

/** The accounts of a node, by name. */
export interface Accounts {
  readonly node: ClusterNode;
  readonly file: SourceFile;
  readonly byName: ReadonlyMap<string, Account>;
}

const known = new WeakMap<ClusterNode, Accounts>();

/** @returns null where the node's `passwd` is missing. */
export function accountsOf(node: ClusterNode): Accounts | null {
  const { passwd } = node.facts;
  if (passwd.state === 'missing') return null;
  let accounts = known.get(node);
  if (accounts === undefined) {
    const byName = new Map(passwd.value.map((account) => [account.name, account]));
    accounts = { node, file: passwd.file, byName };
    known.set(node, accounts);
  }
  return accounts;
}

/** Where people's accounts begin and end on Linux (login.defs); the rest are the system's own. */
const FIRST_UID = 1000;
const LAST_UID = 59999;

export const isPersonal = ({ uid }: Account): boolean => uid >= FIRST_UID && uid <= LAST_UID;

/** The names of all personal accounts that any of the nodes has. */
export function personalNames(all: readonly Accounts[]): Set<string> {
  return new Set(
    all.flatMap(({ byName }) => [...byName.values()].filter(isPersonal).map(({ name }) => name)),
  );
}

/** Agents whose jobs run as users of the same nodes. */
export interface JobUsers {
  readonly nodes: readonly ClusterNode[];
  /** The users that the manifest names; null: it names none, and every personal account may be one. */
  readonly users: readonly Sourced<string>[] | null;
}

/** The job users of every agent; agents without named users are asked about once for each set of nodes. */
export function eachJobUsers(cluster: Cluster): Subject<JobUsers>[] {
  const unnamed = new Map<string, Agent[]>();
  const subjects: Subject<JobUsers>[] = [];
  for (const agent of cluster.agents) {
    if (agent.users !== null) {
      subjects.push({ it: { nodes: agent.nodes, users: agent.users }, agent: agent.name.value });
      continue;
    }
    const key = JSON.stringify(agent.nodes.map(({ name }) => name.value));
    unnamed.set(key, [...(unnamed.get(key) ?? []), agent]);
  }
  for (const agents of unnamed.values()) {
    const [first, second] = agents;
    if (first === undefined) continue;
    const name = second === undefined ? first.name.value : undefined;
    subjects.push({ it: { nodes: first.nodes, users: null }, agent: name });
  }
  return subjects;
}
