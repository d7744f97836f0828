import type { Plan } from '../../engine/plan.js';
import { contactServers } from '../../jobcenter/contact-servers.js';
import type { PreflightArguments } from '../../jobcenter/live/command-line.js';
import type { Layer } from '../../source/layer.js';
import type { Context } from '../context.js';
import type { DnsAllowed } from '../options/dns-options.js';
import { type KeptRedaction, type RedactOption, redactionIf } from '../options/redact-option.js';
import { learnFromNetwork } from './from-network.js';
import { type PreflightOptions, type PreflightResult, runPreflight } from './run-preflight.js';

/**
 * Checks the live node twice: as it is, to know what of it is private, and under other names. Its facts are gathered,
 * and servers asked, the first time only.
 */
export async function runRedactedPreflight(
  args: PreflightArguments,
  options: PreflightOptions,
  redact: RedactOption,
  context: Context,
): Promise<PreflightResult & Pick<KeptRedaction, 'keep'>> {
  let live: Layer | null = null;
  let allowed: DnsAllowed | null = null;
  let connected = false;
  const redaction = await redactionIf(redact, context, async (first) => {
    first.named(options.hostName);
    first.named(args.site);
    first.pathTo(args.database);
    const { cluster } = await runPreflight(args, {
      ...options,
      disguise: first.disguise,
      network: async (target) =>
        (await options.network?.(target, {
          dns: (asked) => {
            allowed = asked;
            return first.dns(asked);
          },
          connecting: (contacts) => {
            connected = true;
            return first.connecting(contacts);
          },
        })) ?? target,
      gather: async (known) => {
        live = await options.gather(known);
        return first.disguise.wrap(live);
      },
    });
    if (cluster !== null) first.met(cluster);
  });
  const { site, machineId, database } = args;
  const checked = await runPreflight(
    { site: redaction.text(site), machineId, database: redaction.text(database) },
    {
      ...options,
      disguise: redaction.disguise,
      hostName: redaction.text(options.hostName),
      network: async (target) => {
        const heard = redaction.dns(allowed);
        if (heard !== null) await learnFromNetwork(target.model, heard);
        if (connected && redaction.connections !== null)
          await contactServers(target.model, redaction.connections);
        return target;
      },
      gather: async (known) => redaction.live(live ?? (await options.gather(known))),
    },
  );
  return { ...checked, keep: redaction.keep };
}

/** A plan whose commands are not for this node as they stand, which it says first. */
export const underOtherNames = (plan: Plan): Plan => ({
  ...plan,
  before: [
    {
      node: null,
      command: null,
      what: {
        en: 'put the real names, addresses and paths into every command: those shown here are replaced ones (--redact)',
        ja: 'コマンド中の名前、アドレス、パスを実際のものに読み替える（--redact により別名に置き換えて表示しています）',
      },
    },
    ...plan.before,
  ],
});
