import { isBlank } from '../../grammars/token.js';
import type { Sourced } from '../text/source-file.js';
import type { Conf } from './model.js';

/** The addresses of a file's `ipaddress`, each with its own place; several are separated by commas (N). */
export function splitAddresses(conf: Conf): Sourced<string>[] {
  const entry = conf.get('ipaddress');
  if (entry === null) return [];
  const { range, value, text } = entry.value;
  // Full-width commas are judged as commas; the parts' places are those of the text as written.
  const written = text.split(/[,，]/);
  let start = range.start;
  return value.split(',').flatMap((part, index) => {
    const raw = written[index] ?? part;
    const blank = raw.length - raw.trimStart().length;
    const at = { file: conf.file, range: { start: start + blank, end: start + blank + raw.trim().length } };
    start += raw.length + 1;
    const address = withoutBlanks(part);
    return address === '' ? [] : [{ value: address, at }];
  });
}

/** Other spaces of Unicode are no blanks, but a part of what nobody can read as an address. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
