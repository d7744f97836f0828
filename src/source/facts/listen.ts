import type { FactParser } from '../fact.js';
import { type FactLine, originOf, readRows, type Word, wordsOf } from './lines.js';
import type { Listener } from './types.js';

const LISTENING = /^LISTEN(?:ING)?$/;
/** Sockets in other states say nothing about what listens. */
const OTHER_STATE = /^(?:ESTAB(?:LISHED)?|UNCONN|(?:SYN|TIME|CLOSE|FIN|LAST|CLOSING|CLOSED)[A-Z0-9_-]*)$/;
const OTHER_PROTOCOL = /^(?:udp[46]?|UDP|unix)$/;
/** The headers of ss and netstat, in English and Japanese. */
const HEADER =
  /Local\s*Address|Active\s+(?:Internet\s+|UNIX\s+)?(?:[Cc]onnections|domain)|^Proto RefCnt|内部アドレス|ローカル\s*アドレス|^(?:稼働中の|アクティブな)/;
const PORT = /^\d{1,5}$/;
const ADDRESS = /^(?:\*|[0-9A-Fa-f:.]+)$/;

/** `0.0.0.0:22`, `[::]:22`, `:::22`, `*:22`, `127.0.0.53%lo:53`; the address without brackets and zone. */
function endpointOf(word: Word): { readonly address: string; readonly port: number } | null {
  const colon = word.text.lastIndexOf(':');
  const digits = word.text.slice(colon + 1);
  if (colon < 1 || !PORT.test(digits)) return null;
  const address = (word.text.slice(0, colon).split('%')[0] ?? '').replace(/^\[|\]$/g, '');
  const port = Number(digits);
  return port > 65535 || !ADDRESS.test(address) ? null : { address, port };
}

function listenerOf(line: FactLine, words: readonly Word[]): Listener | null {
  for (const word of words) {
    const endpoint = endpointOf(word);
    if (endpoint !== null) return { ...endpoint, at: originOf(line, word) };
  }
  return null;
}

/** Reads `ss -ltn`, and the rows of `ss -lntup`, `netstat -ltn`, `netstat -an`; the first address is the local one. */
export const listen: FactParser<readonly Listener[]> = (file) =>
  readRows<Listener>(file, 'always-prints', (line, rows) => {
    const words = wordsOf(line.text);
    if (OTHER_PROTOCOL.test(words[0]?.text ?? '')) return true;
    if (words.some((word) => LISTENING.test(word.text))) {
      const listener = listenerOf(line, words);
      if (listener !== null) rows.push(listener);
      return listener !== null;
    }
    return words.some((word) => OTHER_STATE.test(word.text)) || HEADER.test(line.text);
  });
