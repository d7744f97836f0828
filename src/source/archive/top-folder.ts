import type { FolderItem, Item } from './archive-index.js';
import { archiveStem } from './format.js';

/** The top folders of Linux, and what stands beside them in node trees. */
const ROOTS = new Set(
  `bin boot dev etc home lib lib64 media mnt opt proc root run sbin srv sys tmp usr var
  .facts sos_commands`.split(/\s+/),
);
const DRIVE = /^[A-Za-z]$/;
/** The folders of a cluster that hold node trees. */
const CLUSTER_FOLDERS = new Set(['nodes', 'shared']);
/** What macOS puts beside everything. */
const BYSTANDERS = new Set(['__MACOSX', '.DS_Store']);

const isRoot = (name: string) => ROOTS.has(name) || DRIVE.test(name);

/**
 * The one folder that everything lies in when it is wrapping and no part of the tree: `node1/etc`, `node1/usr`; not
 * `usr/…` alone, and not `jobdb/nqs/…`, which may be a mount point. A folder that holds nothing that tells is wrapping
 * when the archive is named like it.
 * @param archiveName `node1.tar.gz` @param manifest the name of the file that marks the top of a cluster's folder
 */
export function topFolderOf(root: FolderItem, archiveName: string, manifest: string): string | null {
  const names = [...root.items.keys()].filter((name) => !BYSTANDERS.has(name));
  const [name] = names;
  if (name === undefined || names.length > 1 || isRoot(name)) return null;
  const top: Item | undefined = root.items.get(name);
  if (top?.kind !== 'directory' || top.items.size === 0) return null;
  if (name === archiveStem(archiveName)) return name;
  const tells = (inside: string) => isRoot(inside) || CLUSTER_FOLDERS.has(inside) || inside === manifest;
  return [...top.items.keys()].some(tells) ? name : null;
}
