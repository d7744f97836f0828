import { inferred, type Subject } from '../../src/engine/rule.js';
import { parseEndpoint } from '../../src/jobcenter/endpoint.js';
import type { Cluster } from '../../src/jobcenter/model.js';
import { type AgentAtNode, eachAgentAtNode, rule } from '../../src/jobcenter/rule.js';
import { isOfTime } from '../../src/jobcenter/same-time.js';
import { agentsHere, endpointPlaces, endpointPort } from '../../src/jobcenter/servers-here.js';
import { whereRuns } from '../../src/jobcenter/where-runs.js';
import type { Contact } from '../../src/probe/contact.js';
import { serverKey } from '../../src/resolve/answer.js';

export const endpointReachable = rule({
  name: 'endpoint-reachable',
  severity: 'error',
  evidence: inferred('2.3.6'),
  phases: ['agent'],
  needs: ['net'],
  title: {
    en: "an agent's endpoint takes no connection from the agent's node",
    ja: 'エージェントのノードからエンドポイントに接続できない',
  },
  why: {
    en: 'The agent has to reach its MG at the endpoint. Where it cannot, it stays REGISTERED and never becomes CONNECTED, and gets no job.',
    ja: 'エージェントはエンドポイントで MG に接続します。接続できないと REGISTERED のまま CONNECTED にならず、ジョブを受け取れません。',
  },
  fix: {
    en: 'look on the MG which address and port is listened on (`ss -ltnp`), and let firewalls between the machines pass it',
    ja: 'MG の待ち受けアドレスとポートを `ss -ltnp` で確認し、途中のファイアウォールで通信を許可してください',
  },
  bad: 'endpoint: http://jcmgcluster.example.jp:23150',
  good: 'endpoint: http://jcmgcluster.example.jp:23151',
  messages: {
    refused: {
      en: (place: string, site: string, node: string) =>
        `${site} runs, but nothing listens on ${place}, the endpoint, for ${node}: connection refused`,
      ja: (place: string, site: string, node: string) =>
        `${site} は起動していますが、${node} からエンドポイント ${place} への接続が拒否されました（待ち受けなし）`,
    },
    noAnswer: {
      en: (place: string, site: string, node: string) =>
        `${site} runs, but ${node} cannot reach ${place}, the endpoint: it does not answer`,
      ja: (place: string, site: string, node: string) =>
        `${site} は起動していますが、${node} からエンドポイント ${place} に接続できません（応答なし）`,
    },
    noRoute: {
      en: (place: string, site: string, node: string) =>
        `${site} runs, but ${node} cannot reach ${place}, the endpoint: no route leads there`,
      ja: (place: string, site: string, node: string) =>
        `${site} は起動していますが、${node} からエンドポイント ${place} に接続できません（到達不能）`,
    },
  },
  subjects: (cluster) => (cluster.stage === null ? agentsOfRunningSites(cluster) : agentsOfLiveNode(cluster)),
  check({ agent, node }, { cluster, report, missing, notApplicable }) {
    const name = node.name.value;
    // From another machine than the node nothing can be tried, but somebody may have recorded it there.
    if (cluster.here !== node && node.connections.all.length === 0) return missing(name, 'net');
    const runs = agent.site === null ? null : whereRuns(agent.site, node);
    if (runs?.state === 'stopped') return notApplicable();
    const { endpoint } = agent.on(node);
    if (endpoint === null) return missing(null, 'manifest:agents[].endpoint');
    const parts = parseEndpoint(endpoint.value);
    // What is no URL with a host and a port is agent-endpoint's.
    if (parts === null || endpointPort(parts) === null) return notApplicable();
    const places = endpointPlaces(node, parts);
    if (places === null) return missing(name, 'lookup');
    const [place] = places;
    // agent-endpoint and vip-forward-lookup tell of a name that has no address.
    if (place === undefined) return runs === null ? missing(name, 'lookup') : notApplicable();
    const made = places.flatMap((each) => node.connections.connection(each) ?? []);
    if (runs?.state === 'runs' && !made.every((each) => isOfTime(each, runs.node)))
      return missing(name, 'net');
    const contacts = places.map((each) => node.connections.to(each));
    if (contacts.some((contact) => contact !== null && contact.state !== 'unreached')) return;
    const failures = contacts.map(failureOf);
    if (failures.includes(null)) return missing(name, 'net');
    // Whether anything has to answer at all is known only where the site is known to run now.
    if (runs === null) return missing(name, 'net');
    if (runs.state === 'unknown') {
      for (const each of runs.lacking) missing(each.name.value, 'cjcls');
      return;
    }
    if (!runs.isNow) return missing(runs.node.name.value, 'cjcls', 'meta');
    const site = agent.site?.name.value ?? '';
    const where = {
      at: endpoint.at,
      related: [
        {
          at: runs.at,
          message: {
            en: `${site} runs on ${runs.node.name.value}`,
            ja: `${site} は ${runs.node.name.value} で起動中`,
          },
        },
      ],
    };
    const [failure] = failures;
    if (failure != null) report(failure, { ...where, args: [serverKey(place), site, name] });
  },
});

/**
 * How a connection failed; null where that tells nothing. It is made from the very node and to the very place that the
 * agent needs, so that no answer in time is as good as a refusal: the agent gets none either.
 */
function failureOf(contact: Contact | null): 'refused' | 'noAnswer' | 'noRoute' | null {
  const reason = contact?.state === 'unreached' ? contact.reason : null;
  if (reason === 'refused') return 'refused';
  if (reason === 'time-out') return 'noAnswer';
  return reason === 'unreachable' ? 'noRoute' : null;
}

/** In lint, the agents whose endpoint has to answer: those of sites that the snapshots show running. */
const agentsOfRunningSites = (cluster: Cluster): Subject<AgentAtNode>[] =>
  eachAgentAtNode(cluster).filter(
    ({ it: { agent, node } }) =>
      node.hasData && agent.site !== null && whereRuns(agent.site, null).state === 'runs',
  );

function agentsOfLiveNode(cluster: Cluster): Subject<AgentAtNode>[] {
  const known = agentsHere(cluster);
  return eachAgentAtNode(cluster).filter(({ it }) => it.node === cluster.here && known.includes(it.agent));
}
