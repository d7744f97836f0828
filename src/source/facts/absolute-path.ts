const WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** Tells whether a path is absolute on either platform. */
export function isAbsolutePath(text: string): boolean {
  return text.startsWith('/') || WINDOWS_PATH.test(text);
}
