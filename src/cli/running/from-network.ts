import type { Target } from '../../engine/target.js';
import { askDns } from '../../jobcenter/ask-dns.js';
import { recallContacts } from '../../jobcenter/contact-servers.js';
import type { Cluster } from '../../jobcenter/model.js';
import type { DnsAllowed } from '../options/dns-options.js';

/** Puts into a cluster's model what name servers say, and what a recording tells of connections. */
export async function learnFromNetwork(
  cluster: Cluster,
  { client, servers, contacts }: Pick<DnsAllowed, 'client' | 'servers' | 'contacts'>,
): Promise<void> {
  await askDns(cluster, client, servers);
  recallContacts(cluster, contacts);
}

/** The same for several clusters, if anything is allowed. */
export async function learnInto(targets: readonly Target<Cluster>[], dns: DnsAllowed | null): Promise<void> {
  if (dns === null) return;
  await Promise.all(targets.map(({ model }) => learnFromNetwork(model, dns)));
}
