import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../io.js';

/**
 * The working directory's path in the checkout of a CI job, with `/`. GitHub and GitLab look for the files of a report
 * from the top of the checkout, wherever the job's step ran.
 * @returns '' at the top, outside of the checkout, and outside of a CI job
 */
export function folderInCheckout({ env, cwd }: Pick<Io, 'env' | 'cwd'>): string {
  const top =
    env.GITHUB_ACTIONS === 'true'
      ? env.GITHUB_WORKSPACE
      : env.GITLAB_CI === 'true'
        ? env.CI_PROJECT_DIR
        : undefined;
  if (top === undefined || top === '') return '';
  const below = path.relative(real(top), real(cwd));
  const isOutside = below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below);
  return isOutside ? '' : below.split(path.sep).join('/');
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
