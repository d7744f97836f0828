import { type Draft, ownFinding } from '../engine/own-findings.js';
import type { Localized } from '../message/language.js';
import type { Wanted } from '../source/archive/archive-index.js';
import type { ArchiveDamage, ArchiveLimit, ArchiveProblem } from '../source/archive/problem.js';
import { maySosFact } from '../source/sos-files.js';
import { baseName, parentOf, type TreePath } from '../source/tree-path.js';
import { SourceFile } from '../text/source-file.js';
import { knownFileOf } from './tree-scan.js';

/** The name of the file that describes a cluster. */
export const MANIFEST = 'cjclint.yaml';

/** Files that a cluster is judged by besides its config files, wherever in an archive a node's tree begins. */
const SYSTEM_FILES = ['/etc/hosts', '/etc/passwd', '/etc/nsswitch.conf', '/etc/resolv.conf'];

/** What a JobCenter cluster is read from; the rest of an archive is not kept. */
export const wantedOfArchive: Wanted = { wants, manifest: MANIFEST };

function wants(path: TreePath): boolean {
  const name = baseName(path);
  if (name === MANIFEST || knownFileOf(name) !== undefined) return true;
  if (baseName(parentOf(path)) === '.facts' || maySosFact(path)) return true;
  const lower = path.toLowerCase();
  return SYSTEM_FILES.some((file) => lower.endsWith(file));
}

/** Says which archive could not be used and why; its finding makes the run exit with 2. */
export function archiveFinding(problem: ArchiveProblem, cluster: string | null, node: string | null): Draft {
  return ownFinding(problem.kind === 'limit' ? 'limit-reached' : 'unreadable-file', 'error', {
    cluster,
    at: { file: SourceFile.withoutText(problem.archive), range: null },
    message: archiveMessage(problem),
    help: problem.kind === 'limit' ? limitHelp(limits[problem.limit].option) : packAnew,
    names: { node },
  });
}

export function archiveMessage(problem: ArchiveProblem): Localized {
  const words = problem.kind === 'limit' ? limitWords(problem) : damageWords(problem);
  return {
    en: `the archive "${problem.archive}" is not read: ${words.en}`,
    ja: `アーカイブ "${problem.archive}" は読み込まれません: ${words.ja}`,
  };
}

const packAnew: Localized = {
  en: 'supply the archive anew; nothing of it was used',
  ja: 'アーカイブを作り直してください。このアーカイブの内容は使われていません',
};

function limitHelp(option: string): Localized {
  return {
    en: `nothing of it was used; if the archive is to be trusted, raise the limit with ${option}`,
    ja: `このアーカイブの内容は使われていません。信頼できるアーカイブなら ${option} で上限を上げてください`,
  };
}

function limitWords({ limit, value }: { limit: ArchiveLimit; value: number }): Localized {
  const { en, ja, isBytes } = limits[limit];
  const shown = isBytes ? bytes(value) : String(value);
  return { en: `${en} (limit ${shown})`, ja: `${ja}（上限 ${shown}）` };
}

interface LimitWords extends Localized {
  readonly isBytes: boolean;
  readonly option: string;
}

const limits: Readonly<Record<ArchiveLimit, LimitWords>> = {
  entries: {
    en: 'it has too many entries',
    ja: 'エントリ数が多すぎます',
    isBytes: false,
    option: '--max-entries',
  },
  nameBytes: {
    en: 'the names of its entries are too long',
    ja: 'エントリ名が長すぎます',
    isBytes: true,
    option: '--max-entries',
  },
  depth: {
    en: 'its folders lie too deep',
    ja: 'フォルダが深すぎます',
    isBytes: false,
    option: '--max-depth',
  },
  totalBytes: {
    en: 'it unpacks to too many bytes',
    ja: '展開後のサイズが大きすぎます',
    isBytes: true,
    option: '--max-total-bytes',
  },
  ratio: {
    en: 'it is packed too tightly, like an archive that is meant to fill a memory',
    ja: '圧縮率が高すぎます（メモリーを埋めるためのアーカイブの疑いがあります）',
    isBytes: false,
    option: '--max-ratio',
  },
  seconds: {
    en: 'reading it takes too many seconds',
    ja: '読み込みに時間（秒）がかかりすぎます',
    isBytes: false,
    option: '--max-seconds',
  },
  keptBytes: {
    en: 'its config files and facts are too large together',
    ja: '設定ファイルとファクトの合計が大きすぎます',
    isBytes: true,
    option: '--max-file-bytes',
  },
};

const MIB = 1024 * 1024;
const bytes = (value: number) => (value % MIB === 0 ? `${value / MIB} MiB` : `${value} bytes`);

function damageWords({ damage, entry }: { damage: ArchiveDamage; entry: string | null }): Localized {
  const { en, ja } = damages[damage];
  return entry === null ? { en, ja } : { en: `${en}, at "${entry}"`, ja: `${ja}（"${entry}"）` };
}

const damages: Readonly<Record<ArchiveDamage, Localized>> = {
  truncated: { en: 'it ends too early', ja: '途中で切れています' },
  corrupt: { en: 'it is damaged', ja: '破損しています' },
  'contradicts-itself': {
    en: 'its table of contents does not agree with what is in it',
    ja: '目次と中身が一致しません',
  },
  encrypted: { en: 'it is encrypted', ja: '暗号化されています' },
  unsupported: {
    en: 'its format is not supported (tar, tar.gz, tar.xz and zip are)',
    ja: '対応していない形式です（対応: tar、tar.gz、tar.xz、zip）',
  },
  unreadable: { en: 'the file cannot be read', ja: 'ファイルを読み取れません' },
};
