import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { FolderLayer } from '../../src/source/folder-layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { FileCache, NodeTree } from '../../src/source/node-tree.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with files (text) and links (`-> target`). */
function folder(content: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cjclint-tree-'));
  made.push(root);
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return root;
}

function treeOf(contents: readonly Readonly<Record<string, string>>[], ignoreCase = false): NodeTree {
  const layers = contents.map(
    (content, index) => new FolderLayer(folder(content), `layer${index}`, defaultLimits),
  );
  return new NodeTree(layers, { ignoreCase, limits: defaultLimits, cache: new FileCache() });
}

const textOf = (tree: NodeTree, path: string) => {
  const read = tree.read(path);
  return read.state === 'read' ? read.file.text : read.state === 'unreadable' ? read.reason : read.state;
};

describe('links of a tree', () => {
  test("an absolute link means that node's file, never this machine's", () => {
    const tree = treeOf([
      { 'etc/passwd': 'the node', 'etc/link': '-> /etc/passwd', 'etc/outside': '-> /etc/hostname' },
    ]);
    expect(textOf(tree, '/etc/link')).toBe('the node');
    expect(textOf(tree, '/etc/outside')).toBe('dangling-link');
  });

  test('`..` stops at the root of the tree', () => {
    const tree = treeOf([{ 'a/secret': 'inside', 'a/b/link': '-> ../../../../../a/secret' }]);
    expect(textOf(tree, '/a/b/link')).toBe('inside');
  });

  test('links to links and linked folders are followed, circles are named', () => {
    const tree = treeOf([
      {
        'data/nqs/f': 'x',
        'mnt/db': '-> /data',
        one: '-> two',
        two: '-> /mnt/db/nqs/f',
        x: '-> y',
        y: '-> x',
      },
    ]);
    expect(textOf(tree, '/one')).toBe('x');
    expect(textOf(tree, '/x')).toBe('link-loop');
    expect(tree.resolve('/mnt/db/nqs')).toMatchObject({ state: 'found', path: '/data/nqs' });
  });

  test('an empty mount point further up is no fault of the file below it', () => {
    const tree = treeOf([{ 'mnt/db': '-> /data/none' }]);
    expect(textOf(tree, '/mnt/db/nqs/daemon.conf')).toBe('missing');
    expect(tree.resolve('/mnt/db')).toMatchObject({ state: 'dangling', link: '/mnt/db' });
  });

  test('a linked folder is not walked', () => {
    const tree = treeOf([{ 'a/f': 'x', b: '-> /a', 'loop/self': '-> /loop' }]);
    expect([...tree.walk()].map(({ path }) => path).sort()).toEqual(['/a/f', '/b', '/loop/self']);
  });
});

describe('layers', () => {
  test('the first that holds a path gives it; a link in one may lead into the other', () => {
    const tree = treeOf([
      { 'mnt/db/nqs/f': 'shared' },
      { 'mnt/db/nqs/f': 'own', 'etc/hosts': 'own hosts', link: '-> /mnt/db/nqs/f' },
    ]);
    expect(textOf(tree, '/mnt/db/nqs/f')).toBe('shared');
    expect(textOf(tree, '/link')).toBe('shared');
    expect(textOf(tree, '/etc/hosts')).toBe('own hosts');
    expect(tree.names('/')).toEqual(['etc', 'link', 'mnt']);
    expect(tree.display('/etc/hosts')).toBe('layer1/etc/hosts');
  });
});

test('Windows does not tell letter case apart', () => {
  const tree = treeOf([{ 'C/JobCenter/SV/etc/Daemon.conf': 'x' }], true);
  expect(textOf(tree, '/c/jobcenter/sv/ETC/daemon.conf')).toBe('x');
  expect(textOf(treeOf([{ 'etc/Hosts': 'x' }]), '/etc/hosts')).toBe('missing');
});

test("a folder and a binary file in a file's place are named, not read", () => {
  const tree = treeOf([{ 'etc/hosts/inside': 'x', binary: '\u0000\u0001\u0002\u0003' }]);
  expect(textOf(tree, '/etc/hosts')).toBe('directory');
  expect(textOf(tree, '/binary')).toBe('binary');
});

test('entries and depth have limits that are said', () => {
  const root = folder({ 'a/b/c/f': 'x', 'a/g': 'x' });
  const limits = { ...defaultLimits, depth: 2 };
  const layer = new FolderLayer(root, 'tree', limits);
  const tree = new NodeTree([layer], { ignoreCase: false, limits, cache: new FileCache() });
  expect([...tree.walk()].map(({ path }) => path)).toEqual(['/a/g']);
  expect(layer.problems).toEqual([{ path: 'tree/a/b/c', kind: 'depth' }]);
  const few = new FolderLayer(root, 'tree', { ...defaultLimits, entries: 1 });
  expect([...new NodeTree([few], { ignoreCase: false, limits, cache: new FileCache() }).walk()]).toEqual([]);
  expect(few.problems).toEqual([{ path: 'tree/a', kind: 'entries' }]);
});

test('folders past the limit of entries are told as one, with how many', () => {
  const root = folder({ 'a/f': 'x', 'b/f': 'x', 'c/f': 'x' });
  const layer = new FolderLayer(root, 'tree', { ...defaultLimits, entries: 3 });
  const tree = new NodeTree([layer], { ignoreCase: false, limits: defaultLimits, cache: new FileCache() });
  expect([...tree.walk()]).toEqual([]);
  expect(layer.problems).toEqual([
    { path: expect.stringMatching(/^tree\/[abc]$/), kind: 'entries', count: 3 },
  ]);
});
