import type { LivePlace } from '../../source/live/live-layer.js';
import { joinPath } from '../../source/tree-path.js';
import { agentFilePath } from '../agent.js';
import type { Known } from '../collector/known.js';
import { LINK_FOLDER } from '../platform.js';

export const COMMON_CONF = '/usr/lib/nqs/rc/daemon.conf';
export const LOCAL_CONF = '/usr/spool/nqs/daemon.conf';
export const LICENCE_FOLDER = '/usr/lib/nqs/license';

/** What JobCenter and the node's name resolution use; the spool's links and files are its first level. */
export const nodePlaces: readonly LivePlace[] = [
  { path: '/etc/hosts', depth: 0 },
  { path: '/etc/hostname', depth: 0 },
  { path: '/etc/passwd', depth: 0 },
  { path: '/etc/nsswitch.conf', depth: 0 },
  { path: '/etc/resolv.conf', depth: 0 },
  { path: '/etc/resolv.def', depth: 0 },
  { path: '/proc/mounts', depth: 0 },
  { path: '/proc/self/mounts', depth: 0 },
  // resolv.def has no documented place: take it wherever the product keeps its files.
  { path: '/usr/lib/nqs', depth: 3 },
  { path: LINK_FOLDER, depth: 1 },
];

/** The databases and spool directories, as far as their files matter. */
export const diskPlaces = ({ databases, spools }: Pick<Known, 'databases' | 'spools'>): LivePlace[] => [
  ...databases.flatMap((database) => [
    { path: database, depth: 1 },
    { path: joinPath(database, 'nqs/daemon.conf'), depth: 0 },
    { path: joinPath(database, 'nqs/resolv.def'), depth: 0 },
  ]),
  ...spools.flatMap((spool) => [
    { path: spool, depth: 0 },
    { path: agentFilePath('linux', spool), depth: 0 },
  ]),
];
