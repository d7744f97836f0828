import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Wanted } from '../../../src/source/archive/archive-index.js';
import type { ArchiveLayer } from '../../../src/source/archive/archive-layer.js';
import { type OpenedArchive, openArchive } from '../../../src/source/archive/open.js';
import { defaultLimits, type Limits } from '../../../src/source/limits.js';
import { FileCache, NodeTree } from '../../../src/source/node-tree.js';

/** What the tests' product looks for: files called `*.conf`, and a manifest. */
const wanted: Wanted = { wants: (file) => /\.conf$|\/manifest$/.test(file), manifest: 'manifest' };

/** Opens an archive of the given bytes. */
export async function opened(
  bytes: Uint8Array,
  name = 'node.tar',
  limits: Partial<Limits> = {},
): Promise<OpenedArchive> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cjclint-archive-'));
  try {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return await openArchive(file, name, { ...defaultLimits, ...limits }, wanted);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws when the archive cannot be used */
export async function layerOf(bytes: Uint8Array, name?: string): Promise<ArchiveLayer> {
  const archive = await opened(bytes, name);
  if (archive.state === 'problem') throw new Error(JSON.stringify(archive.problem));
  return archive.layer;
}

/** The text of a file, links followed; otherwise the reason why there is none. */
export function text(layer: ArchiveLayer, file: string): string {
  const tree = new NodeTree([layer], { ignoreCase: false, limits: defaultLimits, cache: new FileCache() });
  const read = tree.read(file);
  return read.state === 'read' ? read.file.text : read.state === 'missing' ? 'missing' : read.reason;
}

/** Every path of a layer, with what a link leads to. */
export function paths(layer: ArchiveLayer, folder = '/'): string[] {
  return layer.names(folder).flatMap((name) => {
    const file = folder === '/' ? `/${name}` : `${folder}/${name}`;
    const entry = layer.entry(file);
    if (entry?.kind === 'directory') return paths(layer, file);
    return [entry?.kind === 'link' ? `${file} -> ${entry.target}` : file];
  });
}
