/** What is looked for in texts, first of all what could be taken for something else. */
const CREDENTIALS = String.raw`(?<=:\/\/)[^\s\/@'"]+@`;
const EMAIL = String.raw`(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`;
const COLONS = String.raw`(?<![0-9A-Za-z:.])(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![0-9A-Za-z])`;
const ESCAPE = '%[0-9A-Fa-f]{2}';
export const DOTTED = String.raw`(?:(?<![0-9A-Za-z.])|(?<=${ESCAPE}))(?<![A-Za-z]-)\d{1,3}(?:\.\d{1,3}){3}(?![0-9]|\.[0-9])`;
const REVERSE = String.raw`(?<![0-9A-Za-z.-])(?:[0-9A-Fa-f]{1,3}\.){1,32}(?:[iI][nN]-[aA][dD][dD][rR]|[iI][pP]6)\.[aA][rR][pP][aA]`;
const PART = String.raw`(?<=[\\/])[A-Za-z0-9!#$%&*+.^_~?-]+`;
const WORD = '[A-Za-z0-9_!]+(?:[.-]+[A-Za-z0-9_!]+)*';

export const ALL = new RegExp(
  `(?<credentials>${CREDENTIALS})|(?<email>${EMAIL})|(?<colons>${COLONS})|(?<reverse>${REVERSE})|(?<dotted>${DOTTED})|(?<part>${PART})|(?<percent>${ESCAPE})|(?<word>${WORD})`,
  'g',
);
const JAPANESE = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f々]+';
export const WORDS = new RegExp(`${ALL.source}|(?<japanese>${JAPANESE})`, 'g');
export const INSIDE = new RegExp(
  `(?<email>${EMAIL})|(?<reverse>${REVERSE})|(?<dotted>${DOTTED})|(?<word>${WORD})`,
  'g',
);
/** A name that is found as a word, or as words with marks around them. */
export const USUAL = /^[!-~]+$/;
/** What tells nothing of anybody though it has letters: times, sizes, versions, drives; UUIDs. */
export const PLAIN = /^(?:\d+[A-Za-z]{0,2}\d*|[A-Za-z])$/;
export const UUID = /^[0-9a-fx]{8}(?:-[0-9a-fx]{4}){3}-[0-9a-fx]{12}$/i;
export const MAC = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}$/;
export const HEX = /^(?:[0-9A-Fa-f]{5,8}|[0-9A-Fa-f]{9,32})$/;
