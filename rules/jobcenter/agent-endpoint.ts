import { manual } from '../../src/engine/rule.js';
import { judgeHost, parseEndpoint, partAt } from '../../src/jobcenter/endpoint.js';
import type { Agent, ClusterNode } from '../../src/jobcenter/model.js';
import { placeOf } from '../../src/jobcenter/odd-one-out.js';
import { eachAgent, listed, rule } from '../../src/jobcenter/rule.js';
import type { Sourced } from '../../src/text/source-file.js';

/** Those of the guide's examples (G 2.3.5.2); others may be set up. */
const USUAL_SCHEME = 'http';
const USUAL_PORT = '23151';

export const agentEndpoint = rule({
  name: 'agent-endpoint',
  severity: 'error',
  evidence: manual('2.3.5.2'),
  phases: ['failover', 'agent'],
  title: {
    en: "an agent's endpoint does not follow its site",
    ja: 'エージェントのエンドポイントがサイトの仮想ホスト名・VIP を指していない',
  },
  why: {
    en: 'The agent connects to the MG at this address. A node of its own stays behind when the site moves, so that the agent loses the MG at the first failover.',
    ja: 'エージェントはこのアドレスで MG に接続します。ノード固有の名前やアドレスはサイトの移動に追従しないため、フェイルオーバー後に MG へ接続できなくなります。',
  },
  fix: {
    en: "write `http://<site's virtual host name or VIP>:23151`",
    ja: '`http://<サイトの仮想ホスト名または VIP>:23151` の形で指定してください',
  },
  bad: 'endpoint: http://jcmanager01:23151',
  good: 'endpoint: http://jcmgcluster.example.jp:23151',
  messages: {
    noUrl: {
      en: (text: string) => `"${text}" is not a URL with a host; it must look like http://<host>:23151`,
      ja: (text: string) =>
        `"${text}" はホストを含む URL ではありません。http://<ホスト>:23151 の形で指定します`,
    },
    ownNode: {
      en: (host: string, node: string, allowed: string) =>
        `"${host}" is node ${node} itself, which stays behind when the site moves; allowed: ${allowed}`,
      ja: (host: string, node: string, allowed: string) =>
        `"${host}" はノード ${node} 自身です。サイトの移動に追従しません。指定できるのは ${allowed} です`,
    },
    loopback: {
      en: (host: string, allowed: string) =>
        `"${host}" is whichever node the agent runs on, not the site; allowed: ${allowed}`,
      ja: (host: string, allowed: string) =>
        `"${host}" はエージェントの動作ノード自身を指し、サイトを指しません。指定できるのは ${allowed} です`,
    },
    elsewhere: {
      en: (host: string, answers: string, nodes: string, vip: string) =>
        `"${host}" gives ${answers} on ${nodes}, not the site's VIP ${vip}`,
      ja: (host: string, answers: string, nodes: string, vip: string) =>
        `"${host}" は ${nodes} で ${answers} になり、サイトの VIP ${vip} ではありません`,
      fix: {
        en: (host: string, _answers: string, nodes: string, vip: string) =>
          `write the site's full name or its VIP in the endpoint, or let "${host}" give ${vip} on ${nodes}`,
        ja: (host: string, _answers: string, nodes: string, vip: string) =>
          `エンドポイントにサイトの完全な名前または VIP を指定するか、${nodes} で "${host}" が ${vip} に解決されるようにしてください`,
      },
    },
    otherAddress: {
      en: (host: string, vip: string) => `${host} is not the site's VIP ${vip}`,
      ja: (host: string, vip: string) => `${host} はサイトの VIP ${vip} ではありません`,
    },
    unresolved: {
      en: (host: string, nodes: string) => `"${host}" gives no address on ${nodes}`,
      ja: (host: string, nodes: string) => `"${host}" は ${nodes} で名前解決できません`,
    },
    otherPort: {
      en: (port: string) => `the port is ${port}; the agents' port of an MG is usually ${USUAL_PORT}`,
      ja: (port: string) => `ポートが ${port} です。通常、エージェントの接続先は ${USUAL_PORT} です`,
    },
    noPort: {
      en: (text: string) => `"${text}" names no port; the agents' port of an MG is usually ${USUAL_PORT}`,
      ja: (text: string) => `"${text}" にポートがありません。通常、エージェントの接続先は ${USUAL_PORT} です`,
    },
    otherScheme: {
      en: (scheme: string) => `the scheme is ${scheme}; the guide uses ${USUAL_SCHEME}`,
      ja: (scheme: string) => `スキームが ${scheme} です。マニュアルの例では ${USUAL_SCHEME} です`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing }) {
    for (const { endpoint, nodes } of endpointsOf(agent)) {
      if (endpoint === null) {
        missing(null, 'manifest:agents[].endpoint');
        continue;
      }
      const parts = parseEndpoint(endpoint.value);
      const only = nodes.length < agent.nodes.length && nodes.length === 1 ? nodes[0]?.name.value : undefined;
      const node = only ?? null;
      if (parts === null) {
        report('noUrl', { at: endpoint.at, args: [endpoint.value], severity: 'warning', node });
        continue;
      }
      const { scheme, host, port } = parts;
      const verdicts = nodes.map((each) => ({ each, verdict: judgeHost(cluster, agent, each, host) }));
      const [own] = verdicts.flatMap(({ verdict }) => (verdict.state === 'own' ? [verdict] : []));
      const strays = verdicts.flatMap(({ each, verdict }) =>
        verdict.state === 'elsewhere' ? [{ name: each.name.value, ...verdict }] : [],
      );
      const at = partAt(endpoint, host);
      const vip = agent.site?.vip?.value ?? '';
      const allowed =
        agent.site === null ? 'http://<MG>:23151' : listed([agent.site.name.value, ...(vip ? [vip] : [])]);
      if (own !== undefined) {
        const related =
          own.at === null
            ? []
            : [{ at: own.at, message: { en: `of node ${own.node}`, ja: `ノード ${own.node} のもの` } }];
        if (own.node === null) report('loopback', { at, args: [host, allowed], node, related });
        else report('ownNode', { at, args: [host, own.node, allowed], node, related });
      } else if (strays.length > 0) {
        const names = listed(strays.map(({ name }) => name));
        const answers = [...new Set(strays.flatMap((stray) => stray.answers))];
        const odd = strays.length === 1 && verdicts.length > 1 ? (strays[0]?.name ?? null) : node;
        const related = strays.flatMap(({ at: place, name }) =>
          place === null
            ? []
            : [{ at: place, message: { en: `the answer on ${name}`, ja: `${name} での名前解決` } }],
        );
        if (related.length === 0) report('otherAddress', { at, args: [host, vip], node });
        else if (answers.length === 0) report('unresolved', { at, args: [host, names], node: odd, related });
        else report('elsewhere', { at, args: [host, listed(answers), names, vip], node: odd, related });
      }
      for (const { verdict } of verdicts)
        if (verdict.state === 'unknown') missing(verdict.node, verdict.need);
      if (scheme !== USUAL_SCHEME)
        report('otherScheme', {
          at: partAt(endpoint, endpoint.value.trim().slice(0, scheme.length)),
          args: [scheme],
          severity: 'info',
          node,
        });
      if (port === null) {
        report('noPort', { at: endpoint.at, args: [endpoint.value], severity: 'info', node });
      } else if (port !== USUAL_PORT) {
        report('otherPort', { at: partAt(endpoint, port, 'end'), args: [port], severity: 'info', node });
      }
    }
  },
});

/** The endpoints of an agent, each place once, with the nodes that have it. */
function endpointsOf(agent: Agent): { endpoint: Sourced<string> | null; nodes: ClusterNode[] }[] {
  const found = new Map<string, { endpoint: Sourced<string> | null; nodes: ClusterNode[] }>();
  for (const node of agent.nodes) {
    const { endpoint } = agent.on(node);
    const key = endpoint === null ? '' : placeOf(endpoint.at);
    const known = found.get(key);
    if (known === undefined) found.set(key, { endpoint, nodes: [node] });
    else known.nodes.push(node);
  }
  return [...found.values()];
}
