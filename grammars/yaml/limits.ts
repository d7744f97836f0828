import type { YamlProblemKind } from './document.js';

/** UTF-16 units; a manifest of 2,000 nodes has some 300,000. */
export const MAX_LENGTH = 524_288;
/** Collections within each other. */
export const MAX_DEPTH = 100;
/** Values that aliases may add to a document. */
export const MAX_ALIASED = 10_000;

/** The problems which leave nothing to read. */
export type YamlLimit = Extract<YamlProblemKind, 'alias-bomb' | 'too-deep' | 'too-large'>;

export const LIMIT_MESSAGES: Readonly<Record<YamlLimit, { readonly en: string; readonly ja: string }>> = {
  'alias-bomb': {
    en: `aliases (*name) in this file stand for more than ${MAX_ALIASED} values`,
    ja: `エイリアス (*名前) を展開すると値が ${MAX_ALIASED} 個を超えます`,
  },
  'too-deep': {
    en: `maps and lists are nested more than ${MAX_DEPTH} deep`,
    ja: `マップやリストの入れ子が ${MAX_DEPTH} 段を超えています`,
  },
  'too-large': {
    en: `the file has more than ${MAX_LENGTH} characters, which no file of this kind needs`,
    ja: `ファイルが ${MAX_LENGTH} 文字を超えています`,
  },
};
