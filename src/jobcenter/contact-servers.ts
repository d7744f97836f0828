import type { Contact } from '../probe/contact.js';
import { natsInfoOf } from '../probe/nats-info.js';
import type { RecordedContact } from '../recording/contact-rows.js';
import type { Server } from '../resolve/answer.js';
import { parseEndpoint } from './endpoint.js';
import type { Cluster, ClusterNode } from './model.js';
import { nameKey } from './names.js';
import { CLIENT_PORT, JOBCENTER_PORT } from './nats-url.js';
import { agentsHere, endpointPlaces, natsServersOf, natsSiteHere } from './servers-here.js';

/** What connects to servers, to each once. */
interface Connects {
  reach(place: Server): Promise<Contact>;
  hear(place: Server): Promise<Contact>;
}

/**
 * Connects from the live node to the servers that it needs, and puts into the model what becomes of it. From another
 * machine than the node a connection tells nothing, so lint makes none.
 */
export async function contactServers(cluster: Cluster, connects: Connects): Promise<void> {
  const { here } = cluster;
  if (here === null) return;
  await Promise.all([contactNats(cluster, here, connects), contactEndpoints(cluster, here, connects)]);
}

/** Puts into the model what became of connections that were made from its nodes, by whomever and whenever. */
export function recallContacts(cluster: Cluster, contacts: readonly RecordedContact[]): void {
  const nodes = new Map(cluster.nodes.map((node) => [nameKey(node.name.value), node]));
  for (const { node, place, outcome, time } of contacts)
    nodes.get(nameKey(node))?.connections.learn(place, outcome, time);
}

/** What became of the connections of this run, to be kept. @param time of now, in milliseconds since 1970 */
export const contactsOf = ({ here }: Cluster, time: number): RecordedContact[] =>
  here === null
    ? []
    : here.connections.all.map(({ place, outcome }) => ({ node: here.name.value, time, place, outcome }));

/** The servers of NATS_URL; where none answers, what stands on the other ports that could be meant. */
async function contactNats(cluster: Cluster, here: ClusterNode, connects: Connects): Promise<void> {
  const asked = natsSiteHere(cluster);
  if (asked === null) return;
  const hear = async (place: Server) => {
    const outcome = await connects.hear(place);
    here.connections.learn(place, outcome);
    return outcome;
  };
  const places = natsServersOf(cluster, asked.site, here).flatMap((server) => server.places ?? []);
  await Promise.all(
    places.map(async (place) => {
      const heard = await hear(place);
      if (heard.state === 'spoke' && natsInfoOf(heard.said)?.serves === 'clients') return;
      await Promise.all(otherPlaces(place).map(hear));
    }),
  );
}

/** The same address on the ports that are taken where none, or another, is written. */
export const otherPlaces = ({ address, port }: Server): Server[] =>
  [JOBCENTER_PORT, CLIENT_PORT].filter((each) => each !== port).map((each) => ({ address, port: each }));

async function contactEndpoints(cluster: Cluster, here: ClusterNode, connects: Connects): Promise<void> {
  const places = agentsHere(cluster).flatMap((agent) => {
    const endpoint = parseEndpoint(agent.on(here).endpoint?.value ?? '');
    return endpoint === null ? [] : (endpointPlaces(here, endpoint) ?? []);
  });
  await Promise.all(places.map(async (place) => here.connections.learn(place, await connects.reach(place))));
}
