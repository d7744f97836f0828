import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/source/limits.js';
import { LiveLayer, type LivePlace, withTargets } from '../../../src/source/live/live-layer.js';
import { FileCache, NodeTree } from '../../../src/source/node-tree.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'cjclint-live-')));
for (const folder of ['spool/log', 'lib/a/b/c/d', 'elsewhere/nqs'])
  mkdirSync(join(root, folder), { recursive: true });
writeFileSync(join(root, 'spool/daemon.conf'), 'ipaddress=192.168.1.11\n');
writeFileSync(join(root, 'spool/log/secret'), 'job data');
writeFileSync(join(root, 'elsewhere/nqs/daemon.conf'), 'ipaddress=192.168.1.100\n');
symlinkSync(join(root, 'elsewhere'), join(root, 'database'));

const open = (
  places: readonly LivePlace[],
  facts: ReadonlyMap<string, { text: string; from: string }> = new Map(),
) => new LiveLayer(withTargets(places), facts, defaultLimits);
const treeOf = (layer: LiveLayer) =>
  new NodeTree([layer], { ignoreCase: false, limits: defaultLimits, cache: new FileCache() });

describe('the live file system', () => {
  test('shows only the places that were asked for, and the folders on the way', () => {
    const layer = open([{ path: `${root}/spool`, depth: 1 }]);
    expect([...treeOf(layer).walk()].map(({ path }) => path)).toEqual([`${root}/spool/daemon.conf`]);
    expect(layer.names(root)).toEqual(['spool']);
    expect(layer.entry(`${root}/elsewhere`)).toBeUndefined();
    expect(layer.entry('/etc/shadow')).toBeUndefined();
    expect(layer.read(`${root}/elsewhere/nqs/daemon.conf`).state).toBe('unreadable');
  });

  test('lists no deeper than it was told', () => {
    const layer = open([{ path: `${root}/lib`, depth: 2 }]);
    expect([
      layer.names(`${root}/lib`),
      layer.names(`${root}/lib/a`),
      layer.names(`${root}/lib/a/b`),
    ]).toEqual([['a'], ['b'], []]);
    expect(layer.read(`${root}/spool/log/secret`).state).toBe('unreadable');
  });

  test('follows a link of a place to where it leads', () => {
    const tree = treeOf(open([{ path: `${root}/database/nqs/daemon.conf`, depth: 0 }]));
    const read = tree.read(`${root}/database/nqs/daemon.conf`);
    expect(read.state === 'read' ? read.file.text : read.state).toBe('ipaddress=192.168.1.100\n');
  });

  test('is shown by absolute paths, its facts by where they come from', () => {
    const layer = open([], new Map([['ip-addr', { text: '', from: '(ip -o addr show)' }]]));
    expect(layer.display('/.facts/ip-addr')).toBe('(ip -o addr show)');
    expect(layer.names('/.facts')).toEqual(['ip-addr']);
    expect(layer.display('/usr/spool/nqs')).toBe('/usr/spool/nqs');
  });

  test('a folder that cannot be listed is said, not taken for empty', () => {
    mkdirSync(join(root, 'closed'), { recursive: true });
    chmodSync(join(root, 'closed'), 0);
    const layer = open([
      { path: `${root}/spool/daemon.conf`, depth: 1 },
      { path: `${root}/closed`, depth: 1 },
    ]);
    expect(layer.names(`${root}/closed`)).toEqual([]);
    const expected = process.getuid?.() === 0 ? [] : [{ path: `${root}/closed`, kind: 'unreadable-folder' }];
    expect(layer.problems).toEqual(expected);
    chmodSync(join(root, 'closed'), 0o755);
  });
});
