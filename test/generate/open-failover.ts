import { rmSync } from 'node:fs';
import { type CaseOptions, type OpenedCase, openCase } from '../../src/cli/inputs/open-case.js';
import { fastFolder } from '../fast-folder.js';
import type { Failover } from './failover.js';
import { type SnapshotForm, writeSnapshots } from './snapshots.js';

/** Snapshots in a folder that is gone after `use`. */
export async function withSnapshots<T>(
  { cluster }: Failover,
  form: SnapshotForm,
  use: (paths: readonly string[], folder: string) => Promise<T>,
): Promise<T> {
  const folder = fastFolder('cjclint-generated-');
  try {
    return await use(writeSnapshots(folder, cluster, form), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a failover's snapshots as `diagnose` does, without a manifest. */
export const openFailover = (
  failover: Failover,
  form: SnapshotForm,
  options: Omit<CaseOptions, 'cwd'> = {},
): Promise<OpenedCase> => withSnapshots(failover, form, (paths, cwd) => openCase(paths, { ...options, cwd }));

/** Every second seed comes unpacked, the others as archives. */
export const formOf = (seed: number): SnapshotForm => (seed % 2 === 0 ? 'archive' : 'folder');
