import type { FactParser } from '../../source/fact.js';
import { type FactLine, isComplaint, originIn, readEach } from '../../source/facts/lines.js';
import type { Sourced } from '../../text/source-file.js';
import type { NetworkMapState } from './types.js';

/** nmapmgr's own prompt; what stands behind it is the command typed, or output when the command came from a pipe. */
const PROMPT = /^NMAPMGR\s?>\s?:?\s*/;
const TYPED = /^(?:show\s+state|sh\w*\s+\w+|exit|quit|q)?$/;
const TITLE = /^NETWORK MAPPING STATE$/;
/** G 2.4.1: `HOST NAME: jcmgcluster   HOST ID: 100`. */
const HOST_NAME = /(?:HOST NAME|ホスト名)\s*[:：=]\s*([^\s:：=]+)(?=\s|$)/;
const HOST_ID = /(?:HOST ID|ホストID|マシンID)\s*[:：=]\s*(-?\d{1,15})(?=\s|$)/;
const FAILED = /^NMAPMGR\s?\((?:FATAL|ERROR)[^()]{0,40}\)\s?:.*$/;

function group(line: FactLine, pattern: RegExp): Sourced<string> | null {
  const match = pattern.exec(line.text);
  const text = match?.[1];
  if (match === null || text === undefined) return null;
  const to = match.index + match[0].length;
  return { value: text, at: originIn(line, to - text.length, to) };
}

/** The line without nmapmgr's prompt. */
function withoutPrompt(line: FactLine): FactLine {
  const length = PROMPT.exec(line.text)?.[0].length ?? 0;
  return length === 0 ? line : { ...line, text: line.text.slice(length), start: line.start + length };
}

function failed(line: FactLine): NetworkMapState {
  return { state: 'failed', message: { value: line.text, at: originIn(line) } };
}

function known(line: FactLine): NetworkMapState | null {
  const hostName = group(line, HOST_NAME);
  const id = group(line, HOST_ID);
  if (hostName === null || id === null) return null;
  return { state: 'known', hostName, hostId: { value: Number(id.value), at: id.at } };
}

/**
 * Reads `show state` of nmapmgr. Of several outputs the last counts, of several hosts in one the first. The guide shows
 * that more lines follow and not what they say: behind the host's line they are passed over, except a complaint.
 */
export const networkMap: FactParser<NetworkMapState | null> = (file) => {
  let value: NetworkMapState | null = null;
  let isRest = false;
  const notUnderstood = readEach(file, 'always-prints', (raw) => {
    const line = withoutPrompt(raw);
    if (TYPED.test(line.text)) return true;
    const state = FAILED.test(line.text) ? failed(line) : isRest ? null : known(line);
    if (state !== null) {
      value = state;
      isRest = state.state === 'known';
      return true;
    }
    if (!TITLE.test(line.text)) return isRest && !isComplaint(line.text);
    isRest = false;
    return true;
  });
  return { value, notUnderstood };
};
