import { momentOf } from '../source/facts/meta.js';
import type { ProcessStart } from '../source/facts/types.js';
import type { ClusterNode, Site } from './model.js';
import { nameKey } from './names.js';
import { listedLocalSite, runningPid } from './sight.js';

/** The process that a running site began with; or what is missing to tell. */
export type SiteStart =
  | { readonly state: 'running'; readonly start: ProcessStart }
  | { readonly state: 'stopped' }
  | { readonly state: 'unknown'; readonly need: 'cjcls' | 'cjcls-a' | 'ps-start' };

/** When a cluster site was started on a node: the start of its cjcpw. */
export function siteStart(node: ClusterNode, site: Site): SiteStart {
  const name = site.name.value;
  const starts = node.facts['ps-start'];
  const watcher = starts.state === 'known' ? starts.value.find((row) => watches(row.args, name)) : undefined;
  if (watcher !== undefined) return { state: 'running', start: watcher };
  if (node.facts.cjcls.state !== 'known') return { state: 'unknown', need: 'cjcls' };
  const pid = runningPid(node, name);
  return pid === null ? { state: 'stopped' } : startOf(node, pid);
}

/** When the local site was started: `cjcls -a` alone tells which process is the local site's. */
export function localSiteStart(node: ClusterNode): SiteStart {
  const row = listedLocalSite(node);
  if (row === null) return { state: 'unknown', need: 'cjcls-a' };
  return row.pid === null ? { state: 'stopped' } : startOf(node, row.pid);
}

function startOf(node: ClusterNode, pid: number): SiteStart {
  const starts = node.facts['ps-start'];
  const row = starts.state === 'known' ? starts.value.find((each) => each.pid === pid) : undefined;
  return row === undefined ? { state: 'unknown', need: 'ps-start' } : { state: 'running', start: row };
}

/** Whether a command line is `cjcpw [-c] <site> <database>` of a site (G 2.4.2). */
function watches(args: string, site: string): boolean {
  if (!args.includes('cjcpw')) return false;
  const [command = '', ...words] = args.split(/\s+/);
  const isWatcher = command === 'cjcpw' || command.endsWith('/cjcpw');
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  return isWatcher && !words.includes('-stop') && nameKey(name) === nameKey(site);
}

/** Between which moments a process started: seconds since 1970, UTC. */
export interface StartWindow {
  readonly earliest: number;
  readonly latest: number;
}

/** Clocks of the world are 12 hours behind UTC to 14 hours ahead, in quarters of an hour. */
const QUARTER = 900;
const FURTHEST_BEHIND = -12 * 3600;
const FURTHEST_AHEAD = 14 * 3600;

/**
 * `ps` prints the node's own clock without its zone. The zone follows from the start of the `ps` that printed it,
 * beside `collected_at`; without that row every zone is possible in which nothing started after the collection.
 */
export function startWindow(node: ClusterNode, start: ProcessStart): StartWindow {
  const { behind, ahead } = zoneOf(node);
  return { earliest: start.localSeconds - ahead, latest: start.localSeconds - behind };
}

function zoneOf(node: ClusterNode): { behind: number; ahead: number } {
  const { meta, 'ps-start': starts } = node.facts;
  const widest = { behind: FURTHEST_BEHIND, ahead: FURTHEST_AHEAD };
  const collectedAt = meta.state === 'known' ? meta.value.get('collected_at')?.value : undefined;
  const moment = momentOf(collectedAt ?? '');
  if (moment === null || starts.state !== 'known') return widest;
  const collected = moment / 1000;
  const ownRow = starts.value.find((row) => /^(?:\S*\/)?ps\s.*\blstart\b/.test(row.args));
  const newest = starts.value.reduce((last, row) => Math.max(last, row.localSeconds), 0);
  const difference = (ownRow?.localSeconds ?? newest) - collected;
  const zone = Math.round(difference / QUARTER) * QUARTER;
  if (zone < FURTHEST_BEHIND || zone > FURTHEST_AHEAD) return widest;
  return ownRow === undefined ? { behind: zone, ahead: FURTHEST_AHEAD } : { behind: zone, ahead: zone };
}
