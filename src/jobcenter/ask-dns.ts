import { type Answering, type DnsAnswer, type Server, serverKey } from '../resolve/answer.js';
import { lookUpAddress, lookUpName } from '../resolve/look-up.js';
import { defaultOrder, defaultSettings, hostOrder, parseResolvConf } from '../resolve/resolv-conf.js';
import type { Sourced } from '../text/source-file.js';
import { isLoopback, isUnspecified, parseAddress } from './address.js';
import { parseEndpoint } from './endpoint.js';
import { eachListeningSite } from './listening-site.js';
import type { Cluster, ClusterNode } from './model.js';
import { natsClientsOf } from './nats-server.js';
import { nameUsersOf } from './site-names.js';

const DNS_PORT = 53;

/**
 * Asks name servers what the nodes of a cluster need to know, and puts the answers into the model.
 * @param servers asked instead of those of the nodes' resolv.conf; empty: those
 */
export async function askDns(cluster: Cluster, client: Answering, servers: readonly Server[]): Promise<void> {
  await Promise.all(cluster.nodes.map((node) => askFor(cluster, node, client, servers)));
}

async function askFor(
  cluster: Cluster,
  node: ClusterNode,
  client: Answering,
  given: readonly Server[],
): Promise<void> {
  if (!node.hasData) return;
  const text = (path: string): string => {
    const read = node.tree.read(path);
    return read.state === 'read' ? read.file.text : '';
  };
  const isLinux = cluster.platform === 'linux';
  const settings = isLinux ? parseResolvConf(text('/etc/resolv.conf'), hostNameOf(node)) : defaultSettings;
  const order = isLinux ? hostOrder(text('/etc/nsswitch.conf')) : defaultOrder;
  node.dns.order = order;
  const { overTcp } = settings;
  const own = settings.servers.map((address) => ({ address, port: DNS_PORT, overTcp }));
  // Another node's 127.0.0.53 is not this machine's.
  const isReachable = ({ address }: Server) => {
    const parsed = parseAddress(address);
    if (parsed === null) return false;
    return node === cluster.here || !(isLoopback(parsed) || isUnspecified(parsed));
  };
  const servers = given.length > 0 ? given : order.dns === 'never' ? [] : own.filter(isReachable);
  const learn = async ({ value, at }: Sourced<string>, ask: (server: Server) => Promise<DnsAnswer>) =>
    node.dns.learn(
      value,
      await Promise.all(
        servers.map(async (server) => ({ server: serverKey(server), answer: await ask(server), at })),
      ),
    );
  const { names, addresses } = questionsOf(cluster, node);
  await Promise.all([
    ...names.map((name) => learn(name, (server) => lookUpName(client, server, name.value, settings))),
    ...addresses.map((vip) => learn(vip, (server) => lookUpAddress(client, server, vip.value))),
  ]);
}

const hostNameOf = ({ facts, name }: ClusterNode): string =>
  (facts.meta.state === 'known' ? facts.meta.value.get('hostname')?.value : undefined) ?? name.value;

/** Names of sites, NATS servers and endpoints that a node has to find, and the VIPs that it has to find a name for. */
function questionsOf(cluster: Cluster, node: ClusterNode) {
  const names = new Map<string, Sourced<string>>();
  for (const agent of cluster.agents) {
    const endpoint = agent.nodes.includes(node) ? agent.on(node).endpoint : null;
    const host = parseEndpoint(endpoint?.value ?? '')?.host;
    if (endpoint === null || host === undefined || parseAddress(host) !== null) continue;
    names.set(host, { value: host, at: endpoint.at });
  }
  for (const { it: listening } of eachListeningSite(cluster)) {
    for (const { host, hostAt, url } of listening.nodes.includes(node) ? natsClientsOf(listening) : []) {
      if (url.address === null) names.set(host, { value: host, at: hostAt });
    }
  }
  const addresses: Sourced<string>[] = [];
  for (const site of cluster.sites) {
    const isUser = nameUsersOf(cluster, site).some((user) => user.node === node);
    if (site.named && isUser) names.set(site.name.value, site.name);
    if (site.nodes.includes(node) && site.vip?.address) addresses.push(site.vip);
  }
  return { names: [...names.values()], addresses };
}
