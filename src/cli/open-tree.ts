import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { OpenedTree } from '../jobcenter/load.js';
import { FolderLayer } from '../source/folder-layer.js';
import type { Limits } from '../source/limits.js';

export interface OpenOptions {
  /** How people are shown an absolute path. */
  readonly label: (absolute: string) => string;
  readonly allowOutside: boolean;
  readonly limits: Limits;
}

/**
 * Opens a tree that a manifest names and that is no folder inside its own: one outside, when that is allowed.
 * @param folder absolute path of the manifest's folder
 */
export async function openTree(path: string, folder: string, options: OpenOptions): Promise<OpenedTree> {
  const absolute = resolve(folder, path);
  const status = statSync(absolute, { throwIfNoEntry: false });
  const outside =
    !isInside(absolute, folder) ||
    (status !== undefined && !isInside(realpathSync(absolute), realpathSync(folder)));
  if (outside && !options.allowOutside) {
    return {
      state: 'refused',
      message: {
        en: `"${path}" leads out of the manifest's folder; --allow-outside permits that`,
        ja: `"${path}" はマニフェストのフォルダーの外を指しています（許可するには --allow-outside）`,
      },
    };
  }
  if (status === undefined) {
    return {
      state: 'absent',
      message: { en: `"${path}" does not exist`, ja: `"${path}" がありません` },
    };
  }
  if (status.isDirectory()) {
    return { state: 'opened', layer: new FolderLayer(absolute, options.label(absolute), options.limits) };
  }
  return {
    state: 'damaged',
    message: { en: `"${path}" is no folder`, ja: `"${path}" はフォルダーではありません` },
  };
}

const isInside = (path: string, folder: string) => path === folder || path.startsWith(folder + sep);
