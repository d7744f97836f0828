import type { Rehearsal, RehearsedStep } from '../engine/rehearsal.js';
import type { Language } from '../message/language.js';
import { locationEntry, SCHEMA_VERSION, type Tool } from './json.js';
import { safeJson as json } from './safe-json.js';

/** Rehearsed failovers as JSON (schemas/rehearsal.schema.json), one line a step. */
export function* rehearsalJson(
  rehearsals: readonly Rehearsal[],
  tool: Tool,
  language: Language,
): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "tool": ${json(tool)},\n  "rehearsals": [`;
  let separator = '\n';
  for (const { cluster, site, from, to, outcome, steps } of rehearsals) {
    const head = json({ cluster, site, from, to, outcome }).slice(0, -1);
    const lines = steps.map((step) => `      ${json(stepEntry(step, language))}`);
    yield `${separator}    ${head},"steps":[\n${lines.join(',\n')}\n    ]}`;
    separator = ',\n';
  }
  yield rehearsals.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

const stepEntry = ({ step, status, reason, rules, evidence }: RehearsedStep, language: Language) => ({
  step,
  status,
  reason: reason[language],
  rules,
  evidence: evidence.map(({ message, location }) => ({
    message: message[language],
    location: locationEntry(location),
  })),
});
