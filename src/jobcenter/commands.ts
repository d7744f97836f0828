import { escapeControl } from '../text/escape.js';
import { shellLine } from '../text/shell-word.js';
import { factCommands } from './facts/index.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { below } from './platform.js';
import { windowsFactCommand } from './windows-commands.js';

/** A word longer than this is no name, address or path. */
const LONGEST_WORD = 4096;

/**
 * A command line to copy, made of words of which some come from files.
 * @returns null where a word holds what a terminal would obey, or would be taken for an option
 */
export function commandOf(program: readonly string[], ...values: readonly string[]): string | null {
  const isSafe = (word: string) =>
    word !== '' && word.length <= LONGEST_WORD && !word.startsWith('-') && escapeControl(word) === word;
  return values.every(isSafe) ? shellLine([...program, ...values]) : null;
}

type Fact = keyof typeof factCommands;

export const isFact = (name: string): name is Fact => Object.hasOwn(factCommands, name);

const SITE_MAP = 'nmapmgr.';
/** Licence files and the common file, wherever a release keeps them: what the collector takes the sums of. */
const SUMS = `find /usr/lib/nqs -xdev -maxdepth 4 -type f \\( -name jobcenter_key.dat -o -name '*.lic' -o -path '*/licen[cs]e/*' -o -path /usr/lib/nqs/rc/daemon.conf \\) -exec sha256sum {} +`;
const PRINT_NAMES = `awk '!s[$1]++{printf "%s ",$1}'`;
const PRINT_ALL_NAMES = `awk '{$1="";printf "%s ",$0}'`;

/**
 * The command that yields a fact on a node, with the paths and names of this cluster filled in: its output is the fact.
 * @returns null where the collector has to be run instead, or nobody knows a command
 */
export function factCommand(name: string, cluster: Cluster, node: ClusterNode | null): string | null {
  if (cluster.platform === 'windows') return windowsFactCommand(name, cluster, node);
  const command = bareCommand(name, cluster, node);
  // The form of an output must not depend on the node's language.
  return command === null || /^(?:cat|umask|getenforce|echo|for) /.test(`${command} `)
    ? command
    : `LC_ALL=C ${command}`;
}

function bareCommand(name: string, cluster: Cluster, node: ClusterNode | null): string | null {
  if (name.startsWith(SITE_MAP)) {
    const site = commandOf([], name.slice(SITE_MAP.length));
    return site === null ? null : `echo 'show state' | NQS_SITE=${site} /usr/bin/nmapmgr`;
  }
  if (!isFact(name)) return null;
  const sites = cluster.sites.filter((site) => node === null || site.nodes.includes(node));
  const databases = sites.map((site) => site.database.value);
  switch (name) {
    case 'meta':
      return null;
    case 'checksums':
      return SUMS;
    case 'stat':
      return suffixed(
        commandOf(['stat', `--printf=%a\\t%U\\t%G\\t%F\\t%n\\n`], ...statPaths(cluster, sites, node)),
        ' /usr/spool/nqs/*',
      );
    case 'changed':
      return commandOf(['stat', `--printf=%Y\\t%n\\n`], ...confPaths(cluster, sites));
    case 'selinux-labels':
      return databases.length === 0 ? null : commandOf(['ls', '-dZ'], ...databases);
    case 'selinux-rule':
      return databases.length === 0 ? null : commandOf(['matchpathcon'], ...databases);
    case 'holders':
      return databases.length === 0 ? null : suffixed(commandOf(['fuser', '-vm'], ...databases), ' 2>&1');
    case 'env':
      return `env | grep -E '^(NQS_SITE|NATS_URL)='`;
    case 'lookup':
      return lookupCommand(sites);
    default:
      return factCommands[name];
  }
}

const suffixed = (command: string | null, suffix: string) => (command === null ? null : command + suffix);

function statPaths(cluster: Cluster, sites: readonly Site[], node: ClusterNode | null): string[] {
  const folders = sites.flatMap(({ database }) => [
    database.value,
    below(cluster.platform, database.value, cluster.places.databaseFolder),
  ]);
  const spools = cluster.agents.flatMap((agent) =>
    node === null || !agent.nodes.includes(node) ? [] : (agent.on(node).spool?.value ?? []),
  );
  return [...new Set([...folders, ...spools, '/usr/spool/nqs'])];
}

const confPaths = ({ places }: Cluster, sites: readonly Site[]): string[] =>
  [places.commonConf, places.localConf, ...sites.map((site) => site.confPath)].filter(
    (path) => path !== null,
  );

/** One line for each question: the question, a tab, and what the node answers. */
function lookupCommand(sites: readonly Site[]): string | null {
  const names = commandOf([], ...sites.filter((site) => site.named).map((site) => site.name.value));
  const addresses = commandOf([], ...sites.flatMap((site) => site.vip?.address?.text ?? []));
  if (names === null || addresses === null || names + addresses === '') return null;
  const loop = (words: string, database: string, print: string) =>
    words === ''
      ? []
      : [`for q in ${words}; do printf '%s\\t' "$q"; getent ${database} "$q" | ${print}; echo; done`];
  return [...loop(names, 'ahosts', PRINT_NAMES), ...loop(addresses, 'hosts', PRINT_ALL_NAMES)].join('; ');
}
