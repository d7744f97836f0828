import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayerProblem } from '../../../src/source/layer.js';
import { layerOf, opened, paths, text } from './opened.js';
import { pax, TAR_END, tar, tarEntry } from './write-tar.js';
import { zip } from './write-zip.js';

const conf = { name: 'etc/a.conf', content: 'a=1\n' };

async function problem(...args: Parameters<typeof opened>) {
  const archive = await opened(...args);
  return archive.state === 'problem' ? archive.problem : paths(archive.layer);
}

const damaged = (damage: string, entry: string | null = null, archive = 'node.tar') => ({
  kind: 'damaged',
  archive,
  damage,
  entry,
});
const limit = (name: string, value: number) => ({
  kind: 'limit',
  archive: 'node.tar',
  limit: name,
  value,
});

describe('limits', () => {
  const three = [conf, { name: 'b.conf' }, { name: 'c.conf' }];

  test.each([
    ['tar', tar(...three)],
    ['zip', zip(three)],
  ])('%s: entries, folders without an entry of their own included', async (_, bytes) => {
    expect(await problem(bytes, 'node.tar', { entries: 3 })).toEqual(limit('entries', 3));
    expect(await problem(bytes, 'node.tar', { entries: 4 })).toEqual(['/b.conf', '/c.conf', '/etc/a.conf']);
  });

  test.each([
    ['tar', tar(pax({ path: `${'d/'.repeat(70)}a` }), { name: 'x' })],
    ['zip', zip([{ name: `${'d/'.repeat(70)}a` }])],
  ])('%s: depth', async (_, bytes) => {
    expect(await problem(bytes)).toEqual(limit('depth', 64));
    expect(await problem(bytes, 'node.tar', { depth: 71 })).toEqual([`/${'d/'.repeat(70)}a`]);
  });

  test('long names count, for they fill a memory as well', async () => {
    const names = Array.from({ length: 10 }, (_, at) => [pax({ path: `${at}`.repeat(300) }), { name: 'x' }]);
    expect(await problem(tar(...names.flat()), 'node.tar', { entries: 10 })).toEqual(
      limit('nameBytes', 2560),
    );
  });

  test('unpacked bytes, of unwanted files too', async () => {
    const files = [{ name: 'log', content: Buffer.alloc(100_000, 'x') }];
    for (const bytes of [tar(...files), gzipSync(tar(...files)), zip(files)]) {
      expect(await problem(bytes, 'node.tar', { totalBytes: 99_999 })).toEqual(limit('totalBytes', 99_999));
      expect(await problem(bytes, 'node.tar', { totalBytes: 110_000 })).toEqual(['/log']);
    }
  });

  test('one file: it is named only when it is asked for', async () => {
    for (const bytes of [
      tar({ ...conf, content: 'a'.repeat(101) }),
      zip([{ ...conf, content: 'a'.repeat(101) }]),
    ]) {
      const archive = await opened(bytes, 'node.tar', { fileBytes: 100 });
      expect(archive.state === 'opened' && text(archive.layer, '/etc/a.conf')).toBe('too-large');
    }
  });

  test('all wanted files together', async () => {
    const files = Array.from({ length: 9 }, (_, at) => ({ name: `${at}.conf`, content: 'a'.repeat(100) }));
    for (const bytes of [tar(...files), zip(files)]) {
      expect(await problem(bytes, 'node.tar', { fileBytes: 100 })).toEqual(limit('keptBytes', 800));
    }
  });

  test('time', async () => {
    for (const bytes of [tar(conf), zip([conf])]) {
      expect(await problem(bytes, 'node.tar', { seconds: 0 })).toEqual(limit('seconds', 0));
    }
  });
});

describe('entries that no honest tree needs', () => {
  const oddities = async (bytes: Uint8Array): Promise<LayerProblem[]> => [...(await layerOf(bytes)).problems];

  test('a name with ".." is left out, an absolute one counts from the top', async () => {
    const files = [
      { name: '../../a.conf' },
      { name: 'x/../../b.conf' },
      { name: '/etc/c.conf', content: 'c=1\n' },
    ];
    for (const bytes of [tar(...files), zip(files)]) {
      const layer = await layerOf(bytes);
      expect(paths(layer)).toEqual(['/etc/c.conf']);
      expect(text(layer, '/etc/c.conf')).toBe('c=1\n');
      expect(layer.problems).toEqual([
        { kind: 'climbing-name', path: 'node.tar!/../../a.conf', count: 2 },
        { kind: 'absolute-name', path: 'node.tar!/etc/c.conf', count: 1 },
      ]);
    }
  });

  test('of two entries of one name the last counts', async () => {
    const files = [conf, { ...conf, content: 'a=2\n' }];
    for (const bytes of [tar(...files), zip(files)]) {
      const layer = await layerOf(bytes);
      expect(text(layer, '/etc/a.conf')).toBe('a=2\n');
      expect(layer.problems).toEqual([{ kind: 'duplicate', path: 'node.tar!/etc/a.conf', count: 1 }]);
    }
  });

  test('nothing is written through a link, and a folder may be named twice', async () => {
    const bytes = tar(
      { name: 'etc', type: '5' },
      { name: 'etc', type: '5' },
      { name: 'etc/link', type: '2', target: '/tmp' },
      { name: 'etc/link/a.conf' },
    );
    expect(paths(await layerOf(bytes))).toEqual(['/etc/link/a.conf']);
    expect(await oddities(bytes)).toEqual([{ kind: 'duplicate', path: 'node.tar!/etc/link', count: 1 }]);
  });

  test.each(['3', '4', '6'])('a device or pipe (type %s) is no file', async (type) => {
    const layer = await layerOf(tar({ name: 'dev/a.conf', type }));
    expect(layer.entry('/dev/a.conf')).toEqual({ kind: 'other' });
    expect(layer.read('/dev/a.conf')).toEqual({ state: 'unreadable', reason: 'not-a-file' });
    expect(layer.problems).toEqual([{ kind: 'device', path: 'node.tar!/dev/a.conf', count: 1 }]);
  });
});

describe('damage', () => {
  const body = tar(
    conf,
    { name: 'etc/b', content: 'x'.repeat(3000) },
    { name: 'etc/c.conf', content: 'c=1\n' },
  );
  const whole = body.length - TAR_END.length;

  test('a tar that ends anywhere before its end is not used', async () => {
    const cut = fc.integer({ min: 0, max: whole });
    await fc.assert(
      fc.asyncProperty(cut, async (at) => {
        expect(await problem(body.subarray(0, at))).toEqual(damaged('truncated'));
      }),
      { examples: [[0], [512], [1024], [whole]], numRuns: 50 },
    );
  });

  test('a tar.gz that ends anywhere before its end is not used', async () => {
    const packed = gzipSync(body);
    const cut = fc.integer({ min: 3, max: packed.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, async (at) => {
        expect(await problem(packed.subarray(0, at))).toEqual(damaged('truncated'));
      }),
      { numRuns: 50 },
    );
  });

  test('a zip that ends anywhere before its end is not used', async () => {
    const packed = zip([conf, { name: 'b.conf', content: 'x'.repeat(300) }]);
    for (let at = 4; at < packed.length; at += 7) {
      expect(await problem(packed.subarray(0, at))).toMatchObject({ kind: 'damaged' });
    }
  });

  test('whatever byte is changed, the archive is read or refused, never thrown at anybody', async () => {
    const archives = [body, gzipSync(body), zip([conf, { name: 'b', content: 'x'.repeat(300) }])];
    const change = fc.tuple(fc.constantFrom(...archives), fc.nat(), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([archive, at, by]) => {
        const bytes = Uint8Array.from(archive);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ by;
        const { state } = await opened(bytes);
        expect(['opened', 'problem']).toContain(state);
      }),
      { numRuns: 300 },
    );
  });

  test('arbitrary bytes are refused', async () => {
    for (const name of ['a.tar', 'a.tar.gz', 'a.tar.xz', 'a.zip']) {
      expect(await problem(Buffer.from('not an archive'.repeat(100)), name)).toMatchObject({
        kind: 'damaged',
      });
      expect(await problem(Buffer.alloc(0), name)).toMatchObject({ kind: 'damaged' });
    }
    expect(await problem(Buffer.from('nothing'), 'a.bin')).toEqual(damaged('unsupported', null, 'a.bin'));
  });

  test('a size that the tar does not have is no reason to take memory', async () => {
    const huge = Buffer.concat([tarEntry({ ...conf, size: 0o77777777777 }), TAR_END]);
    expect(await problem(huge)).toEqual(damaged('truncated'));
  });

  test.each([
    ['another name', { name: 'etc/b.conf' }, damaged('contradicts-itself', 'etc/b.conf')],
    ['a smaller size', { size: 1 }, damaged('contradicts-itself', 'etc/a.conf')],
    ['a larger size', { size: 1000 }, damaged('contradicts-itself', 'etc/a.conf')],
    ['another checksum', { crc: 1 }, damaged('corrupt', 'etc/a.conf')],
    ['a place behind the end', { offset: 1_000_000 }, damaged('truncated', 'etc/a.conf')],
  ])('a zip whose directory tells %s', async (_, lie, expected) => {
    expect(await problem(zip([{ ...conf, lie }]))).toEqual(expected);
  });

  test('a zip whose directory counts fewer entries than it has', async () => {
    expect(await problem(zip([conf, { name: 'b.conf' }], 1))).toEqual(damaged('contradicts-itself'));
  });

  test('a zip whose entries share their bytes', async () => {
    const twice = zip([
      { name: 'same', content: 'x' },
      { name: 'same', content: 'x', lie: { offset: 0 } },
    ]);
    expect(await problem(twice)).toEqual(damaged('contradicts-itself', 'same'));
  });

  test('an encrypted file that is needed', async () => {
    expect(await problem(zip([{ ...conf, flags: 1 }]))).toEqual(damaged('encrypted', 'etc/a.conf'));
    expect(await problem(zip([{ name: 'other', flags: 1 }]))).toEqual(['/other']);
  });
});
