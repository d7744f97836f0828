import type { Server } from '../resolve/answer.js';
import { parseAddress } from './address.js';
import type { Endpoint } from './endpoint.js';
import { eachListeningSite } from './listening-site.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { deciding, forwardAnswers } from './names.js';
import { type NatsClient, natsClientsOf } from './nats-server.js';
import { isPort } from './nats-url.js';
import { preflightOf } from './stage.js';
import { type WhereRuns, whereRuns } from './where-runs.js';

/** More addresses of one name are not tried one by one. */
const MOST_ADDRESSES = 8;
/** Of URLs without a port (RFC 9110). */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** A readable `NATS_URL` of a site, and where it leads on the live node. */
export interface NatsServer {
  readonly client: NatsClient;
  /** Null where the node does not tell what the name stands for; empty where it stands for no address. */
  readonly places: readonly Server[] | null;
}

/** The site of preflight's arguments with the node that runs it, where its NATS server has to answer to this node. */
export function natsSiteHere(
  cluster: Cluster,
): { readonly site: Site; readonly runs: WhereRuns & { readonly state: 'runs' } } | null {
  const asked = preflightOf(cluster, 'start', 'failover', 'create-agent');
  if (asked === null) return null;
  const runs = whereRuns(asked.site, asked.here);
  if (runs.state !== 'runs' || (runs.node !== asked.here && asked.stage !== 'failover')) return null;
  return { site: asked.site, runs };
}

export function natsServersOf(cluster: Cluster, site: Site, here: ClusterNode): NatsServer[] {
  const listening = eachListeningSite(cluster).find(({ it }) => it.site === site)?.it;
  if (listening === undefined) return [];
  return natsClientsOf(listening).flatMap((client) => {
    const { port } = client.url;
    return port === null ? [] : [{ client, places: placesOf(here, client.host, port) }];
  });
}

/** The agents that preflight is about: those of the live node, before an agent is made on it. */
export function agentsHere(cluster: Cluster): readonly Agent[] {
  const asked = preflightOf(cluster, 'create-agent');
  return asked === null ? [] : cluster.agents.filter((agent) => agent.nodes.includes(asked.here));
}

/** Where an endpoint leads on a node, as {@link NatsServer.places}. */
export function endpointPlaces(node: ClusterNode, endpoint: Endpoint): readonly Server[] | null {
  const port = endpointPort(endpoint);
  return port === null ? null : placesOf(node, endpoint.host, port);
}

/** The port of an endpoint, or that of its scheme; null where neither tells one. */
export function endpointPort({ scheme, port }: Endpoint): number | null {
  if (port === null) return DEFAULT_PORTS[scheme] ?? null;
  return isPort(port) ? Number(port) : null;
}

/** A host as the node sees it: by its look-up, its resolv.def, its hosts and its name servers. */
function placesOf(node: ClusterNode, host: string, port: number): readonly Server[] | null {
  if (parseAddress(host) !== null) return [{ address: host, port }];
  const answer = deciding(forwardAnswers(node, host));
  if (answer === null) return null;
  return answer.answers
    .filter(({ value }) => parseAddress(value) !== null)
    .slice(0, MOST_ADDRESSES)
    .map(({ value }) => ({ address: value, port }));
}
