import type { EvidencePlace } from '../../engine/diagnosis.js';
import { placeOf } from './finding.js';
import { codeFrame } from './frame.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** Pieces of evidence that are shown of one thing; more are counted. */
const EVIDENCE = 20;

/** A command to copy, on lines of its own. */
export const commandBlock = (command: string): Markup =>
  html`<div class="command"><code>${command}</code></div>`;

/**
 * What was seen, each with its place.
 * @param framed with the text there
 */
export function evidenceList(
  evidence: readonly EvidencePlace[],
  { words, language }: Shown,
  framed = true,
): Markup | null {
  if (evidence.length === 0) return null;
  const items = evidence.slice(0, EVIDENCE).map(
    ({ message, location }) =>
      html`<li>${message[language]}${location === null ? null : html`: ${placeOf(location)}${framed ? codeFrame(location) : null}`}</li>
`,
  );
  const more = evidence.length - items.length;
  return html`<ul class="related">${items}${more > 0 ? html`<li>${words.notShown(more)}</li>` : null}</ul>
`;
}
