import { join } from 'node:path';
import { type LintOptions, runLint } from '../../src/cli/running/run-lint.js';
import { runPreflight } from '../../src/cli/running/run-preflight.js';
import type { RunResult } from '../../src/engine/result.js';
import { contactServers, recallContacts } from '../../src/jobcenter/contact-servers.js';
import type { Contact, Unreached } from '../../src/probe/contact.js';
import { readRecording } from '../../src/recording/recording.js';
import { type Server, serverKey } from '../../src/resolve/answer.js';
import { FolderLayer } from '../../src/source/folder-layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import type { Case } from './case.js';

/** Checks a cluster as its case says: with lint, or with preflight on one of its nodes. */
export async function runCase(
  cwd: string,
  cluster: string,
  paths: readonly string[],
  { preflight, connections, recorded: lines }: Case,
): Promise<RunResult> {
  if (preflight === undefined)
    return runLint(paths, { cwd, ...(lines === undefined ? {} : recalling(lines)) });
  const { stage, node, site, machineId, database } = preflight;
  const tree = join(cluster, 'nodes', node);
  const { result } = await runPreflight(
    { site, machineId: String(machineId), database },
    {
      cwd,
      stage,
      hostName: node,
      manifest: cluster,
      gather: async () => new FolderLayer(join(cwd, tree), tree, defaultLimits),
      network: async (target) => {
        if (connections !== undefined) await contactServers(target.model, recorded(connections));
        return target;
      },
    },
  );
  return result;
}

function recalling(lines: readonly string[]): Pick<LintOptions, 'network'> {
  const rows = lines.map((line) => {
    const [node, time, place, outcome, ...said] = line.split(' ');
    return ['tcp', node, time, place, outcome, ...(said.length === 0 ? [] : [said.join(' ')])].join('\t');
  });
  const recording = readRecording(`cjclint-lookups 2\n${rows.join('\n')}\n`);
  if ('fault' in recording) throw new Error(`recorded: ${recording.fault}: ${recording.text}`);
  return { network: async ({ model }) => recallContacts(model, recording.contacts) };
}

const NOT_MADE: readonly Unreached[] = ['refused', 'time-out', 'unreachable', 'not-tried'];
const SILENT = ['connected', 'silent', 'hung-up'] as const;

/** Connections that end as a case says. */
function recorded(connections: Readonly<Record<string, string>>) {
  const outcome = async (place: Server): Promise<Contact> => {
    const told = connections[serverKey(place)] ?? 'refused';
    const reason = NOT_MADE.find((each) => each === told);
    const state = SILENT.find((each) => each === told);
    if (reason !== undefined) return { state: 'unreached', reason };
    return state === undefined ? { state: 'spoke', said: Buffer.from(`${told}\r\n`) } : { state };
  };
  return { reach: outcome, hear: outcome };
}
