import type { Severity } from '../engine/result.js';
import { judgedValue } from './conf.js';
import { isBeforeFirstSite } from './first-site.js';
import { isLoose, type ListeningSite } from './listening-site.js';
import type { Cluster, Conf, ParameterName } from './model.js';

/** What stops a file from needing a parameter of its site. */
export type Lack =
  /** The parameter is there, or stands without value, which is the syntax rule's affair. */
  { readonly state: 'there' | 'without-value' } | { readonly state: 'absent'; readonly severity: Severity };

/**
 * Whether a site's file lacks a parameter that every listening site needs. A cluster site always does; a local site
 * as soon as it runs beside a cluster site: with `local_daemon=SITE`, and on Windows, where nothing turns it off.
 * Elsewhere it matters only once somebody starts it by hand (G 2.3.3.1.3), and before the first cluster site not yet.
 */
export function lackOf(key: ParameterName, listening: ListeningSite, conf: Conf, cluster: Cluster): Lack {
  if (conf.get(key) !== null) return { state: 'there' };
  if (conf.mentions(key)) return { state: 'without-value' };
  const [node] = listening.nodes;
  if (listening.site === null && node !== undefined && isBeforeFirstSite(cluster, node)) {
    return { state: 'absent', severity: 'info' };
  }
  if (listening.site !== null || isLoose(listening) || cluster.platform === 'windows')
    return { state: 'absent', severity: 'error' };
  const mode = node?.commonConf?.get('local_daemon') ?? null;
  const runs = mode !== null && judgedValue(mode) === 'SITE';
  return { state: 'absent', severity: runs ? 'error' : 'warning' };
}
