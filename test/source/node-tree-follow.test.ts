import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layer } from '../../src/source/layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { FileCache, NodeTree } from '../../src/source/node-tree.js';
import { normalizeTreePath, parentOf } from '../../src/source/tree-path.js';

/** A tree of links alone: path → target. */
function treeOf(links: Readonly<Record<string, string>>): NodeTree {
  const layer: Layer = {
    entry: (path) => {
      const target = links[path];
      if (target !== undefined) return { kind: 'link', target };
      const isFolder = Object.keys(links).some((link) => parentOf(link) === path);
      return path === '/' || isFolder ? { kind: 'directory' } : undefined;
    },
    hidden: () => false,
    names: () => [],
    read: () => ({ state: 'unreadable', reason: 'failed' }),
    display: (path) => path,
    place: () => ({ state: 'read-only', why: 'no-file' }),
    problems: [],
  };
  return new NodeTree([layer], { ignoreCase: false, limits: defaultLimits, cache: new FileCache() });
}

describe('a path with its links followed', () => {
  test.each([
    ['goes on as written behind a link to what the tree does not hold', '/data/db/x', '/mnt/disk/db/x'],
    ['follows a link that leads to another', '/two/x', '/mnt/disk/x'],
    ['follows a relative link from where it stands', '/srv/near/x', '/srv/far/x'],
    ['takes `..` behind a link for the folder above where it led', '/up/x', '/mnt/x'],
    ['stays as it is without a link', '/nowhere/at/all', '/nowhere/at/all'],
  ])('%s', (_, from, to) => {
    const tree = treeOf({
      '/data': '/mnt/disk',
      '/two': 'data',
      '/srv/near': './far',
      '/up': '/data/..',
    });
    expect(tree.follow(from)).toBe(to);
  });

  test('ends in a circle of links', () => {
    expect(treeOf({ '/a': '/b', '/b': '/a/x' }).follow('/a/y')).toMatch(/\/y$/);
  });

  test('is normal, and the same when followed again, in any tree without circles', () => {
    const part = fc.constantFrom('a', 'b', 'c', '.', '..', '');
    const path = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
    const tree = treeOf({ '/a': '/far', '/b/c': '../c', '/far/b': '/far/c' });
    fc.assert(
      fc.property(path, (from) => {
        const to = tree.follow(from);
        expect(to).toBe(normalizeTreePath(to));
        expect(tree.follow(to)).toBe(to);
      }),
    );
  });
});
