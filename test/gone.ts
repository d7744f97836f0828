import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until processes are no more, or zombies that nobody has buried. */
export async function gone(...processes: readonly number[]): Promise<void> {
  while (processes.some(runs)) await wait(20);
}

function runs(process: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${process}/status`, 'utf8'));
  } catch {
    return false;
  }
}
