import { type Draft, ownFinding } from '../engine/own-findings.js';
import type { Localized } from '../message/language.js';
import type { LayerProblem, UnreadableReason } from '../source/layer.js';
import type { FileCache, NodeTree, ReadText } from '../source/node-tree.js';
import type { TreePath } from '../source/tree-path.js';
import { SourceFile } from '../text/source-file.js';

/** Collects what could not be read while a cluster is put together; each file is named once. */
export class Reading {
  readonly findings: Draft[] = [];
  readonly #named = new Set<string>();

  constructor(
    readonly cache: FileCache,
    readonly cluster: string | null,
  ) {}

  /** @returns the file; null when it is not there, or cannot be read and has been named. */
  file(tree: NodeTree, path: TreePath, node: string | null): SourceFile | null {
    return this.taken(tree.read(path), node);
  }

  taken(read: ReadText, node: string | null): SourceFile | null {
    if (read.state === 'read') return read.file;
    if (read.state === 'unreadable') this.unreadable(read.file, read.reason, node);
    return null;
  }

  unreadable(file: SourceFile, reason: UnreadableReason, node: string | null): void {
    if (this.#named.has(file.path)) return;
    this.#named.add(file.path);
    const words = reasons[reason];
    this.findings.push(
      ownFinding(reason === 'too-large' ? 'limit-reached' : 'unreadable-file', 'error', {
        cluster: this.cluster,
        at: { file, range: null },
        message: {
          en: `"${file.path}" cannot be read: ${words.en}`,
          ja: `"${file.path}" を読めません: ${words.ja}`,
        },
        help: {
          en: 'supply the file in a readable form; until then its rules are not checked',
          ja: '読める形でファイルを用意してください。それまで関係するルールは検査されません',
        },
        names: { node },
      }),
    );
  }
}

/**
 * A folder that could not be listed, a tree past a limit, an odd entry of an archive, as a finding.
 * @param cluster null for an input of no cluster @param node in whose tree it lies, if in one
 */
export function layerFinding(
  { path, kind, count = 1 }: LayerProblem,
  cluster: string | null = null,
  node: string | null = null,
): Draft {
  const { limit, help, ...words } = layerWords[kind];
  const more =
    count > 1 ? { en: ` (and ${count - 1} more)`, ja: `（ほか ${count - 1} 件）` } : { en: '', ja: '' };
  return ownFinding(limit ? 'limit-reached' : 'unreadable-file', 'error', {
    cluster,
    at: { file: SourceFile.withoutText(path), range: null },
    message: { en: `"${path}": ${words.en}${more.en}`, ja: `"${path}": ${words.ja}${more.ja}` },
    help,
    names: { node },
  });
}

const notLookedAt = (mend: Localized): Localized => ({
  en: `nothing in this folder was looked at: ${mend.en}`,
  ja: `このフォルダの中は検査されていません。${mend.ja}`,
});
const packAnew: Localized = {
  en: 'pack the archive anew, with names relative to the top of the tree',
  ja: 'ツリーの最上位からの相対名でアーカイブを作り直してください',
};

const layerWords: Readonly<
  Record<LayerProblem['kind'], Localized & { readonly limit: boolean; readonly help: Localized }>
> = {
  'unreadable-folder': {
    en: 'the folder cannot be listed',
    ja: 'フォルダを一覧できません',
    limit: false,
    help: notLookedAt({
      en: 'run as a user who may read it',
      ja: '読み取り権限のあるユーザで実行してください',
    }),
  },
  entries: {
    en: 'the tree has more entries than the limit',
    ja: 'ツリーのエントリ数が上限を超えています',
    limit: true,
    help: notLookedAt({
      en: 'name a folder further down, or raise --max-entries',
      ja: '対象のフォルダを絞るか、--max-entries を増やしてください',
    }),
  },
  depth: {
    en: 'the folder lies deeper than the limit',
    ja: 'フォルダの深さが上限を超えています',
    limit: true,
    help: notLookedAt({
      en: 'name a folder further down, or raise --max-depth',
      ja: 'さらに下のフォルダを指定するか、--max-depth を増やしてください',
    }),
  },
  'climbing-name': {
    en: 'the name of this entry leads out of the archive with ".."; the entry is left out',
    ja: 'このエントリの名前は ".." でアーカイブの外を指すため、除外されます',
    limit: false,
    help: packAnew,
  },
  'absolute-name': {
    en: 'the name of this entry is absolute; it is taken from the top of the archive',
    ja: 'このエントリの名前は絶対パスです。アーカイブの最上位からのパスとして扱われます',
    limit: false,
    help: packAnew,
  },
  device: {
    en: 'this entry is a device, a pipe or of an unknown kind; it has no content',
    ja: 'このエントリはデバイス、パイプ、または不明な種類のため、内容はありません',
    limit: false,
    help: {
      en: 'leave such entries out of the archive',
      ja: 'このようなエントリはアーカイブから除いてください',
    },
  },
  duplicate: {
    en: 'another entry of the archive has the same name; the last one counts',
    ja: '同じ名前のエントリが複数あります。最後のものが使われます',
    limit: false,
    help: {
      en: 'pack the archive anew, each file once',
      ja: '各ファイルが一度だけ入るようにアーカイブを作り直してください',
    },
  },
};

const reasons: Readonly<Record<UnreadableReason, Localized>> = {
  permission: { en: 'permission denied', ja: 'アクセス権がありません' },
  directory: { en: 'it is a directory', ja: 'ディレクトリです' },
  'not-a-file': { en: 'it is no regular file', ja: '通常のファイルではありません' },
  'too-large': {
    en: 'it is larger than a config file can be (limit 8 MiB, unless --max-file-bytes sets another one)',
    ja: '設定ファイルとして大きすぎます（上限は --max-file-bytes の値、指定がなければ 8 MiB）',
  },
  damaged: { en: 'it is damaged', ja: '破損しています' },
  'dangling-link': {
    en: 'it is a link that leads to nothing in this tree',
    ja: 'リンク先がこのツリーにありません',
  },
  'link-loop': { en: 'its links lead in a circle', ja: 'リンクが循環しています' },
  binary: { en: 'it is binary, not text', ja: 'テキストではなくバイナリです' },
  failed: { en: 'reading failed', ja: '読み込みに失敗しました' },
};
