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
