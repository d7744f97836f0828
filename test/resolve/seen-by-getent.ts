import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtBundle } from '../project/bundle.js';
import { emptyFolder } from './name-servers.js';

/** A node's own files, and the name and address that it looks for. */
export interface Node {
  readonly name: string;
  readonly vip: string;
  readonly hosts: string;
  readonly resolv: string;
  readonly nsswitch: string;
  readonly hostName: string;
}

/** What is found: addresses of the name, names of the address; null where cjclint cannot tell. */
export interface Seen {
  readonly getent: { readonly forward: readonly string[]; readonly reverse: readonly string[] };
  readonly cjclint: {
    readonly forward: readonly string[] | null;
    readonly reverse: readonly string[] | null;
  };
}

const FILES = ['hosts', 'resolv', 'nsswitch'] as const;
const paths = { hosts: 'etc/hosts', resolv: 'etc/resolv.conf', nsswitch: 'etc/nsswitch.conf' } as const;
/** Addresses at which the servers of the namespace listen. */
export const BIND = '192.168.1.53';
export const DNSMASQ = '192.168.1.54';

/** Starts the servers, has the C library and cjclint look in every case with the same files, and ends with them. */
export function seenInNamespace(
  zones: Readonly<Record<string, string>>,
  dnsmasq: readonly string[],
  nodes: readonly Node[],
): Seen[] {
  const work = emptyFolder();
  const file = (...parts: readonly string[]) => join(work, ...parts);
  const blocks = Object.entries(zones).map(([zone, records], n) => {
    const head = '$TTL 60\n@ IN SOA ns.example.net. a.example.net. 1 60 60 60 60\n@ IN NS ns.example.net.';
    writeFileSync(file(`zone${n}`), `${head}\n${records}\n`);
    return `zone "${zone}" { type primary; file "${file(`zone${n}`)}"; check-names ignore; };`;
  });
  writeFileSync(
    file('named.conf'),
    `options { directory "${work}"; pid-file "${file('pid')}"; session-keyfile "${file('key')}";
listen-on { ${BIND}; }; listen-on-v6 { none; }; recursion no; allow-query { any; }; dnssec-validation no; };
controls { };
${blocks.join('\n')}
`,
  );
  writeFileSync(
    file('dnsmasq.conf'),
    ['no-resolv', 'no-hosts', 'user=', 'group=', 'bind-interfaces', `listen-address=${DNSMASQ}`, ...dnsmasq]
      .join('\n')
      .concat('\n'),
  );
  cpSync(builtBundle(), file('cjclint.mjs'));
  for (const [n, node] of nodes.entries()) writeCase(file(`case${n}`), node);
  for (const each of FILES) writeFileSync(file(each), '');
  writeFileSync(file('run.sh'), script(work, nodes.length));
  const root = process.getuid?.() === 0 ? [] : ['-r'];
  const ended = spawnSync('unshare', [...root, '-mnpu', '--fork', 'sh', file('run.sh')], {
    encoding: 'utf8',
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  if (ended.status !== 0) throw new Error(`exit ${ended.status}: ${ended.stderr}`);
  return nodes.map((_, n) => readCase(file(`case${n}`)));
}

function writeCase(folder: string, node: Node): void {
  const tree = join(folder, 'cluster/nodes/jcmanager01');
  mkdirSync(join(tree, 'etc'), { recursive: true });
  mkdirSync(join(tree, '.facts'));
  for (const each of FILES) writeFileSync(join(tree, paths[each]), node[each]);
  writeFileSync(join(tree, '.facts/meta'), `format=1\nhostname=${node.hostName}\nplatform=linux\n`);
  const manifest = {
    nodes: [{ name: 'jcmanager01' }],
    sites: [{ name: node.name, database: '/mnt/jobmgdb', vip: node.vip }],
  };
  writeFileSync(join(folder, 'cluster/cjclint.yaml'), JSON.stringify(manifest));
  for (const each of ['name', 'vip', 'hostName'] as const) writeFileSync(join(folder, each), node[each]);
}

/** In the namespace the machine's own files are hidden under those of a case, whose texts are written into them. */
const script = (work: string, cases: number): string => `set -e
cd ${work}
ip link set lo up
for n in 11 53 54 100; do ip addr add 192.168.1.$n/32 dev lo; done
# Without an IPv6 address of the node's own the C library leaves out those of others.
ip addr add 2001:db8::11/128 dev lo
mount --make-rprivate /
mount --bind hosts /etc/hosts
mount --bind resolv "$(readlink -f /etc/resolv.conf)"
mount --bind nsswitch /etc/nsswitch.conf
named -g -n 1 -c ${work}/named.conf 2>named.log &
dnsmasq -k --conf-file=${work}/dnsmasq.conf --pid-file 2>dnsmasq.log &
for server in ${BIND} ${DNSMASQ}; do
  n=0
  until dig @$server +tries=1 +time=1 x.example.jp | grep -q status:; do
    n=$((n + 1)); [ $n -lt 400 ] || { cat named.log dnsmasq.log >&2; exit 1; }; sleep 0.1
  done
done
n=0
while [ $n -lt ${cases} ]; do
  c=${work}/case$n; tree=$c/cluster/nodes/jcmanager01/etc
  cat $tree/hosts >/etc/hosts; cat $tree/resolv.conf >/etc/resolv.conf; cat $tree/nsswitch.conf >/etc/nsswitch.conf
  hostname "$(cat $c/hostName)"
  getent ahosts "$(cat $c/name)" >$c/ahosts || [ $? = 2 ]
  getent hosts "$(cat $c/vip)" >$c/names || [ $? = 2 ]
  (cd $c/cluster && ${process.execPath} ${work}/cjclint.mjs names --dns --format json . >$c/seen)
  n=$((n + 1))
done
`;

interface Source {
  readonly decides: boolean;
  readonly answers: readonly string[];
}

function readCase(folder: string): Seen {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const lines = (name: string) => text(name).split('\n').filter(Boolean);
  const questions: { nodes: { sources: Source[] }[] }[] = JSON.parse(text('seen')).clusters[0].sites[0]
    .questions;
  const told = ({ nodes }: { nodes: { sources: Source[] }[] }) =>
    inOrder(nodes[0]?.sources.find(({ decides }) => decides)?.answers ?? null);
  const [forward = null, reverse = null] = questions.map(told);
  return {
    getent: {
      forward: inOrder(lines('ahosts').map((line) => line.split(/\s+/)[0] ?? '')),
      reverse: inOrder(lines('names').flatMap((line) => line.trim().split(/\s+/).slice(1))),
    },
    cjclint: { forward, reverse },
  };
}

function inOrder(words: readonly string[]): readonly string[];
function inOrder(words: readonly string[] | null): readonly string[] | null;
function inOrder(words: readonly string[] | null): readonly string[] | null {
  return words === null ? null : [...new Set(words)].sort();
}
