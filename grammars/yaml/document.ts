import type { Range, SourceFile } from '../../src/text/source-file.js';
import type { GrammarProblem } from '../word.js';

/** A YAML value with the places of everything in it; aliases are replaced by what they stand for. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly range: Range;
  /** In the order of the file; of duplicate keys the last counts (see {@link entryOf}). */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: { readonly text: string; readonly range: Range };
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly range: Range;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly range: Range;
  /** By YAML 1.2's core schema: string, number, boolean or null. */
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly text: string;
}

/**
 * - `syntax`: not YAML 1.2; `detail` is one of our own sentences
 * - `duplicate-key`: the range is the later key, `first` the earlier one
 * - `alias-bomb`, `too-deep`, `too-large`: a limit was reached; the document has no root then
 */
export type YamlProblemKind = 'syntax' | 'duplicate-key' | 'alias-bomb' | 'too-deep' | 'too-large';

export interface YamlProblem extends GrammarProblem<YamlProblemKind> {
  /** What is wrong, in both languages. */
  readonly message: { readonly en: string; readonly ja: string };
  /** For a duplicate key: the earlier one. */
  readonly first?: Range;
}

export interface YamlDocument {
  readonly file: SourceFile;
  /** Null for an empty file, and where a problem leaves nothing to read. */
  readonly root: YamlNode | null;
  readonly problems: readonly YamlProblem[];
}

/** @returns the value of a key of a map, the last where it stands twice. */
export function entryOf(node: YamlNode | null | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key.text === key) : undefined;
}
