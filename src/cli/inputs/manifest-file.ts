import { basename, dirname, join, resolve } from 'node:path';
import { parseYaml } from '../../../grammars/yaml/parse.js';
import { MANIFEST } from '../../jobcenter/load.js';
import { type Manifest, readManifest } from '../../jobcenter/manifest.js';
import { type ManifestProblem, nameProblems, schemaProblems } from '../../jobcenter/manifest-problems.js';
import type { Localized } from '../../message/language.js';
import { FolderLayer } from '../../source/folder-layer.js';
import { defaultLimits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import type { SourceFile } from '../../text/source-file.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { quoted, UsageError } from '../usage-error.js';
import { statusOf } from './path-status.js';

/**
 * Reads the manifest alone, without the trees it declares. Unknown keys are complained of and make the exit code 2.
 * @param path the file or its folder, as the user wrote it.
 * @throws UsageError when it cannot be read or used, with the place.
 */
export function readManifestFile(path: string, context: Context): Manifest {
  const file = sourceOf(path, context.io.cwd);
  const document = parseYaml(file);
  const fromSchema = schemaProblems(document);
  throwFirst(fromSchema);
  const manifest = readManifest(document);
  throwFirst(nameProblems(manifest));
  for (const problem of fromSchema) {
    complain(context, placed(problem));
    context.end(exit.usage);
  }
  return manifest;
}

function sourceOf(path: string, cwd: string): SourceFile {
  const isFolder = statusOf(resolve(cwd, path))?.isDirectory() === true;
  const shown = isFolder ? join(path, MANIFEST) : path;
  const label = dirname(shown) === '.' ? '' : dirname(shown);
  const layer = new FolderLayer(dirname(resolve(cwd, shown)), label, defaultLimits);
  const read = new FileCache().text(layer, `/${basename(shown)}`);
  if (read.state === 'read') return read.file;
  throw new UsageError({
    en: `manifest ${quoted(shown)} cannot be read`,
    ja: `マニフェスト ${quoted(shown)} を読めません`,
  });
}

function throwFirst(problems: readonly ManifestProblem[]): void {
  const worst = problems.find((problem) => !problem.usable);
  if (worst !== undefined) throw new UsageError(placed(worst));
}

function placed({ at, message }: ManifestProblem): Localized {
  const { line, column } = at.file.position(at.range?.start ?? 0);
  const place = `${at.file.path}:${line}:${column}`;
  return { en: `${place}: ${message.en}`, ja: `${place}: ${message.ja}` };
}
