import { join } from 'node:path';
import { runLint } from '../../src/cli/run-lint.js';
import { runPreflight } from '../../src/cli/run-preflight.js';
import type { RunResult } from '../../src/engine/result.js';
import { FolderLayer } from '../../src/source/folder-layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import type { Case } from './case.js';

/** Checks a cluster as its case says: with lint, or with preflight on one of its nodes. */
export async function runCase(
  cwd: string,
  cluster: string,
  paths: readonly string[],
  { preflight }: Case,
): Promise<RunResult> {
  if (preflight === undefined) return runLint(paths, { cwd });
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
    },
  );
  return result;
}
