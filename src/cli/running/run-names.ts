import type { Draft } from '../../engine/own-findings.js';
import { isInputProblem } from '../../engine/own-findings.js';
import type { Target } from '../../engine/target.js';
import { type ConnectionRow, connectionTable } from '../../jobcenter/connection-table.js';
import type { LoadedCluster } from '../../jobcenter/load.js';
import type { Cluster } from '../../jobcenter/model.js';
import { nameTable, type SiteSights } from '../../jobcenter/name-table.js';
import { NetworkRegister } from '../../jobcenter/network.js';
import type { Localized } from '../../message/language.js';
import type { Limits } from '../../source/limits.js';
import type { Disguise } from '../inputs/disguise.js';
import { findClusters } from '../inputs/find-clusters.js';
import { openCase } from '../inputs/open-case.js';

/** Who sees what in a cluster. */
export interface ClusterNames {
  readonly name: string | null;
  /** As people are shown it; null where the cluster was inferred. */
  readonly manifest: string | null;
  readonly sites: readonly SiteSights[];
  /** What a recording tells of connections. */
  readonly connections: readonly ConnectionRow[];
}

export interface NamesResult {
  readonly clusters: readonly ClusterNames[];
  /** Inputs that could not be used, one sentence each (exit 2). */
  readonly problems: readonly Localized[];
}

export interface NamesOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly limits: Limits;
  readonly allowOutside: boolean;
  /** How inputs are opened and shown; default as they are. */
  readonly disguise?: Disguise;
  /** Called with each cluster's model. */
  readonly met?: (cluster: Cluster) => void;
  /** Asks name servers what the cluster's nodes need to know; left out, nobody is asked. */
  readonly network?: (cluster: Cluster) => Promise<void>;
}

/** Clusters that wait for name servers at one time. */
const MOST_WAITING = 64;

/** Tells who sees what in every cluster under the paths; trees and snapshots without a manifest make one cluster. */
export async function runNames(paths: readonly string[], options: NamesOptions): Promise<NamesResult> {
  const problems: Localized[] = [];
  const clusters: Promise<ClusterNames>[] = [];
  const take = async (target: Target<Cluster>): Promise<void> => {
    problems.push(...problemsIn(target.findings));
    clusters.push(namesOf(target, options));
    if (clusters.length % MOST_WAITING === 0) await Promise.all(clusters);
  };
  const folders = new Set<string>();
  const others: string[] = [];
  for (const path of paths) {
    const before = problems.length;
    let isCluster = false;
    const networkRegister = new NetworkRegister();
    for await (const found of findClusters([path], { ...options, networkRegister })) {
      if (found.kind === 'unread') problems.push(...problemsIn([found.finding]));
      if (found.kind !== 'cluster') continue;
      isCluster = true;
      if (folders.has(found.folder)) continue;
      folders.add(found.folder);
      await takeLoaded(found.loaded, take, problems);
    }
    if (isCluster) continue;
    // Whoever opens it next says what is wrong with it.
    problems.splice(before);
    others.push(path);
  }
  if (others.length > 0) {
    const opened = await openCase(others, { ...options, ...options.disguise });
    for (const target of opened.targets) await take(target);
    for (const loaded of opened.unusable) await takeLoaded(loaded, take, problems);
    problems.push(...opened.problems);
  }
  return { clusters: await Promise.all(clusters), problems };
}

async function takeLoaded(
  loaded: LoadedCluster,
  take: (target: Target<Cluster>) => Promise<void>,
  problems: Localized[],
): Promise<void> {
  if (loaded.state === 'loaded') await take(loaded.target);
  else problems.push(...problemsIn(loaded.findings));
}

async function namesOf(target: Target<Cluster>, { network, met }: NamesOptions): Promise<ClusterNames> {
  await network?.(target.model);
  met?.(target.model);
  const { name, manifest, model } = target;
  return { name, manifest, sites: nameTable(model), connections: connectionTable(model) };
}

/** What of the findings says that an input could not be used. */
const problemsIn = (findings: readonly Draft[]): Localized[] =>
  findings.filter(isInputProblem).map(({ message, location }) => {
    const place = location === null ? '' : `${location.file}:${location.line}:${location.column}: `;
    return { en: `${place}${message.en}`, ja: `${place}${message.ja}` };
  });
