import { type Disagreement, same } from '../engine/relations.js';
import type { Related } from '../engine/rule.js';
import type { Localized } from '../message/language.js';
import type { Origin } from '../text/source-file.js';
import { addressKey } from './address.js';
import type { ClusterNode, HostsFile, Site } from './model.js';
import { nameKey } from './names.js';
import { firstLine, whoHasWhat } from './rule.js';
import { nameKeysOf } from './site-names.js';

/** A line of hosts or resolv.def. */
export interface SiteLine {
  /** Address and names, one blank between, in small letters: what is compared. */
  readonly text: string;
  readonly at: Origin;
}

/** The lines of a node's files that speak of a site: of its VIP, or of its name in full or in short. */
function siteLinesIn(files: readonly HostsFile[], site: Site): SiteLine[] {
  const keys = nameKeysOf(site);
  const vip = site.vip === null ? null : addressKey(site.vip.value);
  return files.flatMap(({ file, document }) =>
    document.entries
      .filter(
        ({ address, names }) =>
          addressKey(address.value) === vip || names.some((name) => keys.has(nameKey(name.value))),
      )
      .map(({ address, names, range }) => ({
        text: [addressKey(address.value), ...names.map((name) => nameKey(name.value))].join(' '),
        at: { file, range },
      })),
  );
}

/** One node's files of a kind; never none. */
export interface NodeFiles {
  readonly node: ClusterNode;
  readonly first: HostsFile;
  readonly files: readonly HostsFile[];
}

export const nodeFiles = (node: ClusterNode, files: readonly HostsFile[]): NodeFiles[] => {
  const [first] = files;
  return first === undefined ? [] : [{ node, first, files }];
};

/** Where nodes' files differ for a site. */
export interface LineDifference {
  readonly at: Origin;
  /** The odd one out; null on a tie. */
  readonly node: string | null;
  readonly related: readonly Related[];
  /** `192.168.1.100 jcmg.example.jp: jcmanager01 | -: jcmanager02` */
  readonly text: Localized;
}

interface Told extends NodeFiles {
  readonly lines: readonly SiteLine[];
}

/** Compares what nodes' files say of a site; the order of lines does not count. @returns null when they agree. */
export function lineDifference(files: readonly NodeFiles[], site: Site): LineDifference | null {
  const told = files.map((each) => ({ ...each, lines: siteLinesIn(each.files, site) }));
  const keyOf = ({ lines }: Told) => [...new Set(lines.map((line) => line.text))].sort().join('; ');
  const difference = same(told, keyOf);
  return difference === null ? null : shownDifference(difference);
}

function shownDifference({ common, odd, groups }: Disagreement<Told, string>): LineDifference | null {
  // A file that says nothing is the one to mend; else the last, which the others came before.
  const silent = odd.find(({ value }) => value === '');
  const culprit = (silent ?? odd.at(-1))?.holders[0];
  if (culprit === undefined) return null;
  const others = groups.flatMap(({ holders }) => holders).filter((each) => each !== culprit);
  const odds = odd.flatMap(({ holders }) => holders);
  const [at, ...alsoOdd] = placesOf(culprit, others);
  if (at === undefined) return null;
  const related = others.flatMap((other) =>
    placesOf(other, [culprit]).map((place) => ({ place, node: other.node.name.value })),
  );
  return {
    at,
    node: common !== null && odds.length === 1 ? culprit.node.name.value : null,
    related: [...alsoOdd.map((place) => ({ place, node: culprit.node.name.value })), ...related].map(
      ({ place, node }) => ({ at: place, message: { en: `on ${node}`, ja: `${node} の記述` } }),
    ),
    text: whoHasWhat(
      groups.map(({ value, holders }) => ({
        value: value === '' ? '-' : `"${value}"`,
        holders: holders.map((each) => each.node.name.value),
      })),
    ),
  };
}

/** The lines that some of the others lack; the start of the file where it has none of its own. */
function placesOf(own: Told, others: readonly Told[]): Origin[] {
  const lines = own.lines.filter((line) =>
    others.some((other) => other.lines.every(({ text }) => text !== line.text)),
  );
  return lines.length > 0 ? lines.map((line) => line.at) : [firstLine(own.first)];
}
