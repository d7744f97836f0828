import type { Doubt } from '../resolve/answer.js';
import type { Origin, Sourced } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';
import type { ClusterNode, HostsFile } from './model.js';
import type { ServerAnswer } from './node-dns.js';

/** Where a node's answer comes from. */
export type NameSource = 'lookup' | 'resolv.def' | 'hosts' | 'dns';

/** What one source of a node says to a question. */
export interface NameAnswer {
  readonly source: NameSource;
  /** Addresses of a name; or, for an address, the names of every line, canonical names first. */
  readonly answers: readonly Sourced<string>[];
  /** The lines that answered; of a reverse look-up each stands for one record. */
  readonly lines: readonly NameLine[];
  /** Where the answer (or its absence) stands; of a name server what was asked for. */
  readonly at: Origin;
  /** Set where the source is a name server. */
  readonly dns?: ServerAnswer;
  /** Why the node cannot go by it, though it says something. */
  readonly passedOver?: PassedOver;
}

/**
 * `never-asked`: nsswitch.conf does not have the node ask its hosts file; `own-name-first`: an address that is up on
 * the node gives the node's own name before DNS is asked.
 */
export type PassedOver = 'never-asked' | 'own-name-first';

export interface NameLine {
  /** The first is the canonical name. */
  readonly names: readonly Sourced<string>[];
  readonly at: Origin;
}

/** Why a source says nothing: it does not speak of the question, it is not in the data, or its server did not tell. */
export type Silence =
  | 'not-listed'
  | 'no-file'
  | 'not-collected'
  | 'not-looked-up'
  /** No look-ups were allowed. */
  | 'not-asked'
  /** The node names no server that can be asked from here. */
  | 'no-server'
  | Doubt;

/** A source of a node that says nothing to a question. */
export interface SilentSource {
  readonly source: NameSource;
  /** Set where the source is a name server. */
  readonly server: string | null;
  readonly why: Silence;
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
    // The C library compares with the hosts file as it is written: there a last dot is a part of the name.
    const wanted = file.kind === 'hosts' ? name.toLowerCase() : key;
    const keyIn = (word: string) => (file.kind === 'hosts' ? word.toLowerCase() : nameKey(word));
    const entries = file.document.entries.filter((entry) =>
      entry.names.some((word) => keyIn(word.value) === wanted),
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
  return withDns(node, found, serverAnswers(node, name, forwardLines));
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
  const { ownNameBefore, dns } = node.dns.order;
  return withDns(node, found, serverAnswers(node, address, reverseLines)).map((each) => {
    if (each.source !== 'hosts' && each.source !== 'dns') return each;
    if (ownNameBefore.includes(each.source)) return passed(each, 'own-name-first');
    // Of an address the C library takes even a failure of DNS for "not found", which ends it there.
    return each.source === 'hosts' && dns === 'instead' ? passed(each, 'never-asked') : each;
  });
}

/**
 * The answer that decides: the node's own look-up; without it its resolv.def, then hosts and DNS in the order of its
 * nsswitch.conf. Of several name servers the first that says anything.
 */
export const deciding = (answers: readonly NameAnswer[]): NameAnswer | null =>
  answers.find(({ passedOver }) => passedOver === undefined) ?? null;

const passed = (answer: NameAnswer, passedOver: PassedOver): NameAnswer => ({ ...answer, passedOver });

/**
 * The other sources of a node: those that say nothing to the question, for no answer is no reason to think that all is
 * well.
 * @param answers what the node's sources say to it
 */
export function silentSources(
  node: ClusterNode,
  query: string,
  answers: readonly NameAnswer[],
): readonly SilentSource[] {
  const silent = (source: NameSource, why: Silence): SilentSource => ({ source, server: null, why });
  const files = hostsFilesOf(node).filter(
    ({ file }) => !answers.some(({ at: place }) => place.file === file),
  );
  const looked = answers.some(({ source }) => source === 'lookup');
  const why = node.facts.lookup.state === 'known' ? 'not-looked-up' : 'not-collected';
  const servers = node.dns.answers(query);
  const noServer = node.dns.wasAsked(query) ? 'no-server' : 'not-asked';
  return [
    ...(looked ? [] : [silent('lookup', why)]),
    ...files.map(({ kind }) => silent(kind, 'not-listed')),
    ...(node.hosts === null ? [silent('hosts', 'no-file')] : []),
    ...(servers.length === 0 ? [silent('dns', noServer)] : []),
    ...servers.flatMap(({ server, answer }): SilentSource[] =>
      answer.state === 'unknown' ? [{ source: 'dns', server, why: answer.reason }] : [],
    ),
  ];
}

/** The node, and the name server where it was one that answered. */
export const askedAt = (node: ClusterNode, { dns }: NameAnswer): string =>
  dns === undefined ? node.name.value : `${node.name.value} (DNS ${dns.server})`;

/** Answers in the order in which they count. */
const withDns = (
  node: ClusterNode,
  others: readonly NameAnswer[],
  servers: readonly NameAnswer[],
): NameAnswer[] => {
  // What the first server does not have is looked for in hosts, unless nsswitch.conf ends it there.
  const isThere = servers[0] !== undefined && servers[0].answers.length > 0;
  const { dns, readsHosts } = node.dns.order;
  const isFirst = dns === 'instead' || (dns === 'before' && isThere);
  const isLast = ({ source }: NameAnswer) => source === 'hosts' && (isFirst || !readsHosts);
  const last = others.filter(isLast).map((each) => (readsHosts ? each : passed(each, 'never-asked')));
  return [...others.filter((each) => !isLast(each)), ...servers, ...last];
};

/** What a node's name servers say for certain; a server that could not tell is none. */
const serverAnswers = (
  node: ClusterNode,
  query: string,
  linesOf: (answer: ServerAnswer) => readonly NameLine[],
): NameAnswer[] =>
  node.dns.answers(query).flatMap((dns) => {
    const { answer, at: asked } = dns;
    if (answer.state === 'unknown') return [];
    const values = answer.state === 'found' ? answer.values : [];
    return [
      {
        source: 'dns' as const,
        answers: values.map((value) => ({ value, at: asked })),
        lines: linesOf(dns),
        at: asked,
        dns,
      },
    ];
  });

/** Each PTR record by itself. */
const reverseLines = ({ answer, at: asked }: ServerAnswer): NameLine[] =>
  answer.state === 'found'
    ? answer.values.map((value) => ({ names: [{ value, at: asked }], at: asked }))
    : [];

/** The canonical name behind a CNAME, and nothing else: addresses are no names. */
const forwardLines = ({ answer, at: asked }: ServerAnswer): NameLine[] => {
  const canonical = answer.aliases.at(-1);
  return canonical === undefined ? [] : [{ names: [{ value: canonical, at: asked }], at: asked }];
};

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
