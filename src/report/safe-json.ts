/** What JSON.stringify leaves as it is though a terminal would obey it: DEL, C1 controls, directions, invisible ones. */
const UNSAFE = /[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const TAGS = /\udb40[\udc00-\udc7f]/g;

/** JSON on one line that is safe to print: unsafe characters are escaped, so a reader gets them back as they were. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.replace(UNSAFE, escapeUnits).replace(TAGS, escapeUnits);
}

const escapeUnits = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
