import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getenforce } from '../../src/source/facts/getenforce.js';
import { meta } from '../../src/source/facts/meta.js';
import { FolderLayer } from '../../src/source/folder-layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { withSosFacts } from '../../src/source/sos-layer.js';
import { decode } from '../../src/text/decode.js';
import { SourceFile } from '../../src/text/source-file.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cjclint-sos-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function tree(name: string, files: Readonly<Record<string, string>>): FolderLayer {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name, file)), { recursive: true });
    writeFileSync(path.join(root, name, file), text);
  }
  return new FolderLayer(path.join(root, name), name, defaultLimits);
}

const report = {
  hostname: 'jcmanager01\n',
  date: 'Sat Nov 21 13:16:05 JST 2026\n',
  'installed-rpms': 'NECJCMG-16.3-1.x86_64                  Sat Nov 21 13:16:05 2026\n',
  'proc/mounts': '/dev/sdb1 /mnt/jobmgdb xfs rw 0 0\n',
  'etc/hosts': '127.0.0.1 localhost\n',
  'sos_commands/networking/ip_-o_addr': '2: eth0    inet 192.168.1.11/24 scope global eth0\n',
  'sos_commands/filesys/mount_-l': '/dev/sdb1 on /mnt/other type xfs (rw) [label]\n',
  'sos_commands/process/ps_auxwww': 'USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\n',
  'sos_commands/selinux/sestatus':
    'SELinux status:                 enabled\nCurrent mode:                   enforcing\n',
};

const text = (layer: ReturnType<typeof withSosFacts>, file: string) => {
  const read = layer.read(file);
  return read.state === 'read' ? Buffer.from(read.bytes).toString() : read.reason;
};

describe('a sosreport', () => {
  test('has the outputs it holds as facts, shown where they really stand', () => {
    const layer = withSosFacts(tree('plain', report));
    expect(layer.names('/.facts')).toEqual(['getenforce', 'ip-addr', 'meta', 'mounts', 'packages', 'ps']);
    expect(layer.names('/')).toContain('.facts');
    expect(text(layer, '/.facts/ip-addr')).toBe(report['sos_commands/networking/ip_-o_addr']);
    expect(layer.display('/.facts/ip-addr')).toBe('plain/sos_commands/networking/ip_-o_addr');
    expect(text(layer, '/.facts/mounts'), 'the kernel’s own list before that of mount').toContain(
      '/mnt/jobmgdb',
    );
    expect(text(layer, '/.facts/meta')).toBe('jcmanager01\ncollected_at=2026-11-21T04:16:05Z\n');
    expect(layer.display('/.facts/meta')).toBe('plain/hostname');
    expect([layer.entry('/.facts')?.kind, layer.entry('/.facts/ps')?.kind]).toEqual(['directory', 'file']);
    expect(text(layer, '/etc/hosts')).toBe(report['etc/hosts']);
  });

  test('keeps the facts that .facts has itself', () => {
    const layer = withSosFacts(
      tree('own', { ...report, '.facts/ps': 'own\n', '.facts/meta': 'hostname=x\n' }),
    );
    expect(text(layer, '/.facts/ps')).toBe('own\n');
    expect(text(layer, '/.facts/meta')).toBe('hostname=x\n');
    expect(layer.names('/.facts')).toContain('ip-addr');
  });

  test('may lie in its own folder, as it is packed', () => {
    const files = Object.entries(report).map(([file, each]) => [
      `sosreport-jcmanager01-2026-11-21-abc/${file}`,
      each,
    ]);
    const layer = withSosFacts(tree('wrapped', Object.fromEntries(files)));
    expect(text(layer, '/etc/hosts')).toBe(report['etc/hosts']);
    expect(layer.display('/.facts/ps')).toBe(
      'wrapped/sosreport-jcmanager01-2026-11-21-abc/sos_commands/process/ps_auxwww',
    );
  });

  test('whose short cuts are links is read by the files they lead to', () => {
    tree('links', { 'sos_commands/host/hostname': 'jcmanager02\n' });
    symlinkSync('sos_commands/host/hostname', path.join(root, 'links/hostname'));
    const layer = withSosFacts(new FolderLayer(path.join(root, 'links'), 'links', defaultLimits));
    expect(text(layer, '/.facts/meta')).toBe('jcmanager02\n');
    expect(layer.display('/.facts/meta')).toBe('links/sos_commands/host/hostname');
  });

  test.each([
    ['Sat Nov 21 04:16:05 UTC 2026', 'collected_at=2026-11-21T04:16:05Z\n'],
    ['Sun Nov  1 08:00:00 JST 2026', 'collected_at=2026-10-31T23:00:00Z\n'],
    ['Sat Nov 21 04:16:05 IST 2026', ''],
    ['2026年 11月 21日 土曜日 13:16:05 JST', ''],
  ])('the time of collection %s', (date, expected) => {
    cpSync(path.join(root, 'links'), path.join(root, `date-${date}`), { recursive: true });
    const layer = withSosFacts(tree(`date-${date}`, { 'sos_commands/date/date': `${date}\n` }));
    expect(text(layer, '/.facts/meta')).toBe(`jcmanager02\n${expected}`);
  });

  test('no other tree is changed', () => {
    const layer = tree('other', { hostname: 'x\n', 'proc/mounts': 'x\n' });
    expect(withSosFacts(layer)).toBe(layer);
  });
});

const file = (content: string) => {
  const decoded = decode(Buffer.from(content));
  if ('binary' in decoded) throw new Error('binary');
  return new SourceFile('file', decoded);
};
const under = ({
  file: { text },
  range,
}: {
  file: SourceFile;
  range: { start: number; end: number } | null;
}) => (range === null ? null : text.slice(range.start, range.end));

describe('what a sosreport’s facts look like', () => {
  test.each([
    [report['sos_commands/selinux/sestatus'], 'enforcing', 'enforcing'],
    ['SELinux status:                 disabled\n', 'disabled', 'disabled'],
    [
      'SELinux status: enabled\nCurrent mode: permissive\nMode from config file: enforcing\n',
      'permissive',
      'permissive',
    ],
  ])('getenforce from sestatus %j', (output, expected, words) => {
    const { value, notUnderstood } = getenforce(file(output));
    expect(notUnderstood).toEqual([]);
    expect(value?.value).toBe(expected);
    expect(value === null ? null : under(value.at)).toBe(words);
  });

  test('meta from a host name alone', () => {
    const { value, notUnderstood } = meta(file('jcmanager01\ncollected_at=2026-11-21T04:16:05Z\n'));
    const host = value.get('hostname');
    expect([host?.value, host === undefined ? null : under(host.at), notUnderstood]).toEqual([
      'jcmanager01',
      'jcmanager01',
      [],
    ]);
    expect(value.get('collected_at')?.value).toBe('2026-11-21T04:16:05Z');
    expect(meta(file('not a name\n')).notUnderstood).toHaveLength(1);
  });
});
