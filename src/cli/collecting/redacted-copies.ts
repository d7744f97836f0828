import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { wantedOfArchive } from '../../jobcenter/archives.js';
import { factOfFile } from '../../jobcenter/facts/index.js';
import type { Layer, LayerEntry } from '../../source/layer.js';
import { defaultLimits } from '../../source/limits.js';
import { baseName, joinPath, parentOf, type TreePath } from '../../source/tree-path.js';
import { decode } from '../../text/decode.js';
import { escapeControl } from '../../text/escape.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { writeProblem } from '../fixing/write-problem.js';
import type { Disguise } from '../inputs/disguise.js';
import { openSnapshots, type Snapshot } from '../inputs/snapshots.js';
import { type RedactOption, readingCases, redactionIf } from '../options/redact-option.js';
import { quoted, UsageError } from '../usage-error.js';

export interface CopyOptions extends RedactOption {
  readonly from: readonly string[];
  /** The folder for the copies. */
  readonly output: string;
}

/**
 * Writes a copy of each snapshot or node tree under other names, `<node>.tar.gz`. Of the files it has only what checks
 * are made from: what nobody reads need not leave the house. No file is overwritten.
 */
export async function redactedCopies(options: CopyOptions, context: Context): Promise<void> {
  const { cwd } = context.io;
  const folder = resolve(cwd, options.output);
  if (options.redactMap !== undefined && `${resolve(cwd, options.redactMap)}${sep}`.startsWith(folder + sep))
    throw new UsageError({
      en: `--redact-map ${quoted(options.redactMap)} lies in the folder of the copies, and must not be mailed out with them`,
      ja: `--redact-map ${quoted(options.redactMap)} は書き出し先のフォルダの中です（対応表は社外に送れません）`,
    });
  const given = { cwd, limits: defaultLimits, allowOutside: true };
  const opened = (disguise: Disguise) =>
    openSnapshots(options.from, {
      option: '--from',
      cwd,
      disguise,
      open: { ...given, label: (absolute) => disguise.shown(absolute) },
    });
  const redaction = await redactionIf(options, context, async (first) => {
    await readingCases([options.from], given)(first);
    for (const { layer } of await opened(first.disguise))
      for (const { path, entry } of entriesOf(layer)) if (isRead(path, entry)) layer.read(path);
  });
  const copies = await opened(redaction.disguise);
  try {
    mkdirSync(folder, { recursive: true });
    for (const copy of copies) await write(copy, redaction.disguise, folder, options.output, context);
  } catch (error) {
    complain(context, writeProblem(options.output, error));
    context.end(exit.usage);
  }
  context.end(redaction.keep());
}

async function write(
  { name, layer }: Snapshot,
  { shown }: Disguise,
  folder: string,
  output: string,
  context: Context,
): Promise<void> {
  const file = `${name.replace(/[^\w.-]/g, '_')}.tar.gz`;
  const packed = gzipSync(await tarOf(layer, name, shown));
  try {
    writeFileSync(join(folder, file), packed, { flag: 'wx' });
    context.io.out(`${escapeControl(join(output, file))}\n`);
  } catch (error) {
    complain(context, writeProblem(join(output, file), error));
    context.end(exit.usage);
  }
}

interface Placed {
  readonly path: TreePath;
  readonly entry: LayerEntry;
}

/** All entries, folders before what is in them. */
function* entriesOf(layer: Layer, folder: TreePath = '/', depth = 0): Generator<Placed> {
  if (depth >= defaultLimits.depth) return;
  for (const name of layer.names(folder)) {
    const path = joinPath(folder, name);
    const entry = layer.entry(path);
    if (entry === undefined) continue;
    yield { path, entry };
    if (entry.kind === 'directory') yield* entriesOf(layer, path, depth + 1);
  }
}

const isRead = (path: TreePath, { kind }: LayerEntry): boolean =>
  kind === 'file' && wantedOfArchive.wants(path) && !isNoFact(path);

const isNoFact = (path: TreePath): boolean =>
  baseName(parentOf(path)) === '.facts' && factOfFile(baseName(path)) === null;

async function tarOf(layer: Layer, top: string, shown: (path: string) => string): Promise<Uint8Array> {
  const { pack } = await import('tar-stream');
  const tar = pack();
  const pieces: Uint8Array[] = [];
  const done = (async () => {
    for await (const piece of tar) if (piece instanceof Uint8Array) pieces.push(piece);
  })();
  const entries = [...entriesOf(layer)];
  const known = new Set<TreePath>();
  for (const { path, entry } of entries)
    if (isRead(path, entry) || isSiteLink(path, entry))
      for (let each = path; each !== '/'; each = parentOf(each)) known.add(each);
  // Of what is only there nobody said what in its name is private.
  const placed = (path: TreePath): string =>
    known.has(path) || path === '/' ? path : joinPath(placed(parentOf(path)), shown(baseName(path)));
  const common = { mtime: new Date(0), uid: 0, gid: 0 };
  tar.entry({ ...common, name: `${top}/`, type: 'directory', mode: 0o755 });
  for (const { path, entry } of entries) {
    const name = `${top}${placed(path)}`;
    if (entry.kind === 'directory')
      tar.entry({ ...common, name: `${name}/`, type: 'directory', mode: 0o755 });
    else if (entry.kind === 'link')
      tar.entry({ ...common, name, type: 'symlink', linkname: shown(entry.target ?? '') });
    else if (entry.kind === 'file')
      tar.entry({ ...common, name }, Buffer.from(contentOf(layer, path, entry)));
  }
  tar.finalize();
  await done;
  return Buffer.concat(pieces);
}

/** A link by which JobCenter finds a site's database. */
const isSiteLink = (path: TreePath, { kind }: LayerEntry): boolean =>
  kind === 'link' && baseName(parentOf(path)) === 'nqs';

/** Nothing of a file that no check reads; of one that is no text only that it is none. */
function contentOf(layer: Layer, path: TreePath, entry: LayerEntry): Uint8Array {
  if (!isRead(path, entry)) return new Uint8Array();
  const read = layer.read(path);
  if (read.state === 'unreadable') return new Uint8Array();
  return 'binary' in decode(read.bytes) ? new Uint8Array(1) : read.bytes;
}
