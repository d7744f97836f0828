import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layerOf, opened, paths, text } from './opened.js';
import { gnuLong, pax, tar } from './write-tar.js';
import { zip } from './write-zip.js';

const long = `etc/${'very/'.repeat(30)}long.conf`;
const S_IFLNK = 0o120777;

describe('names', () => {
  const shiftJis = Buffer.from([0x95, 0x5c, 0x8e, 0xa6, 0x2f, 0x61, 0x2e, 0x63, 0x6f, 0x6e, 0x66]);

  test.each([
    ['UTF-8 in tar', tar({ name: '表示/a.conf' }), '/表示/a.conf'],
    ['Shift_JIS in tar', tar({ name: shiftJis }), '/表示/a.conf'],
    ['PAX', tar(pax({ path: '表示/a.conf' }), { name: 'short' }), '/表示/a.conf'],
    ['PAX beyond 100 bytes', tar(pax({ path: long }), { name: 'short' }), `/${long}`],
    ['GNU beyond 100 bytes', tar(gnuLong('L', long), { name: 'short' }), `/${long}`],
    ['UTF-8 in zip', zip([{ name: '表示/a.conf' }]), '/表示/a.conf'],
    ['UTF-8 in zip without the flag', zip([{ name: Buffer.from('表示/a.conf') }]), '/表示/a.conf'],
    ['Shift_JIS in zip, with a 0x5C that is no separator', zip([{ name: shiftJis }]), '/表示/a.conf'],
    [
      'code page 437 in zip where it cannot be Shift_JIS',
      zip([{ name: Buffer.from([0x81, 0x2e, 0x63, 0x6f, 0x6e, 0x66]) }]),
      '/ü.conf',
    ],
    ['backslashes in zip', zip([{ name: 'etc\\a.conf' }]), '/etc/a.conf'],
    ['dots and double separators', tar({ name: './etc//./a.conf' }), '/etc/a.conf'],
  ])('%s', async (_, bytes, expected) => {
    expect(paths(await layerOf(bytes))).toEqual([expected]);
  });

  test('a long target of a link is whole in every dialect', async () => {
    const links = [
      tar(gnuLong('K', `/${long}`), { name: 'a.conf', type: '2', target: 'short' }),
      tar(pax({ linkpath: `/${long}` }), { name: 'a.conf', type: '2', target: 'short' }),
      zip([{ name: 'a.conf', content: `/${long}`, mode: S_IFLNK }]),
    ];
    for (const bytes of links) expect(paths(await layerOf(bytes))).toEqual([`/a.conf -> /${long}`]);
  });
});

describe('content', () => {
  test('of wanted files is kept, of others not; all of them are there', async () => {
    for (const bytes of [
      tar({ name: 'etc/a.conf', content: 'a=1\n' }, { name: 'etc/log', content: 'x'.repeat(1000) }),
      zip([
        { name: 'etc/a.conf', content: 'a=1\n' },
        { name: 'etc/log', content: 'x'.repeat(1000) },
      ]),
    ]) {
      const layer = await layerOf(bytes);
      expect(layer.names('/etc')).toEqual(['a.conf', 'log']);
      expect([text(layer, '/etc/a.conf'), text(layer, '/etc/log')]).toEqual(['a=1\n', 'failed']);
    }
  });

  test('a wanted link keeps the file it leads to, whatever that is called and wherever it stands', async () => {
    const file = { name: 'opt/real', content: 'a=1\n' };
    const links = [
      { name: 'etc/absolute.conf', type: '2', target: '/opt/real' },
      { name: 'etc/relative.conf', type: '2', target: '../opt/real' },
      { name: 'etc/hard.conf', type: '1', target: './opt/real' },
      { name: 'etc/chain.conf', type: '2', target: 'next' },
      { name: 'etc/next', type: '2', target: '/opt/real' },
    ];
    for (const entries of [
      [file, ...links],
      [...links, file],
    ]) {
      const layer = await layerOf(tar(...entries));
      for (const name of ['absolute', 'relative', 'hard', 'chain']) {
        expect(text(layer, `/etc/${name}.conf`), name).toBe('a=1\n');
      }
    }
    const inZip = zip([
      { name: 'etc/a.conf', content: '/opt/real', mode: S_IFLNK },
      { name: 'opt/real', content: 'a=1\n' },
    ]);
    expect(text(await layerOf(inZip), '/etc/a.conf')).toBe('a=1\n');
  });

  test('links lead nowhere but into the tree; circles end', async () => {
    const layer = await layerOf(
      tar(
        { name: 'out.conf', type: '2', target: '../../../../etc/passwd' },
        { name: 'a.conf', type: '2', target: 'b.conf' },
        { name: 'b.conf', type: '2', target: 'a.conf' },
        { name: 'c.conf', type: '1', target: 'd.conf' },
        { name: 'd.conf', type: '1', target: 'c.conf' },
        { name: 'e.conf', type: '1', target: '../../etc/passwd' },
      ),
    );
    expect(text(layer, '/out.conf')).toBe('dangling-link');
    expect(text(layer, '/a.conf')).toBe('link-loop');
    expect([text(layer, '/c.conf'), text(layer, '/e.conf')]).toEqual(['dangling-link', 'dangling-link']);
  });

  test('the first bytes tell the format, not the name', async () => {
    const bytes = tar({ name: 'a.conf', content: 'a=1\n' });
    expect(text(await layerOf(gzipSync(bytes), 'node.tar'), '/a.conf')).toBe('a=1\n');
    expect(text(await layerOf(bytes, 'node.tgz'), '/a.conf')).toBe('a=1\n');
    expect(text(await layerOf(zip([{ name: 'a.conf', content: 'a=1\n' }]), 'node.tar.gz'), '/a.conf')).toBe(
      'a=1\n',
    );
  });

  test('what is packed comes out, whatever it is', async () => {
    const content = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(fc.array(content, { maxLength: 5 }), async (contents) => {
        const files = contents.map((each, at) => ({ name: `${at}.conf`, content: each }));
        for (const bytes of [tar(...files), gzipSync(tar(...files)), zip(files)]) {
          const layer = await layerOf(bytes);
          for (const [at, each] of contents.entries()) {
            const read = layer.read(`/${at}.conf`);
            expect(read.state === 'read' && Buffer.compare(read.bytes, each)).toBe(0);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('one folder on top', () => {
  test.each([
    [['node1/etc/a.conf', 'node1/usr/b.conf'], 'node1'],
    [['prod/manifest', 'prod/nodes/a/etc/a.conf'], 'prod'],
    [['node1/C/JobCenter/etc/a.conf'], 'node1'],
    [['node/jobdb/nqs/a.conf'], 'node'],
    [['node1/etc/a.conf', '__MACOSX/x'], 'node1'],
    [['usr/lib/a.conf'], null],
    [['.facts/ps.conf'], null],
    [['mnt/jobdb/nqs/a.conf'], null],
    [['jobdb/nqs/a.conf'], null],
    [['C/JobCenter/etc/a.conf'], null],
    [['node1/etc/a.conf', 'node2/etc/a.conf'], null],
    [['node1'], null],
  ])('%j: %s', async (names, top) => {
    const layer = await layerOf(tar(...names.map((name) => ({ name }))), 'node.tar');
    expect(layer.topFolder).toBe(top);
  });

  test('is shown, though no part of the tree', async () => {
    const layer = await layerOf(tar({ name: 'node1/etc/a.conf' }), 'snap/node.tar');
    expect(layer.display('/etc/a.conf')).toBe('snap/node.tar!/node1/etc/a.conf');
    expect(layer.entry('/etc')).toEqual({ kind: 'directory' });
    const bare = await layerOf(tar({ name: 'etc/a.conf' }), 'snap/node.tar');
    expect([bare.display('/etc/a.conf'), bare.display('/')]).toEqual([
      'snap/node.tar!/etc/a.conf',
      'snap/node.tar',
    ]);
  });
});

test('an archive of nothing is an empty tree', async () => {
  for (const bytes of [tar(), gzipSync(tar()), zip([])]) {
    const archive = await opened(bytes);
    expect(archive.state === 'opened' && archive.layer.names('/')).toEqual([]);
  }
});
