import { normalizeTreePath, partsOf, type TreePath, windowsTreePath } from '../source/tree-path.js';

export type Platform = 'linux' | 'windows';

/** Where a platform keeps JobCenter's files (domain.md §2; G 2.3.3.1.3, 2.3.3.2.3, 2.4.3). */
export interface Places {
  readonly platform: Platform;
  /** Null on Windows, which has no common file. */
  readonly commonConf: string | null;
  /** Null on Windows without a known installation folder. */
  readonly localConf: string | null;
  readonly localSiteConf: string | null;
  readonly hosts: string;
  /** The local site's database; null on Windows without a known installation folder. */
  readonly localDatabase: string | null;
  /** The folder that a created database holds. */
  readonly databaseFolder: 'nqs' | 'etc';
}

const linux: Places = {
  platform: 'linux',
  commonConf: '/usr/lib/nqs/rc/daemon.conf',
  localConf: '/usr/spool/nqs/daemon.conf',
  localSiteConf: null,
  hosts: '/etc/hosts',
  localDatabase: '/usr/spool/nqs',
  databaseFolder: 'nqs',
};

export function placesOf(platform: Platform, installDir: string | null): Places {
  if (platform === 'linux') return linux;
  const folder = installDir?.replace(/[\\/]+$/, '') ?? null;
  return {
    platform,
    commonConf: null,
    localConf: folder === null ? null : `${folder}\\etc\\daemon.conf`,
    localSiteConf: folder === null ? null : `${folder}\\etc\\site.conf`,
    hosts: 'C:\\Windows\\System32\\drivers\\etc\\hosts',
    localDatabase: folder,
    databaseFolder: 'etc',
  };
}

/** How lines end in a file that tells nothing of it. */
export const lineEndOf = (platform: Platform): '\n' | '\r\n' => (platform === 'windows' ? '\r\n' : '\n');

/** The folder of links from a VIP's name to its site's database (Linux). */
export const LINK_FOLDER = '/usr/spool/nqs';

/** A path below another, in the platform's own writing. */
export const below = (platform: Platform, folder: string, ...parts: readonly string[]): string => {
  const separator = platform === 'windows' ? '\\' : '/';
  return [folder.replace(/(?<=.)[\\/]+$/, ''), ...parts].join(separator).replace(/^\/\//, '/');
};

/** The place of a platform's path in a node tree. */
export const treePath = (platform: Platform, path: string): TreePath =>
  platform === 'windows' ? windowsTreePath(path) : normalizeTreePath(path);

/** Whether a path is absolute on its platform: `/…`, or a drive letter or `\\server\share` on Windows. */
export const isAbsolute = (platform: Platform, path: string): boolean =>
  platform === 'windows' ? /^([A-Za-z]:[\\/]|\\\\[^\\]+\\[^\\]+)/.test(path) : path.startsWith('/');

/** The parts of a path, for comparing: `.`, `..`, `//`, trailing separators and, on Windows, letter case aside. */
export function comparableParts(platform: Platform, path: string): readonly string[] {
  const parts = partsOf(treePath(platform, path));
  return platform === 'windows' ? parts.map((part) => part.toLowerCase()) : parts;
}

/** One text for all writings of a path. */
export const pathKey = (platform: Platform, path: string): string =>
  comparableParts(platform, path).join('/');

export const samePath = (platform: Platform, a: string, b: string): boolean =>
  pathKey(platform, a) === pathKey(platform, b);

/** Whether a path equals a folder or lies in it. */
export function isWithin(platform: Platform, path: string, folder: string): boolean {
  const outer = comparableParts(platform, folder);
  const inner = comparableParts(platform, path);
  return outer.length <= inner.length && outer.every((part, place) => part === inner[place]);
}
