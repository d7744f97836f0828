import type { Cause, Diagnosis, Hint, Request } from '../engine/diagnosis.js';
import type { Language } from '../message/language.js';
import { jsonReport, locationEntry, type Tool } from './json.js';

/** The report of the run with `causes`, `ask` and what else a diagnosis has (schemas/diagnosis.schema.json). */
export function* diagnosisJson(diagnosis: Diagnosis, tool: Tool, language: Language): Generator<string> {
  yield* jsonReport(diagnosis.result, tool, language, {
    causes: diagnosis.causes.map((cause) => causeEntry(cause, language)),
    ask: diagnosis.ask.map((request) => requestEntry(request, language)),
    hints: diagnosis.hints.map((hint) => hintEntry(hint, language)),
    understood: diagnosis.understood.map((each) => each[language]),
  });
}

const causeEntry = (cause: Cause, language: Language) => ({
  rank: cause.rank,
  rule: cause.rule,
  consequences: cause.consequences,
  cluster: cause.cluster,
  node: cause.node,
  site: cause.site,
  agent: cause.agent,
  phase: cause.phase,
  severity: cause.severity,
  grade: cause.grade,
  reference: cause.reference,
  sentence: cause.sentence[language],
  because: cause.because[language],
  evidence: cause.evidence.map(({ message, location }) => ({
    message: message[language],
    location: locationEntry(location),
  })),
  confirm: cause.confirm,
  fix: cause.fix.map(({ node, command, effect, undo }) => ({
    node,
    command,
    effect: effect[language],
    undo: undo?.[language] ?? null,
  })),
});

const requestEntry = ({ node, command, saveAs, why }: Request, language: Language) => ({
  node,
  command,
  saveAs,
  why: why[language],
});

const hintEntry = ({ sentence, reference }: Hint, language: Language) => ({
  sentence: sentence[language],
  reference,
});
