import type { Cluster } from '../cluster.js';
import type { NodePlan } from '../plan.js';
import {
  addLine,
  firstLine,
  inManifest,
  lineOf,
  placeOf,
  read,
  removeLines,
  replace,
  write,
} from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const agent = { agents: 1 } as const;
const two = { agents: 2 } as const;
const linux = { platform: 'linux', agents: 1 } as const;
const users = { ...linux, users: true } as const;

const holder = (c: Cluster): NodePlan => c.nodeNamed(c.agent().activeOn[0] ?? '');
const other = (c: Cluster): NodePlan =>
  c.nodeNamed(c.agent().nodes.find((name) => !c.agent().activeOn.includes(name)) ?? '');

/** Lets one node differ from the agent's common settings. */
function differ(
  c: Cluster,
  key: 'instanceId' | 'instance' | 'name' | 'endpoint' | 'spool' | 'privateKey',
  value: string,
): Place[] {
  c.agent().perNode.push({ node: other(c).name, key, value });
  c.rerender();
  return [inManifest(c, 'agents', 0, 'perNode', other(c).name, key), inManifest(c, 'agents', 0, key)];
}

function endpoint(c: Cluster, value: string): Place[] {
  c.agent().endpoint = value;
  c.rerender();
  return [inManifest(c, 'agents', 0, 'endpoint')];
}

/** The endpoint's host may be named alone. */
const withHost = (places: readonly Place[], host: string): Place[] =>
  places.flatMap((place) => [place, { ...place, text: host }]);

function instanceId(c: Cluster, value: string): Place[] {
  c.agent().instanceId = value;
  c.rerender();
  return [inManifest(c, 'agents', 0, 'instanceId')];
}

function passwd(c: Cluster, nodes: readonly NodePlan[], change: (file: string) => void): void {
  for (const node of nodes) {
    change(c.fact(node, 'passwd'));
    c.tree.delete(c.at(node, '/etc/passwd'));
  }
}

const firstUser = (c: Cluster): string => c.agent().users?.[0] ?? '';
const agentNodes = (c: Cluster): NodePlan[] => c.agent().nodes.map((name) => c.nodeNamed(name));
const userPlaces = (c: Cluster): Place[] => [
  inManifest(c, 'agents', 0, 'users', 0),
  ...agentNodes(c).map((node) => ({ file: c.fact(node, 'passwd') })),
];

const yaml = (c: Cluster, before: string, after: string, text: string): Place[] =>
  c.yamls().map((file) => {
    replace(c, file, before, after);
    return placeOf(c, file, text);
  });

const twoSpools = (c: Cluster): Place[] => [0, 1].map((index) => inManifest(c, 'agents', index, 'spool'));

export const agentFaults: readonly Fault[] = [
  fault('instance-id-match/manifest', 'error', { ...agent, facts: 'none' }, (c) =>
    differ(c, 'instanceId', '7d444840-9dc0-11d1-b245-5ffdce74fad2'),
  ),
  fault('instance-id-match/list', 'error', agent, (c) => {
    const file = c.fact(other(c), 'jcagctrl-list');
    const id = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
    replace(c, file, c.agent().instanceId, id);
    return [
      placeOf(c, file, id),
      inManifest(c, 'agents', 0, 'instanceId'),
      placeOf(c, c.fact(holder(c), 'jcagctrl-list'), c.agent().instanceId),
    ];
  }),
  fault('instance-id-valid/placeholder-of-the-guide', 'warning', agent, (c) =>
    instanceId(c, 'aaaaaaaa-bbbb-cccc-dddd-xxxxxxxxxxxx'),
  ),
  fault('instance-id-valid/too-short', 'warning', agent, (c) =>
    instanceId(c, '0f8fad5b-d9cb-469f-a165-7086772895'),
  ),
  fault('instance-id-valid/no-hyphens', 'warning', agent, (c) =>
    instanceId(c, '0f8fad5bd9cb469fa16570867728950e'),
  ),
  fault('instance-id-unique/two-agents', 'error', two, (c) => [
    ...instanceId(c, c.agent(1).instanceId),
    inManifest(c, 'agents', 1, 'instanceId'),
  ]),
  fault('instance-missing/standby', 'error', agent, (c) => {
    const file = c.fact(other(c), 'jcagctrl-list');
    removeLines(c, file, new RegExp(`^\\| ${c.agent().instance} `));
    return [firstLine(file), { file }];
  }),
  fault('instance-active-once/two-nodes', 'error', agent, (c) => {
    const file = c.fact(other(c), 'jcagctrl-list');
    replace(c, file, `${c.agent().instanceId} | false`, `${c.agent().instanceId} | true `);
    return agentNodes(c).map((node) => lineOf(c, c.fact(node, 'jcagctrl-list'), c.agent().instance));
  }),
  fault('agent-settings-match/agent-name', 'error', agent, (c) => differ(c, 'name', 'jcagother')),
  fault('agent-settings-match/endpoint', 'error', agent, (c) => {
    const site = c.plan.sites.find((each) => each.name === c.agent().site) ?? c.site();
    c.agent().endpoint = `http://${site.name}:23151`;
    return differ(c, 'endpoint', `http://${site.vip.includes(':') ? `[${site.vip}]` : site.vip}:23151`);
  }),
  fault('agent-settings-match/instance-name', 'error', { ...agent, facts: 'none' }, (c) =>
    differ(c, 'instance', 'otherinstance'),
  ),
  fault('agent-settings-match/key-path', 'error', agent, (c) =>
    differ(c, 'privateKey', c.plan.platform === 'linux' ? '/opt/other/key.pem' : 'D:\\other\\key.pem'),
  ),
  fault('agent-endpoint/node-name', 'error', agent, (c) =>
    withHost(endpoint(c, `http://${c.node(0).name}:23151`), c.node(0).name),
  ),
  fault('agent-endpoint/node-address', 'error', agent, (c) => {
    const own = c.node(1).addresses[0] ?? '';
    return withHost(endpoint(c, `http://${own}:23151`), own);
  }),
  fault('agent-endpoint/name-of-elsewhere', 'error', { ...linux, ipv4: true }, (c) => {
    const places = endpoint(c, 'http://elsewhere.example.org:23151');
    for (const node of c.plan.nodes) {
      addLine(c, [c.fact(node, 'lookup')], 'elsewhere.example.org\t198.51.100.9');
    }
    return withHost(places, 'elsewhere.example.org');
  }),
  fault('agent-endpoint/no-url', 'warning', agent, (c) => endpoint(c, '23151')),
  fault('agent-endpoint/no-host', 'warning', agent, (c) => endpoint(c, 'http://:23151')),
  fault('agent-endpoint/other-port', 'info', agent, (c) => {
    const places = endpoint(c, `http://${c.agent().site ?? c.site().name}:23152`);
    return withHost(places, '23152');
  }),
  fault('spool-match/per-node', 'error', { ...agent, facts: 'none' }, (c) => {
    const disk = c.disk(c.agent().disk).path;
    return differ(c, 'spool', c.plan.platform === 'linux' ? `${disk}/other` : `${disk}other`);
  }),
  fault('spool-on-shared-disk/local-disk', 'error', { ...agent, facts: 'none' }, (c) => {
    c.agent().spool = c.plan.platform === 'linux' ? '/var/spool/jcag' : 'E:\\jcag';
    c.agent().disk = null;
    c.rerender();
    return [inManifest(c, 'agents', 0, 'spool')];
  }),
  fault('spool-overlap/inside-a-database', 'error', { ...agent, facts: 'none' }, (c) => {
    const { database, disk } = c.site();
    c.agent().spool = `${database}${c.plan.platform === 'linux' ? '/' : '\\'}agent`;
    c.agent().disk = disk;
    c.rerender();
    return [inManifest(c, 'agents', 0, 'spool'), inManifest(c, 'sites', 0, 'database')];
  }),
  fault('spool-overlap/two-agents', 'error', { ...two, facts: 'none' }, (c) => {
    c.agent(1).spool = c.agent(0).spool;
    c.agent(1).disk = c.agent(0).disk;
    c.rerender();
    return twoSpools(c);
  }),
  fault('spool-overlap/one-in-the-other', 'error', { ...two, facts: 'none' }, (c) => {
    c.agent(1).spool = `${c.agent(0).spool}${c.plan.platform === 'linux' ? '/' : '\\'}second`;
    c.agent(1).disk = c.agent(0).disk;
    c.rerender();
    return twoSpools(c);
  }),
  fault('job-user-match/missing-on-standby', 'error', users, (c) => {
    passwd(c, [other(c)], (file) => removeLines(c, file, new RegExp(`^${firstUser(c)}:`)));
    return userPlaces(c);
  }),
  fault('job-user-match/missing-everywhere', 'error', users, (c) => {
    passwd(c, agentNodes(c), (file) => removeLines(c, file, new RegExp(`^${firstUser(c)}:`)));
    return userPlaces(c);
  }),
  fault('job-user-match/in-the-tree-only', 'error', { ...users, facts: 'none' }, (c) => {
    for (const node of c.plan.nodes) {
      const rows = c.plan.accounts
        .map(({ name, uid }) => `${name}:x:${uid}:${uid}::/home/${name}:/bin/sh\n`)
        .join('');
      write(c, c.at(node, '/etc/passwd'), rows);
    }
    removeLines(c, c.at(other(c), '/etc/passwd'), new RegExp(`^${firstUser(c)}:`));
    return [
      inManifest(c, 'agents', 0, 'users', 0),
      ...agentNodes(c).map((node) => ({ file: c.at(node, '/etc/passwd') })),
    ];
  }),
  fault('job-user-match/account-on-one-node', 'warning', { ...linux, users: false }, (c) => {
    const row = 'extra01:x:2001:2001::/home/extra01:/bin/bash';
    passwd(c, [other(c)], (file) => write(c, file, `${read(c, file)}${row}\n`));
    return agentNodes(c).map((node) => ({ file: c.fact(node, 'passwd') }));
  }),
  fault('job-user-id-match/uid', 'warning', users, (c) => {
    const user = firstUser(c);
    passwd(c, [other(c)], (file) => replace(c, file, new RegExp(`^${user}:x:\\d+:`, 'm'), `${user}:x:4711:`));
    return agentNodes(c).map((node) => lineOf(c, c.fact(node, 'passwd'), `${user}:x:`));
  }),
  fault('job-user-id-match/gid', 'warning', users, (c) => {
    const user = firstUser(c);
    passwd(c, [other(c)], (file) =>
      replace(c, file, new RegExp(`^(${user}):x:(\\d+):\\d+:`, 'm'), `${user}:x:4712:4713:`),
    );
    return agentNodes(c).map((node) => lineOf(c, c.fact(node, 'passwd'), `${user}:x:`));
  }),
  fault('on-startup-action/neither', 'warning', agent, (c) =>
    yaml(c, 'action: default', 'action: restart', 'restart'),
  ),
  fault('on-startup-action/abort', 'info', agent, (c) =>
    yaml(c, 'action: default', 'action: abort', 'abort'),
  ),
  fault('agent-yaml-keys/near-a-known-one', 'warning', agent, (c) =>
    yaml(c, 'onStartup:', 'onStartUp:', 'onStartUp'),
  ),
  fault('agent-yaml-keys/misspelt-top', 'warning', agent, (c) => yaml(c, 'request:', 'requst:', 'requst')),
  fault('agent-yaml-keys/wrong-type', 'error', agent, (c) =>
    yaml(c, 'action: default', 'action: [default]', '[default]'),
  ),
  fault('agent-yaml-keys/scalar-for-map', 'error', agent, (c) =>
    c.yamls().map((file) => {
      removeLines(c, file, /^ +|^ *#/);
      replace(c, file, 'request:', 'request: default');
      return placeOf(c, file, 'default');
    }),
  ),
  fault('agent-yaml-keys/nobody-documents-it', 'info', agent, (c) =>
    addLine(c, c.yamls(), 'zzTuning: 7', 'zzTuning'),
  ),
];
