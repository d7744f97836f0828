import { type Stats, statSync } from 'node:fs';

/** What stands at a path; undefined where nothing does, be it that part of the path is a file or no name at all. */
export function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
