import { firstWords, natsInfoOf } from '../probe/nats-info.js';
import { serverKey } from '../resolve/answer.js';
import type { Cluster } from './model.js';
import type { Connection } from './node-connections.js';

/** What became of a connection, for machines. */
export type Outcome =
  | 'nats'
  /** A NATS server, on a port that is not for clients. */
  | 'nats-not-for-clients'
  /** It said something, and is no NATS server. */
  | 'other'
  | 'connected'
  | 'silent'
  | 'hung-up'
  | 'refused'
  | 'time-out'
  | 'unreachable'
  | 'not-tried'
  | 'stopped'
  | 'out-of-time';

/** One connection of a node. */
export interface ConnectionRow {
  readonly node: string;
  readonly connection: Connection;
  /** `192.168.1.100:23141` */
  readonly place: string;
  readonly outcome: Outcome;
  /** Of a NATS server that tells it. */
  readonly version: string | null;
  /** The first words of what is no NATS server; not escaped. */
  readonly said: string | null;
}

/** What became of the connections of a cluster's nodes, in the order of nodes and places. */
export const connectionTable = (cluster: Cluster): ConnectionRow[] =>
  cluster.nodes.flatMap(({ name, connections }) =>
    connections.all
      .map((connection) => ({
        node: name.value,
        connection,
        place: serverKey(connection.place),
        ...told(connection),
      }))
      .sort((a, b) => (a.place < b.place ? -1 : 1)),
  );

function told({ outcome }: Connection): Pick<ConnectionRow, 'outcome' | 'version' | 'said'> {
  if (outcome.state === 'unreached') return { outcome: outcome.reason, version: null, said: null };
  if (outcome.state !== 'spoke') return { outcome: outcome.state, version: null, said: null };
  const info = natsInfoOf(outcome.said);
  return info === null
    ? { outcome: 'other', version: null, said: firstWords(outcome.said) }
    : {
        outcome: info.serves === 'clients' ? 'nats' : 'nats-not-for-clients',
        version: info.version,
        said: null,
      };
}
