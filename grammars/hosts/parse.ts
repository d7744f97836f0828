import type { SourceFile } from '../../src/text/source-file.js';
import type { Word } from '../word.js';
import { wordAt } from '../words.js';
import { isAddress } from './address.js';
import type { HostsDocument, HostsEntry } from './document.js';
import { hostsTokens } from './tokens.js';

/** Parses a hosts or resolv.def. Never throws; a broken line costs that line only. */
export function parseHosts(file: SourceFile): HostsDocument {
  const entries: HostsEntry[] = [];
  const problems: HostsDocument['problems'][number][] = [];
  for (const [address, ...names] of fieldsOfLines(file.text)) {
    if (address === undefined) continue;
    const last = names.at(-1);
    if (!isAddress(address.value)) problems.push({ kind: 'bad-address', range: address.range });
    else if (last === undefined) problems.push({ kind: 'no-name', range: address.range });
    else entries.push({ address, names, range: { start: address.range.start, end: last.range.end } });
  }
  return { file, entries, problems };
}

/** The fields of each line; none, where it has none. */
function* fieldsOfLines(text: string): Generator<Word[]> {
  let fields: Word[] = [];
  for (const token of hostsTokens(text)) {
    if (token.kind === 'field') fields.push(wordAt(token.text, token.range.start));
    if (token.kind !== 'line-end') continue;
    yield fields;
    fields = [];
  }
  yield fields;
}
