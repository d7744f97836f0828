import type { Origin, Sourced } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';
import type { ClusterNode, HostsFile } from './model.js';

/** Where a node's answer comes from. */
export type NameSource = 'lookup' | 'resolv.def' | 'hosts';

/** What one source of a node says to a question. */
export interface NameAnswer {
  readonly source: NameSource;
  /** Addresses of a name; or, for an address, the names of every line, canonical names first. */
  readonly answers: readonly Sourced<string>[];
  /** The lines that answered; of a reverse look-up each stands for one record. */
  readonly lines: readonly NameLine[];
  /** Where the answer (or its absence) stands. */
  readonly at: Origin;
}

export interface NameLine {
  /** The first is the canonical name. */
  readonly names: readonly Sourced<string>[];
  readonly at: Origin;
}

/** `JCMG.example.jp.` and `jcmg.example.jp` are one name. */
export const nameKey = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/**
 * Every source of a node that says something about a name: the node's own look-up, resolv.def, hosts.
 * An empty answer is an answer: the look-up was made and gave nothing.
 */
export function forwardAnswers(node: ClusterNode, name: string): NameAnswer[] {
  const key = nameKey(name);
  const found: NameAnswer[] = [];
  const looked = lookups(node).filter((row) => nameKey(row.query) === key);
  const [first] = looked;
  if (first !== undefined) {
    found.push({
      source: 'lookup',
      answers: distinct(looked.flatMap((row) => row.answers)),
      lines: [],
      at: first.at,
    });
  }
  for (const file of hostsFilesOf(node)) {
    const entries = file.document.entries.filter((entry) =>
      entry.names.some((word) => nameKey(word.value) === key),
    );
    const [entry] = entries;
    if (entry === undefined) continue;
    found.push({
      source: file.kind,
      answers: distinct(entries.map(({ address }) => at(file, address.value, address.range))),
      lines: [],
      at: { file: file.file, range: entry.address.range },
    });
  }
  return found;
}

/** Every source of a node that says something about an address. */
export function reverseAnswers(node: ClusterNode, address: string): NameAnswer[] {
  const key = addressKey(address);
  const found: NameAnswer[] = [];
  const looked = lookups(node).filter((row) => addressKey(row.query) === key);
  const [first] = looked;
  if (first !== undefined) {
    const lines = looked
      .filter((row) => row.answers.length > 0)
      .map((row) => ({ names: row.answers, at: row.at }));
    found.push({ source: 'lookup', answers: lines.flatMap((line) => line.names), lines, at: first.at });
  }
  for (const file of hostsFilesOf(node)) {
    const lines = file.document.entries
      .filter((entry) => addressKey(entry.address.value) === key)
      .map((entry) => ({
        names: entry.names.map((word) => at(file, word.value, word.range)),
        at: { file: file.file, range: entry.range },
      }));
    const [line] = lines;
    if (line === undefined) continue;
    found.push({ source: file.kind, answers: lines.flatMap(({ names }) => names), lines, at: line.at });
  }
  return found;
}

/** The answer that decides: the node's own look-up; without it its resolv.def, then its hosts. */
export function deciding(answers: readonly NameAnswer[]): NameAnswer | null {
  const from = (source: NameSource) => answers.find((answer) => answer.source === source);
  return from('lookup') ?? from('resolv.def') ?? from('hosts') ?? null;
}

const lookups = (node: ClusterNode) => (node.facts.lookup.state === 'known' ? node.facts.lookup.value : []);

const hostsFilesOf = (node: ClusterNode): HostsFile[] => [
  ...node.resolvDefs,
  ...(node.hosts === null ? [] : [node.hosts]),
];

const at = (file: HostsFile, value: string, range: { start: number; end: number }): Sourced<string> => ({
  value,
  at: { file: file.file, range },
});

/** Answers without repetition; addresses in the forms of one address are one. */
function distinct(answers: readonly Sourced<string>[]): Sourced<string>[] {
  const seen = new Map<string, Sourced<string>>();
  for (const answer of answers) {
    const key = parseAddress(answer.value) === null ? nameKey(answer.value) : addressKey(answer.value);
    if (!seen.has(key)) seen.set(key, answer);
  }
  return [...seen.values()];
}
