import type { Diagnosis } from '../engine/diagnosis.js';
import type { Finding } from '../engine/result.js';

/** Findings of a diagnosis that are no cause's evidence and that follow from none. */
export function otherFindings({ result, causes }: Diagnosis): readonly Finding[] {
  const shown = new Set(
    causes.flatMap(({ evidence }) => evidence.map(({ message, location }) => key(message.en, location))),
  );
  const rules = new Set(causes.flatMap(({ rule, consequences }) => [rule, ...consequences]));
  return result.findings.filter(
    ({ rule, message, location }) => !rules.has(rule) && !shown.has(key(message.en, location)),
  );
}

const key = (message: string, location: { readonly file: string; readonly line: number } | null) =>
  JSON.stringify([message, location?.file, location?.line]);
