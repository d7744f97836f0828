/**
 * Paths inside a node tree: absolute, `/` between the parts, no `.`, `..`, `//` or trailing separator.
 * `C:\JobCenter\SV` of a Windows node is `/C/JobCenter/SV`.
 */
export type TreePath = string;

/** Takes the root (`/`) for an empty path; `..` above the root stays at the root, as on a real machine. */
export function normalizeTreePath(path: string): TreePath {
  if (isNormal(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const isNormal = (path: string) =>
  path.startsWith('/') &&
  !path.includes('//') &&
  !path.includes('/.') &&
  (path.length === 1 || !path.endsWith('/'));

/** The place of a Windows path in a tree: the drive letter is the first folder. */
export function windowsTreePath(path: string): TreePath {
  return normalizeTreePath(`/${path.replace(/^([A-Za-z]):/, '$1').replaceAll('\\', '/')}`);
}

export const parentOf = (path: TreePath): TreePath => path.slice(0, Math.max(1, path.lastIndexOf('/')));

export const baseName = (path: TreePath): string => path.slice(path.lastIndexOf('/') + 1);

/** The parts of a normalized path; the root has none. */
export const partsOf = (path: TreePath): string[] => (path === '/' ? [] : path.slice(1).split('/'));

export const joinPath = (folder: TreePath, name: string): TreePath =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;
