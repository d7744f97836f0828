import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { archiveMessage, wantedOfArchive } from '../../jobcenter/archives.js';
import type { OpenedTree } from '../../jobcenter/load.js';
import { FolderLayer } from '../../source/folder-layer.js';
import type { Limits } from '../../source/limits.js';
import { statusOf } from './path-status.js';

export interface OpenOptions {
  /** How people are shown an absolute path. */
  readonly label: (absolute: string) => string;
  /** How people are shown a path as it was given; default as it is. */
  readonly shown?: ((path: string) => string) | undefined;
  readonly allowOutside: boolean;
  readonly limits: Limits;
}

/**
 * Opens a tree that a manifest names and that is no folder inside its own: an archive, or one outside, when that is
 * allowed.
 * @param folder absolute path of the manifest's folder
 */
export async function openTree(path: string, folder: string, options: OpenOptions): Promise<OpenedTree> {
  const absolute = resolve(folder, path);
  const status = statusOf(absolute);
  const outside =
    !isInside(absolute, folder) ||
    (status !== undefined && !isInside(realpathSync(absolute), realpathSync(folder)));
  const shown = () => options.shown?.(path) ?? path;
  if (outside && !options.allowOutside) {
    return {
      state: 'refused',
      message: {
        en: `"${shown()}" leads out of the manifest's folder; --allow-outside permits that`,
        ja: `"${shown()}" はマニフェストのフォルダの外を指しています（許可するには --allow-outside）`,
      },
    };
  }
  if (status === undefined) {
    return {
      state: 'absent',
      message: { en: `"${shown()}" does not exist`, ja: `"${shown()}" がありません` },
    };
  }
  if (status.isDirectory()) {
    const layer = new FolderLayer(absolute, options.label(absolute), options.limits, { outside: true });
    return { state: 'opened', layer };
  }
  const { openArchive } = await import('../../source/archive/open.js');
  const archive = await openArchive(absolute, options.label(absolute), options.limits, wantedOfArchive);
  if (archive.state === 'opened') return archive;
  return { state: 'damaged', problem: archive.problem, message: archiveMessage(archive.problem) };
}

/** A manifest in an archive names folders of that archive; nothing on this machine, and no archive in the archive. */
export async function refuseInArchive({ value }: { readonly value: string }): Promise<OpenedTree> {
  return {
    state: 'refused',
    message: {
      en: `"${value}" is no folder of this archive; archives in archives are not read: unpack the outer one`,
      ja: `"${value}" はこのアーカイブのフォルダではありません。アーカイブの中のアーカイブは読み込まれないため、外側を展開してください`,
    },
  };
}

const isInside = (path: string, folder: string) => path === folder || path.startsWith(folder + sep);
