import type { ArchiveIndex, FileItem, FolderItem, Item, WantedLink } from './archive-index.js';

/**
 * The files that wanted links lead to and whose content was not kept, because their own names tell nothing. An
 * absolute link counts from the top of its node's tree, and which folder of the archive that is only the manifest
 * knows; so every file whose path ends in the link's target is taken.
 */
export function wantedTargets(index: ArchiveIndex): FileItem[] {
  const files = new Set<FileItem>();
  const exact = new Set<string>();
  const endings = new Set<string>();
  const known = new Set<Item>();
  let links: readonly WantedLink[] = index.wantedLinks;
  // As many rounds as links may be followed: each is one step further along links to links.
  for (let round = 0; round < index.limits.links && links.length > 0; round += 1) {
    for (const { folder, item } of links) {
      known.add(item);
      if (item.kind === 'hard-link') exact.add(`/${item.target.join('/')}`);
      else if (item.target.startsWith('/')) endings.add(`/${normal([], item.target)}`);
      else exact.add(`/${normal(folder, item.target)}`);
    }
    const next: WantedLink[] = [];
    for (const { path, folder, item } of walk(index.root, [])) {
      if (item.kind !== 'file' && item.kind !== 'link' && item.kind !== 'hard-link') continue;
      if (!exact.has(path) && !endsIn(path, endings)) continue;
      if (item.kind === 'file') files.add(item);
      else if (!known.has(item)) next.push({ folder, item });
    }
    links = next;
  }
  return [...files].flatMap((file) => index.alsoWanted(file) ?? []);
}

interface Place {
  readonly path: string;
  readonly folder: readonly string[];
  readonly item: Item;
}

function* walk(folder: FolderItem, parts: readonly string[]): Generator<Place> {
  const prefix = parts.length === 0 ? '/' : `/${parts.join('/')}/`;
  for (const [name, item] of folder.items) {
    if (item.kind === 'directory') yield* walk(item, [...parts, name]);
    else yield { path: prefix + name, folder: parts, item };
  }
}

/** Whether a path or any of its ends is in the set; as deep as the depth limit allows. */
function endsIn(path: string, endings: ReadonlySet<string>): boolean {
  if (endings.size === 0) return false;
  for (let at = 0; at >= 0; at = path.indexOf('/', at + 1)) if (endings.has(path.slice(at))) return true;
  return false;
}

function normal(folder: readonly string[], target: string): string {
  const parts = [...folder];
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
