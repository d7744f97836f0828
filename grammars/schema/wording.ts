import type { Localized } from '../../src/message/language.js';
import { escapeControl } from '../../src/text/escape.js';
import type { YamlNode } from '../yaml/document.js';

/** Longer values are cut in messages; the frame shows the rest. */
const longest = 60;

/** @returns a text of the file between quotes, safe to print. */
export function quoted(text: string): string {
  return `"${escapeControl(text.length > longest ? `${text.slice(0, longest)}…` : text)}"`;
}

const typeNames: ReadonlyMap<string, Localized> = new Map([
  ['string', { en: 'text', ja: '文字列' }],
  ['number', { en: 'a number', ja: '数値' }],
  ['integer', { en: 'a whole number', ja: '整数' }],
  ['boolean', { en: 'true or false', ja: '真偽値（true / false）' }],
  ['null', { en: 'nothing', ja: '空' }],
  ['array', { en: 'a list', ja: 'リスト' }],
  ['object', { en: 'a mapping (key: value)', ja: 'マッピング（キー: 値）' }],
]);

/** What a JSON Schema calls `string`, `array` …, in words. */
export function typeName(type: string): Localized {
  return typeNames.get(type) ?? { en: type, ja: type };
}

/** What a value is, with its text where that is short enough to be on one line. */
export function kindOfValue(node: YamlNode): Localized {
  if (node.kind === 'list') return typeName('array');
  if (node.kind === 'map') return typeName('object');
  const { value, text } = node;
  if (value === null)
    return text === ''
      ? { en: 'empty', ja: '空' }
      : { en: `${quoted(text)} (null)`, ja: `${quoted(text)}（null）` };
  if (typeof value === 'string') return { en: `the text ${quoted(text)}`, ja: `文字列 ${quoted(text)} ` };
  if (typeof value === 'number') return { en: `the number ${quoted(text)}`, ja: `数値 ${quoted(text)} ` };
  return { en: `${quoted(text)} (true or false)`, ja: `${quoted(text)}（真偽値）` };
}
