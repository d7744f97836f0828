import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { escapeControl } from '../text/escape.js';
import { type Context, complain } from './context.js';
import { exit } from './exit-code.js';
import { writeProblem } from './fixing/write-problem.js';
import { NODES, skeleton } from './init/skeleton.js';
import { quoted, UsageError } from './usage-error.js';

const MANIFEST = 'cjclint.yaml';
/** Where a node's files belong; git keeps no empty folder, so they are a guide for the first copy only. */
const NODE_FOLDERS = ['.facts', 'etc', 'usr/lib/nqs/rc', 'usr/spool/nqs'];

/** `init [dir]`: writes a manifest to fill in, and empty node trees; overwrites nothing. */
export function declareInit(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  program
    .command('init')
    .description(
      say(
        'write a manifest to fill in, and empty node trees; or a manifest filled in from snapshots',
        'マニフェストのひな形と空のノードツリー、またはスナップショットから作ったマニフェストを作成する',
      ),
    )
    .argument('[dir]', say('folder of the cluster; default: .', 'クラスタのフォルダ（省略時は .）'))
    .option(
      '--from <path...>',
      say(
        "snapshots or node trees, one of each node; put [dir] before it, or '--' behind the last",
        "スナップショットまたはノードツリー（ノードごとに 1 つ）。[dir] はこの前か '--' の後に置く",
      ),
    )
    .action(async (folder: string | undefined, { from }: { readonly from?: readonly string[] }) => {
      context.end(
        await (from === undefined ? init(folder ?? '.', context) : initFrom(from, folder, context)),
      );
    });
}

async function initFrom(
  from: readonly string[],
  given: string | undefined,
  context: Context,
): Promise<number> {
  const folder = given ?? '.';
  refuseSecond(folder, context);
  const { manifestFrom } = await import('./init/init-from.js');
  const text = await manifestFrom(from, given, context);
  const { io } = context;
  const shown = path.join(folder, MANIFEST).replaceAll('\\', '/');
  try {
    mkdirSync(path.resolve(io.cwd, folder), { recursive: true });
    writeFileSync(path.resolve(io.cwd, folder, MANIFEST), text, { flag: 'wx' });
  } catch (error) {
    complain(context, writeProblem(shown, error));
    return exit.usage;
  }
  io.out(`${escapeControl(shown)}\n`);
  return exit.ok;
}

/** @throws {UsageError} where a manifest stands already: nothing is overwritten. */
function refuseSecond(folder: string, { io }: Context): void {
  if (!existsSync(path.resolve(io.cwd, folder, MANIFEST))) return;
  const shown = path.join(folder, MANIFEST).replaceAll('\\', '/');
  throw new UsageError({
    en: `${quoted(shown)} is there already; nothing was written`,
    ja: `${quoted(shown)} はすでに存在します。何も書き込みませんでした`,
  });
}

const ARCHIVE = /\.(?:tar|tar\.gz|tgz|tar\.xz|zip)$/i;

/** @throws {UsageError} for a file or an archive's name, which is given where --from was forgotten. */
function refuseFile(folder: string, { io }: Context): void {
  const target = path.resolve(io.cwd, folder);
  const isFile = existsSync(target) && statSync(target).isFile();
  if (!isFile && !ARCHIVE.test(folder)) return;
  throw new UsageError({
    en: `${quoted(folder)} is no folder to write to; a manifest from snapshots is made with: init --from <snapshot…>`,
    ja: `${quoted(folder)} は書き込み先のフォルダではありません。スナップショットからマニフェストを作る場合は init --from <スナップショット…> です`,
  });
}

function init(folder: string, context: Context): number {
  const { io, language } = context;
  const at = (name: string) => path.resolve(io.cwd, folder, name);
  const shown = (name: string) => path.join(folder, name).replaceAll('\\', '/');
  refuseFile(folder, context);
  refuseSecond(folder, context);
  const folders = [...NODES.flatMap((node) => NODE_FOLDERS.map((each) => `nodes/${node}/${each}`)), 'shared'];
  let current = folder;
  try {
    for (const each of folders) {
      current = shown(each);
      mkdirSync(at(each), { recursive: true });
    }
    current = shown(MANIFEST);
    writeFileSync(at(MANIFEST), skeleton[language], { flag: 'wx' });
  } catch (error) {
    complain(context, writeProblem(current, error));
    return exit.usage;
  }
  const made = [MANIFEST, ...NODES.map((node) => `nodes/${node}/`), 'shared/'].map(shown);
  io.out(`${made.map((name) => `${escapeControl(name)}\n`).join('')}${next(folder, context)}`);
  return exit.ok;
}

const next = (folder: string, { language }: Context) =>
  language === 'ja'
    ? `\ncjclint.yaml を編集し、各ノードのファイルを元の絶対パスのまま nodes/<ノード名>/ の下に置いてから、\ncjclint lint ${escapeControl(folder)} を実行してください。\n`
    : `\nEdit cjclint.yaml, put each node's files under nodes/<name>/ with their absolute paths, then run\ncjclint lint ${escapeControl(folder)}\n`;
