import { escapeControl } from '../../src/text/escape.js';

/** A sentence in both languages. */
export interface Sentence {
  readonly en: string;
  readonly ja: string;
}

type Wording = readonly [code: string, hint: RegExp | null, en: string, ja: string];

/**
 * By the library's error code, and where one code means many things, by what tells them apart; the first that fits
 * counts. The library's own text is never shown.
 */
const WORDINGS: readonly Wording[] = [
  ['MISSING_CHAR', /^Implicit map keys/, 'a key needs a `:` behind it', 'キーの後に `:` がありません'],
  ['MISSING_CHAR', /closing/, 'the closing quote is missing', '閉じる引用符がありません'],
  ['MISSING_CHAR', /Missing ,/, 'a `,` is missing between two items', '項目の間に `,` がありません'],
  ['MISSING_CHAR', /space after :/, 'a blank is missing behind `:`', '`:` の後に空白がありません'],
  ['MISSING_CHAR', /^Comments/, 'a blank is missing before `#`', '`#` の前に空白がありません'],
  [
    'MISSING_CHAR',
    /without - indicator/,
    'a list item needs a `-` before it',
    'リストの項目の前に `-` がありません',
  ],
  ['MISSING_CHAR', /^Flow|end with/, 'a closing `]` or `}` is missing', '閉じる `]` または `}` がありません'],
  [
    'MISSING_CHAR',
    /directives-end/,
    'directives (%…) need a line `---` behind them',
    'ディレクティブ (%…) の後に `---` の行がありません',
  ],
  ['MISSING_CHAR', null, 'a character is missing here', 'ここに必要な文字がありません'],
  [
    'BAD_INDENT',
    /^Flow|end with|in a flow/i,
    'the lines of `[…]` or `{…}` must be indented more than what holds them',
    '`[…]` や `{…}` の中の行は、外側より深く字下げしてください',
  ],
  [
    'BAD_INDENT',
    null,
    'the indentation fits neither the line above nor a level around it',
    '字下げが前後の行の段と合っていません',
  ],
  [
    'TAB_AS_INDENT',
    null,
    'a tab cannot indent; use blanks',
    'タブで字下げはできません。空白を使ってください',
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    /compact mappings/,
    'a second `key:` cannot stand on the line of the first; a value with `: ` in it needs quotes',
    '1 行に `キー:` を 2 つ書くことはできません。`: ` を含む値は引用符で囲んでください',
  ],
  ['BLOCK_AS_IMPLICIT_KEY', null, 'a list cannot be a key', 'リストをキーにすることはできません'],
  [
    'BLOCK_IN_FLOW',
    null,
    'an indented map or list cannot stand inside `[…]` or `{…}`',
    '`[…]` や `{…}` の中に字下げ形式のマップやリストは書けません',
  ],
  [
    'MULTILINE_IMPLICIT_KEY',
    null,
    'a key must stand on one line; a `:`, or the blank behind one, may be missing',
    'キーは 1 行に書く必要があります。`:` またはその後の空白が足りない可能性があります',
  ],
  ['KEY_OVER_1024_CHARS', null, 'a key is longer than 1024 characters', 'キーが 1024 文字を超えています'],
  [
    'BAD_SCALAR_START',
    null,
    'a value cannot start with this character unless it is quoted',
    '引用符なしの値はこの文字で始められません',
  ],
  [
    'BAD_DQ_ESCAPE',
    null,
    'no such escape sequence in double quotes; a backslash is written `\\\\`, or use single quotes',
    '二重引用符の中でこのエスケープは使えません。`\\` は `\\\\` と書くか、一重引用符を使ってください',
  ],
  [
    'BAD_ALIAS',
    /ending in :/,
    'a name that ends in `:` is ambiguous; put a blank before the `:`',
    '`:` で終わる名前は曖昧です。`:` の前に空白を入れてください',
  ],
  [
    'BAD_ALIAS',
    null,
    'an anchor (&) or alias (*) needs a name; a value that starts so needs quotes',
    'アンカー (&) やエイリアス (*) には名前が必要です。その文字で始まる値は引用符で囲んでください',
  ],
  [
    'ALIAS_PROPS',
    null,
    'an alias (*name) can have neither anchor nor tag',
    'エイリアス (*名前) にアンカーやタグは付けられません',
  ],
  [
    'MULTIPLE_ANCHORS',
    null,
    'a value can have one anchor (&name) only',
    '値に付けられるアンカー (&名前) は 1 つだけです',
  ],
  [
    'MULTIPLE_TAGS',
    null,
    'a value can have one tag (!name) only',
    '値に付けられるタグ (!名前) は 1 つだけです',
  ],
  [
    'BAD_PROP_ORDER',
    null,
    'an anchor or tag must stand behind the `-`, `?` or `:`',
    'アンカーやタグは `-`、`?`、`:` の後に書いてください',
  ],
  [
    'TAG_RESOLVE_FAILED',
    null,
    'a tag that means nothing here; a value that starts with `!` needs quotes',
    'このタグは使えません。`!` で始まる値は引用符で囲んでください',
  ],
  ['BAD_COLLECTION_TYPE', null, 'the tag does not fit this kind of value', 'タグが値の種類と合っていません'],
  ['BAD_DIRECTIVE', null, 'an unknown or wrong directive (%…)', 'ディレクティブ (%…) が正しくありません'],
  ['RESOURCE_EXHAUSTION', null, 'nested too deep', '入れ子が深すぎます'],
  [
    'UNEXPECTED_TOKEN',
    /^Block scalar header/,
    'only a digit, `+` or `-` may follow `|` or `>`',
    '`|` や `>` の後に書けるのは数字、`+`、`-` だけです',
  ],
  [
    'UNEXPECTED_TOKEN',
    /Unexpected ,|empty item/,
    'a `,` without a value before it',
    '`,` の前に値がありません',
  ],
  ['UNEXPECTED_TOKEN', null, 'this cannot stand here', 'ここには書けません'],
];

const UNREADABLE: Sentence = { en: 'this is not YAML', ja: 'YAML として読めません' };
/** Longer text is cut: a message is one line. */
const MOST_SHOWN = 40;

export const SEVERAL_DOCUMENTS: Sentence = {
  en: 'a second document starts here; only the first one counts',
  ja: 'ここから 2 つ目の文書が始まります。有効なのは最初の文書だけです',
};

/** @param found the text at the place of the error, quoted in the sentence unless blank. */
export function messageOf(code: string, libraryText: string, found: string): Sentence {
  const wording = WORDINGS.find(
    ([known, hint]) => known === code && (hint === null || hint.test(libraryText)),
  );
  const [en, ja] = wording === undefined ? [UNREADABLE.en, UNREADABLE.ja] : [wording[2], wording[3]];
  return found.trim() === '' ? { en, ja } : { en: `${quoted(found)}: ${en}`, ja: `${quoted(found)}: ${ja}` };
}

export function duplicateKey(key: string): Sentence {
  return {
    en: `key ${quoted(key)} stands twice in one map; the last one counts`,
    ja: `キー ${quoted(key)} が 1 つのマップに重複しています。有効なのは最後のものです`,
  };
}

export function unknownAlias(name: string): Sentence {
  return {
    en: `alias ${quoted(`*${name}`)} has no anchor ${quoted(`&${name}`)} above it; a value that starts with * needs quotes`,
    ja: `エイリアス ${quoted(`*${name}`)} に対応するアンカー ${quoted(`&${name}`)} が前にありません。* で始まる値は引用符で囲んでください`,
  };
}

export function aliasInsideItself(name: string): Sentence {
  return {
    en: `alias ${quoted(`*${name}`)} stands inside the value it stands for`,
    ja: `エイリアス ${quoted(`*${name}`)} が、それ自身の指す値の中にあります`,
  };
}

function quoted(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? '';
  const shown = line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
  return `"${escapeControl(shown)}"`;
}
