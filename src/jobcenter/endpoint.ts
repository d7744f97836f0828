import type { Origin, Sourced } from '../text/source-file.js';
import { addressKey, isLoopback, parseAddress } from './address.js';
import { isSameHost } from './host-name.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { deciding, forwardAnswers, nameKey } from './names.js';

/** The parts of an agent's endpoint (`http://jcmgcluster.example.jp:23151`). */
export interface Endpoint {
  readonly scheme: string;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: string | null;
}

const URL_PARTS =
  /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?(?:\/.*)?$/;
/** A host whose last part is a number would have to be an address. */
const NUMBER_LAST = /(?:^|\.)\d+$/;

/** @returns null for what is not a URL with a host. */
export function parseEndpoint(text: string): Endpoint | null {
  const parts = URL_PARTS.exec(text.trim());
  const scheme = parts?.[1];
  const host = parts?.[2]?.replace(/^\[|\]$/g, '');
  if (scheme === undefined || host === undefined) return null;
  if ((host.includes(':') || NUMBER_LAST.test(host)) && parseAddress(host) === null) return null;
  return { scheme: scheme.toLowerCase(), host, port: parts?.[3] ?? null };
}

/** The place of a part of a value; the whole value where it is not written as it reads. */
export function partAt({ at }: Sourced<string>, part: string, from: 'start' | 'end' = 'start'): Origin {
  if (at.range === null) return at;
  const written = at.file.text.slice(at.range.start, at.range.end);
  const place = from === 'start' ? written.indexOf(part) : written.lastIndexOf(part);
  if (place < 0) return at;
  const start = at.range.start + place;
  return { file: at.file, range: { start, end: start + part.length } };
}

/** Where a host leads, seen from a node of the agent. */
export type HostVerdict =
  | { readonly state: 'right' }
  /** It is a node itself, so that it stays behind when the site moves; `at` where the node has that name or address. */
  | { readonly state: 'own'; readonly node: string | null; readonly at: Origin | null }
  | { readonly state: 'elsewhere'; readonly answers: readonly string[]; readonly at: Origin | null }
  /** `node` is null where the manifest would settle it. */
  | { readonly state: 'unknown'; readonly node: string | null; readonly need: string };

/** Judges the host of an agent's endpoint on one of its nodes (G 2.3.5.2: the site's name or VIP, never a node's). */
export function judgeHost(cluster: Cluster, agent: Agent, node: ClusterNode, host: string): HostVerdict {
  const { site } = agent;
  const vip = site?.vip?.address ?? null;
  const address = parseAddress(host);
  if (site !== null && address === null && isSameHost(host, site.name.value))
    return vip === null ? { state: 'right' } : judgeForm(node, site, host, vip.text);
  if (vip !== null && address?.text === vip.text) return { state: 'right' };
  const own = ownerOf(cluster, host);
  // A name that only begins like a node's, but gives the VIP, is the site's.
  const isAlias = vip !== null && address === null && givesVip(node, host, vip.text);
  if (own !== null && !(isAlias && nameKey(host) !== nameKey(own.node ?? ''))) return own;
  if (site === null) return { state: 'right' };
  if (vip === null) return { state: 'unknown', node: null, need: 'manifest:sites[].vip' };
  return address === null
    ? judgeName(node, host, vip.text)
    : isOtherAddress(node, site, address.text, vip.family)
      ? { state: 'right' }
      : { state: 'elsewhere', answers: [address.text], at: null };
}

/**
 * A site's name passes, for where it leads is vip-forward-lookup's to say; so does another form of it, unless the node
 * finds that elsewhere.
 */
function judgeForm(node: ClusterNode, site: Site, host: string, vip: string): HostVerdict {
  const verdict = judgeName(node, host, vip);
  if (verdict.state !== 'elsewhere' || nameKey(host) === nameKey(site.name.value)) return { state: 'right' };
  const full = deciding(forwardAnswers(node, site.name.value));
  const own = new Set((full?.answers ?? []).map(({ value }) => addressKey(value)));
  const isTold = full !== null && !own.has(vip) && site.nodes.includes(node);
  const isOwn = own.has(vip) && verdict.answers.some((value) => own.has(addressKey(value)));
  return isTold || isOwn ? { state: 'right' } : verdict;
}

function judgeName(node: ClusterNode, host: string, vip: string): HostVerdict {
  const answer = deciding(forwardAnswers(node, host));
  if (answer === null) return { state: 'unknown', node: node.name.value, need: 'lookup' };
  return givesVip(node, host, vip)
    ? { state: 'right' }
    : { state: 'elsewhere', answers: answer.answers.map(({ value }) => value), at: answer.at };
}

const givesVip = (node: ClusterNode, name: string, vip: string): boolean =>
  (deciding(forwardAnswers(node, name))?.answers ?? []).some(({ value }) => addressKey(value) === vip);

/** Whether an address is the site's in the other family (a name may have both). */
const isOtherAddress = (node: ClusterNode, site: Site, address: string, family: 4 | 6): boolean =>
  parseAddress(address)?.family !== family &&
  (deciding(forwardAnswers(node, site.name.value))?.answers ?? []).some(
    ({ value }) => addressKey(value) === address,
  );

/** The node whose own name or address a host is; loopback is every node's. */
function ownerOf(cluster: Cluster, host: string): (HostVerdict & { readonly state: 'own' }) | null {
  const address = parseAddress(host);
  if (address === null ? /^localhost(\.|$)/i.test(host) : isLoopback(address))
    return { state: 'own', node: null, at: null };
  for (const node of cluster.nodes) {
    if (address === null) {
      if (isSameHost(host, node.name.value)) return { state: 'own', node: node.name.value, at: node.name.at };
      continue;
    }
    const own = node.addresses.find(({ value }) => addressKey(value) === address.text);
    if (own !== undefined) return { state: 'own', node: node.name.value, at: own.at };
  }
  return null;
}
