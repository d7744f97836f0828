import type { Range } from '../../src/text/source-file.js';
import { entryOf, type YamlEntry, type YamlNode } from '../yaml/document.js';

/** A value of a YAML document found by its path from the root. */
export interface Place {
  readonly node: YamlNode;
  /** The entry whose value it is; undefined for the root and the items of a list. */
  readonly entry: YamlEntry | undefined;
  /** The keys and 0-based indexes that lead to it. */
  readonly path: readonly string[];
}

/** @returns the parts of a JSON pointer (RFC 6901), unescaped. */
function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** @returns the value at a JSON pointer; where the path breaks off, the last value on it. */
export function locate(root: YamlNode, pointer: string): Place {
  const path = pointerParts(pointer);
  let place: Place = { node: root, entry: undefined, path };
  for (const part of path) {
    const entry = entryOf(place.node, part);
    const node = place.node.kind === 'list' ? place.node.items[Number(part)] : entry?.value;
    if (node === undefined) break;
    place = { node, entry, path };
  }
  return place;
}

/** What to underline for a value as a whole: the value on its line, or the key where the value is empty or a block. */
export function rangeOfValue({ node, entry }: Place): Range {
  const { range } = node;
  if (entry === undefined) return range;
  return node.kind === 'scalar' && range.end > range.start ? range : entry.key.range;
}

/** Where a key that a map lacks would have to stand: its first key, or the empty map itself. */
export function rangeOfMissingKey({ node, entry }: Place): Range {
  if (node.kind === 'map' && node.entries[0] !== undefined) return node.entries[0].key.range;
  return entry?.key.range ?? node.range;
}

/** @returns the range of a key of a map; the map's own place where it has no such key. */
export function rangeOfKey(place: Place, key: string): Range {
  return entryOf(place.node, key)?.key.range ?? rangeOfMissingKey(place);
}
