import type { Sourced } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';
import { hasManager } from './infer.js';
import { deciding, forwardAnswers, nameKey } from './names.js';
import type { BuiltNode } from './node.js';
import { samePath } from './platform.js';
import type { SiteSource } from './site.js';

/** The site that preflight's arguments name; it need not exist yet. */
export interface AskedSite {
  readonly name: Sourced<string>;
  readonly machineId: Sourced<number>;
  readonly database: Sourced<string>;
}

/**
 * The site of the arguments as the model takes it: the manifest's entry of that name, else one that is made of the
 * arguments and of what its name resolves to on the live node.
 * @param known the sites of the manifest, else those that the nodes tell of
 */
export function askedSource(
  asked: AskedSite,
  known: readonly SiteSource[],
  { nodes, here, declared }: { nodes: readonly BuiltNode[]; here: BuiltNode; declared: boolean },
): SiteSource {
  const same = known.find((site) => nameKey(site.name.value) === nameKey(asked.name.value));
  if (declared && same !== undefined) return { ...same, vip: same.vip ?? resolvedHere(asked, here) };
  const managers = nodes.filter((node) => node === here || !node.hasData || hasManager(node));
  return { ...asked, named: true, vip: resolvedHere(asked, here), nodes: managers };
}

/** Whether an entry is what a node tells of the asked site: under its name, or as a link to its database or VIP. */
export function sameSite(site: SiteSource, asked: SiteSource): boolean {
  if (nameKey(site.name.value) === nameKey(asked.name.value)) return true;
  if (site.named) return false;
  const vip = asked.vip === null ? null : addressKey(asked.vip.value);
  return samePath('linux', site.database.value, asked.database.value) || addressKey(site.name.value) === vip;
}

/** The address that the site's name has on a node; IPv4 before IPv6, as for the link (G 2.5.1). */
function resolvedHere({ name }: AskedSite, here: BuiltNode): Sourced<string> | null {
  const answers = deciding(forwardAnswers(here, name.value))?.answers ?? [];
  const addresses = answers.filter((answer) => parseAddress(answer.value) !== null);
  return addresses.find((each) => parseAddress(each.value)?.family === 4) ?? addresses[0] ?? null;
}
