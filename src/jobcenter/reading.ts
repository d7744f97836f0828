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

/** A folder that could not be listed, or a tree past a limit, as a finding. */
export function layerFinding({ path, kind }: LayerProblem): Draft {
  const words = layerWords[kind];
  return ownFinding(kind === 'unreadable-folder' ? 'unreadable-file' : 'limit-reached', 'error', {
    cluster: null,
    at: { file: SourceFile.withoutText(path), range: null },
    message: { en: `"${path}": ${words.en}`, ja: `"${path}": ${words.ja}` },
    help: {
      en: 'what is in this folder was not looked at',
      ja: 'このフォルダーの中は検査されていません',
    },
  });
}

const layerWords: Readonly<Record<LayerProblem['kind'], Localized>> = {
  'unreadable-folder': { en: 'the folder cannot be listed', ja: 'フォルダーを一覧できません' },
  entries: { en: 'the tree has more entries than the limit', ja: 'ツリーのエントリー数が上限を超えています' },
  depth: { en: 'the folder lies deeper than the limit', ja: 'フォルダーの深さが上限を超えています' },
};

const reasons: Readonly<Record<UnreadableReason, Localized>> = {
  permission: { en: 'permission denied', ja: 'アクセス権がありません' },
  directory: { en: 'it is a directory', ja: 'ディレクトリです' },
  'not-a-file': { en: 'it is no regular file', ja: '通常のファイルではありません' },
  'too-large': {
    en: 'it is larger than a config file can be (limit 8 MiB)',
    ja: '設定ファイルとして大きすぎます（上限 8 MiB）',
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
