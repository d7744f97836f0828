import type { Localized } from '../message/language.js';
import type { Acceptance } from './acceptance.js';
import type { Finding, RunResult } from './result.js';

/** Grows when an older cjclint would misread the file. */
const SCHEMA_VERSION = 1;

/** One finding that was there when the baseline was written. */
export interface BaselineEntry {
  readonly rule: string;
  /** Null for a file that belongs to no cluster. */
  readonly cluster: string | null;
  readonly file: string | null;
  /** In English, for those who review the file; it decides nothing. */
  readonly message: string;
  readonly fingerprint: string;
}

const entryOf = ({ rule, cluster, location, message, fingerprint }: Finding): BaselineEntry => ({
  rule,
  cluster,
  file: location?.file ?? null,
  message: message.en,
  fingerprint,
});

/** What a run found, as a baseline file: sorted, one line a finding, so that equal findings make equal bytes. */
export function writtenBaseline(findings: readonly Finding[]): string {
  const entries = findings
    .map(entryOf)
    .map((entry) => ({ entry, key: [entry.file ?? '', entry.rule, entry.fingerprint].join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const lines = entries.map(({ entry }) => `\n    ${JSON.stringify(entry)}`);
  return `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "findings": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** @returns the entries of a baseline file, or why it is none. */
export function readBaseline(text: string): readonly BaselineEntry[] | Localized {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { en: 'it is no JSON', ja: 'JSON ではありません' };
  }
  if (!isObject(content) || !Array.isArray(content.findings)) {
    return { en: 'it has no list "findings"', ja: '"findings" の一覧がありません' };
  }
  if (content.schemaVersion !== SCHEMA_VERSION) {
    return {
      en: `its "schemaVersion" is not ${SCHEMA_VERSION}; write it again with --write-baseline`,
      ja: `"schemaVersion" が ${SCHEMA_VERSION} ではありません。--write-baseline で書き直してください`,
    };
  }
  const entries: BaselineEntry[] = [];
  for (const [index, entry] of content.findings.entries()) {
    const read = readEntry(entry);
    if (read === null) {
      return {
        en: `entry ${index + 1} of "findings" has no rule or no fingerprint`,
        ja: `"findings" の ${index + 1} 番目に rule または fingerprint がありません`,
      };
    }
    entries.push(read);
  }
  return entries;
}

function readEntry(entry: unknown): BaselineEntry | null {
  if (!isObject(entry)) return null;
  const { rule, cluster, file, message, fingerprint } = entry;
  if (typeof rule !== 'string' || typeof fingerprint !== 'string') return null;
  return { rule, cluster: textOr(cluster), file: textOr(file), message: textOr(message) ?? '', fingerprint };
}

const textOr = (value: unknown) => (typeof value === 'string' ? value : null);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A baseline that remembers which of its entries were found again. */
export class Baseline {
  readonly #open = new Map<string, BaselineEntry>();
  readonly #known: ReadonlySet<string>;

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) this.#open.set(keyOf(entry), entry);
    this.#known = new Set(this.#open.keys());
  }

  accept(finding: Finding): Acceptance | null {
    const key = keyOf(finding);
    if (!this.#known.has(key)) return null;
    this.#open.delete(key);
    return { reason: 'baseline', expires: null, by: 'baseline' };
  }

  /**
   * The entries that a run did not find again, though it asked: their rule ran on their cluster.
   * @param ran whether a rule was to run, by its full name
   */
  stale(result: RunResult, ran: (rule: string) => boolean): readonly BaselineEntry[] {
    const checked = new Set(result.clusters.map(({ name }) => name));
    return [...this.#open.values()].filter(({ rule, cluster }) => ran(rule) && checked.has(cluster));
  }
}

const keyOf = ({ rule, fingerprint }: { readonly rule: string; readonly fingerprint: string }) =>
  `${rule} ${fingerprint}`;
