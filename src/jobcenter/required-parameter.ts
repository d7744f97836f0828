import type { Severity } from '../engine/result.js';
import type { CheckContext, Messages } from '../engine/rule.js';
import { judgedValue } from './conf.js';
import { isBeforeFirstSite } from './first-site.js';
import { isLoose, type ListeningSite } from './listening-site.js';
import type { Cluster, Conf, ParameterName } from './model.js';

/** What a rule's check may say of a subject beside its findings. */
type Saying = Pick<CheckContext<Cluster, Messages>, 'missing' | 'notApplicable' | 'cluster'>;

/** A file that lacks a parameter, and how bad that is. */
interface LackingFile {
  readonly conf: Conf;
  readonly severity: Severity;
}

/**
 * The files of a site that lack a parameter which every listening site needs. Says so where there is no file to look
 * at, and that the question does not arise where the key stands without value, which is the syntax rule's affair.
 */
export function filesWithout(
  key: ParameterName,
  listening: ListeningSite,
  { missing, notApplicable, cluster }: Saying,
): LackingFile[] {
  const { confs, lacking } = listening;
  if (confs.length === 0) missing(lacking.node, lacking.need);
  return confs.flatMap((conf) => {
    if (conf.get(key) !== null) return [];
    if (!conf.mentions(key)) return [{ conf, severity: severityOf(listening, cluster) }];
    notApplicable();
    return [];
  });
}

/**
 * A cluster site always needs it; a local site as soon as it runs beside a cluster site: with `local_daemon=SITE`, and
 * on Windows, where nothing turns it off. Elsewhere it matters only once somebody starts it by hand (G 2.3.3.1.3), and
 * before the first cluster site not yet.
 */
function severityOf(listening: ListeningSite, cluster: Cluster): Severity {
  const [node] = listening.nodes;
  if (listening.site === null && node !== undefined && isBeforeFirstSite(cluster, node)) return 'info';
  if (listening.site !== null || isLoose(listening) || cluster.platform === 'windows') return 'error';
  const mode = node?.commonConf?.get('local_daemon') ?? null;
  return mode !== null && judgedValue(mode) === 'SITE' ? 'error' : 'warning';
}
