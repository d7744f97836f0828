import type { Severity } from '../../../src/engine/result.js';
import { type Cluster, generate } from '../cluster.js';
import type { Wants } from '../plan.js';

/** Where a finding may stand. A missing line: anywhere in the file; a missing text: any range of the line. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** The exact text under the finding's range; empty for a link, a folder or an empty file. */
  readonly text?: string;
}

/** One kind of fault, put by itself into a healthy cluster. */
export interface Fault {
  /** `<rule>/<case>` */
  readonly id: string;
  /** Without its pack. */
  readonly rule: string;
  readonly severity: Severity;
  /** What the cluster must have for the fault to be possible. */
  readonly wants: Wants;
  /** Puts the fault in. @returns the places at one of which the rule must report it. */
  readonly apply: (cluster: Cluster) => readonly Place[];
  /** Rules that may report its direct consequences. */
  readonly besides: readonly string[];
}

/** Everything that a fault may lean on is there; a shell variable or a second mount would only blur the picture. */
const USUAL: Wants = { facts: 'all', fullManifest: true, running: true, localDisks: true, env: 'none' };

export function fault(
  id: `${string}/${string}`,
  severity: Severity,
  wants: Wants,
  apply: Fault['apply'],
  besides: readonly string[] = [],
): Fault {
  return { id, rule: id.slice(0, id.indexOf('/')), severity, wants: { ...USUAL, ...wants }, apply, besides };
}

/** A cluster with the fault in it. */
export function faulty(
  kind: Fault,
  seed: number,
): { readonly cluster: Cluster; readonly places: readonly Place[] } {
  const cluster = generate(seed, kind.wants);
  return { places: kind.apply(cluster), cluster };
}
