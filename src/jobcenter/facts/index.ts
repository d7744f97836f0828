import type { Fact, FactParser } from '../../source/fact.js';
import { systemFactParsers } from '../../source/facts/index.js';
import { listedInstances } from './listed-instances.js';
import { listedSites } from './listed-sites.js';
import { networkMap } from './network-map.js';

/** The parser of each fact of a JobCenter node, by the fact's file name in `.facts` (inputs.md §3). */
export const factParsers = {
  ...systemFactParsers,
  cjcls: listedSites,
  'cjcls-a': listedSites,
  nmapmgr: networkMap,
  'jcagctrl-list': listedInstances,
} as const;

export type FactName = keyof typeof factParsers;

type ValueOf<P> = P extends FactParser<infer T> ? T : never;

/** The value that a fact's parser gives. */
export type FactValue<N extends FactName> = ValueOf<(typeof factParsers)[N]>;

/**
 * Every fact of a node; a fact that was not understood is missing, never null. `nmapmgr` is the local site's; those of
 * the cluster sites are kept by site.
 */
export type NodeFacts = { readonly [N in FactName]: Fact<NonNullable<FactValue<N>>> };

/** The command that yields a fact, for "what would settle it". */
export const factCommands: Readonly<Record<FactName, string>> = {
  meta: 'cjclint collector',
  stat: "stat --printf='%a\\t%U\\t%G\\t%F\\t%n\\n' <path…>",
  umask: 'umask',
  'ip-addr': 'ip -o addr show',
  mounts: 'cat /proc/mounts',
  ps: 'ps -eo pid,ppid,user,args',
  'ps-start': 'ps -eo pid,lstart,args',
  changed: "stat --printf='%Y\\t%n\\n' <config file…>",
  listen: 'ss -ltn',
  passwd: 'getent passwd',
  lookup: 'getent ahosts <name>; getent hosts <address>',
  getenforce: 'getenforce',
  'selinux-labels': 'ls -dZ <database…>',
  'selinux-rule': 'matchpathcon <database…>',
  packages: 'rpm -qa',
  checksums: 'sha256sum <file…>',
  env: 'env',
  holders: 'fuser -vm <shared disk>',
  cjcls: '/usr/lib/nqs/cluster/cjcls',
  'cjcls-a': '/usr/lib/nqs/cluster/cjcls -a',
  nmapmgr: "echo 'show state' | /usr/bin/nmapmgr",
  'jcagctrl-list': '/usr/bin/jcagctrl list',
};

const SITE_MAP = 'nmapmgr.';

/** A file of `.facts`: which fact it holds, and for `nmapmgr.<site>` of which cluster site. */
export interface FactFile {
  readonly fact: FactName;
  /** Null for facts of the node itself. */
  readonly site: string | null;
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(factParsers, name);
}

/** @returns what a file of `.facts` holds; null for a name that is not a fact's. */
export function factOfFile(name: string): FactFile | null {
  if (isFactName(name)) return { fact: name, site: null };
  const site = name.startsWith(SITE_MAP) ? name.slice(SITE_MAP.length) : '';
  return site === '' ? null : { fact: 'nmapmgr', site };
}

/** Builds the facts of a node from one function that gives each fact, parsed by the parser it is handed. */
export function nodeFacts(
  read: <T>(name: FactName, parser: FactParser<T>) => Fact<NonNullable<T>>,
): NodeFacts {
  return {
    meta: read('meta', factParsers.meta),
    stat: read('stat', factParsers.stat),
    umask: read('umask', factParsers.umask),
    'ip-addr': read('ip-addr', factParsers['ip-addr']),
    mounts: read('mounts', factParsers.mounts),
    ps: read('ps', factParsers.ps),
    'ps-start': read('ps-start', factParsers['ps-start']),
    changed: read('changed', factParsers.changed),
    listen: read('listen', factParsers.listen),
    passwd: read('passwd', factParsers.passwd),
    lookup: read('lookup', factParsers.lookup),
    getenforce: read('getenforce', factParsers.getenforce),
    'selinux-labels': read('selinux-labels', factParsers['selinux-labels']),
    'selinux-rule': read('selinux-rule', factParsers['selinux-rule']),
    packages: read('packages', factParsers.packages),
    checksums: read('checksums', factParsers.checksums),
    env: read('env', factParsers.env),
    holders: read('holders', factParsers.holders),
    cjcls: read('cjcls', factParsers.cjcls),
    'cjcls-a': read('cjcls-a', factParsers['cjcls-a']),
    nmapmgr: read('nmapmgr', factParsers.nmapmgr),
    'jcagctrl-list': read('jcagctrl-list', factParsers['jcagctrl-list']),
  };
}
