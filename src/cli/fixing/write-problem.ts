import type { Localized } from '../../message/language.js';
import { quoted } from '../usage-error.js';

/**
 * Why a file or folder cannot be written, in words.
 * @throws the error itself when it is not the file system's.
 */
export function writeProblem(file: string, error: unknown): Localized {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const reason = reasonOf(String(error.code));
  return {
    en: `cannot write ${quoted(file)}: ${reason.en}`,
    ja: `${quoted(file)} に書き込めません: ${reason.ja}`,
  };
}

/** Why stdout cannot be written; null when an error is about something else. */
export function stdoutProblem(error: unknown): Localized | null {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'write' || !('code' in error))
    return null;
  const reason = reasonOf(String(error.code));
  return {
    en: `cannot write to stdout: ${reason.en}`,
    ja: `標準出力に書き込めません: ${reason.ja}`,
  };
}

function reasonOf(code: string): Localized {
  switch (code) {
    case 'ENOENT':
      return { en: 'its folder does not exist', ja: 'フォルダがありません' };
    case 'ENOTDIR':
      return { en: 'part of its path is not a folder', ja: 'パスの途中がフォルダではありません' };
    case 'EEXIST':
      return { en: 'it is there already', ja: 'すでに存在します' };
    case 'EISDIR':
      return { en: 'it is a folder', ja: 'フォルダです' };
    case 'EACCES':
    case 'EPERM':
      return { en: 'permission denied', ja: '権限がありません' };
    case 'EROFS':
      return { en: 'the file system is read-only', ja: 'ファイルシステムが読み取り専用です' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { en: 'no space left', ja: '空き容量がありません' };
    default:
      return { en: code, ja: code };
  }
}
