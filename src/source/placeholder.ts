const NAMES = new Set(['.gitkeep', '.keep', '.gitignore', '.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * Whether a file only keeps an otherwise empty folder in a repository, or was left there by a desktop: it tells
 * nothing of a node.
 *
 * @param name without its folder
 */
export const isPlaceholder = (name: string): boolean => NAMES.has(name);
