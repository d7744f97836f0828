import type { Localized } from '../../src/message/language.js';
import { listed } from '../../src/message/listed.js';
import { nearest } from '../../src/text/nearest.js';
import type { Range } from '../../src/text/source-file.js';
import type { YamlDocument, YamlNode } from '../yaml/document.js';
import { locate, type Place, rangeOfKey, rangeOfMissingKey, rangeOfValue } from './place.js';
import { toPlain } from './plain.js';
import type { SchemaError, SchemaValidator } from './validator.js';
import { kindOfValue, quoted, typeName } from './wording.js';

/**
 * - `unknown-key`: a key that the schema does not know; the rest of the document can still be used
 * - `missing-key`: a required key is not there
 * - `wrong-type`: a list where text should be, and the like
 * - `not-allowed`: the right type, but none of the allowed values
 * - `invalid`: anything else a schema can ask for
 */
export type SchemaProblemKind = 'unknown-key' | 'missing-key' | 'wrong-type' | 'not-allowed' | 'invalid';

export interface SchemaProblem {
  readonly kind: SchemaProblemKind;
  /** The key or value at fault; for a missing key the place where it would have to stand. */
  readonly range: Range;
  /** Keys and 0-based indexes from the root to the value; with the key itself where that is the fault. */
  readonly path: readonly string[];
  /** Escaped: may be printed as it is. */
  readonly message: Localized;
  /** For an unknown key or value: the one that was probably meant. */
  readonly suggestion: string | undefined;
}

/** A document with more mistakes than this is not helped by a longer list. */
const mostProblems = 100;

/**
 * Checks a YAML document against a schema.
 * @returns the problems in the order of the file; none for a document without root whose own problems say why.
 */
export function checkSchema(document: YamlDocument, validate: SchemaValidator): SchemaProblem[] {
  const { root } = document;
  if (root === null) return document.problems.length > 0 ? [] : [emptyDocument];
  if (validate(toPlain(root))) return [];
  const errors = validate.errors ?? [];
  return errors
    .slice(0, mostProblems)
    .map((error) => problemOf(root, error))
    .sort((a, b) => a.range.start - b.range.start);
}

const emptyDocument: SchemaProblem = {
  kind: 'wrong-type',
  range: { start: 0, end: 0 },
  path: [],
  message: {
    en: 'the file is empty; it must be a mapping (key: value)',
    ja: 'ファイルが空です。マッピング（キー: 値）が必要です',
  },
  suggestion: undefined,
};

function problemOf(root: YamlNode, error: SchemaError): SchemaProblem {
  const place = locate(root, error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(
        place,
        textOf(error.params.additionalProperty),
        Object.keys(error.parentSchema?.properties ?? {}),
      );
    case 'required':
      return missingKey(place, textOf(error.params.missingProperty));
    case 'type':
      return wrongType(place, [error.params.type].flat().map(textOf));
    case 'enum':
      return notAllowed(place, [error.params.allowedValues].flat().map(textOf));
    case 'const':
      return notAllowed(place, [textOf(error.params.allowedValue)]);
    default:
      return invalid(place, error.keyword, error.message ?? '');
  }
}

function unknownKey(place: Place, key: string, known: readonly string[]): SchemaProblem {
  const suggestion = nearest(key, known);
  const where = container(place);
  const choices = choicesAfter(suggestion, known);
  return {
    kind: 'unknown-key',
    range: rangeOfKey(place, key),
    path: [...place.path, key],
    message: {
      en: `unknown key ${quoted(key)} ${where.en}${choices.en}`,
      ja: `${where.ja}未知のキー ${quoted(key)} があります${choices.ja}`,
    },
    suggestion,
  };
}

function missingKey(place: Place, key: string): SchemaProblem {
  const where = container(place);
  return {
    kind: 'missing-key',
    range: rangeOfMissingKey(place),
    path: [...place.path, key],
    message: {
      en: `the key "${key}" is missing ${where.en}; it is required`,
      ja: `${where.ja}必須のキー "${key}" がありません`,
    },
    suggestion: undefined,
  };
}

function wrongType(place: Place, types: readonly string[]): SchemaProblem {
  const expected = {
    en: types.map((type) => typeName(type).en).join(' or '),
    ja: types.map((type) => typeName(type).ja).join('または'),
  };
  const found = kindOfValue(place.node);
  const subject = subjectOf(place);
  const quotes = types.includes('string') && place.node.kind === 'scalar' && place.node.value !== null;
  return {
    kind: 'wrong-type',
    range: rangeOfValue(place),
    path: place.path,
    message: {
      en: `${subject.en} must be ${expected.en}, but is ${found.en}${quotes ? '; put it in quotes' : ''}`,
      ja: `${subject.ja}は${expected.ja}でなければなりませんが、${found.ja}です${quotes ? '。引用符で囲んでください' : ''}`,
    },
    suggestion: undefined,
  };
}

function notAllowed(place: Place, allowed: readonly string[]): SchemaProblem {
  const subject = subjectOf(place);
  const found = kindOfValue(place.node);
  const written = place.node.kind === 'scalar' ? place.node.text : '';
  const suggestion = nearest(written, allowed);
  const choices = choicesAfter(suggestion, allowed);
  return {
    kind: 'not-allowed',
    range: rangeOfValue(place),
    path: place.path,
    message: {
      en: `${subject.en} is ${found.en}${choices.en}`,
      ja: `${subject.ja}は${found.ja}です${choices.ja}`,
    },
    suggestion,
  };
}

/** A keyword that no schema of ours uses today; ajv's own words are better than none. */
function invalid(place: Place, keyword: string, detail: string): SchemaProblem {
  const subject = subjectOf(place);
  const found = kindOfValue(place.node);
  return {
    kind: 'invalid',
    range: rangeOfValue(place),
    path: place.path,
    message: {
      en: `${subject.en} is ${found.en}, which the schema refuses: ${detail} (${keyword})`,
      ja: `${subject.ja}は${found.ja}で、スキーマに合いません: ${detail} (${keyword})`,
    },
    suggestion: undefined,
  };
}

/** The value at fault as people call it: `"machineId"`, or an item by its list. */
function subjectOf({ path, entry }: Place): Localized {
  const last = path.at(-1);
  if (last === undefined) return { en: 'the file', ja: 'ファイル全体' };
  if (entry !== undefined) return { en: quoted(last), ja: `${quoted(last)} ` };
  const list = quoted(path.at(-2) ?? '');
  return { en: `item ${Number(last) + 1} of ${list}`, ja: `${list} の ${Number(last) + 1} 番目の項目` };
}

/** The map around a key: `in item 2 of "nodes"`. */
function container(place: Place): Localized {
  if (place.path.length === 0) return { en: 'at the top level', ja: '最上位に' };
  const subject = subjectOf(place);
  return { en: `in ${subject.en}`, ja: `${subject.ja}に` };
}

/** The end of a message: what is allowed, the nearest of it first. */
function choicesAfter(suggestion: string | undefined, allowed: readonly string[]): Localized {
  const list = listed(allowed);
  if (suggestion === undefined) return { en: `; allowed: ${list.en}`, ja: `。使えるのは ${list.ja} です` };
  return {
    en: `; did you mean "${suggestion}"? Allowed: ${list.en}`,
    ja: `。"${suggestion}" の誤りですか？ 使えるのは ${list.ja} です`,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
