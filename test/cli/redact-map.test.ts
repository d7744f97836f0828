import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import schema from '../../schemas/redaction-map.schema.json' with { type: 'json' };
import { fastFolder } from '../fast-folder.js';
import { root } from '../project/bundle.js';
import { cjclint } from './run-program.js';

const validate = new Ajv2020().compile(schema);
let folder = '';
beforeEach(() => {
  folder = fastFolder('cjclint-map-');
  cpSync(join(root, 'fixtures/clusters/ten-faults'), join(folder, 'acme'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => cjclint([...args, '--lang', 'en'], { cwd: folder });
const nodes = ['acme/nodes/jcmanager01', 'acme/nodes/jcmanager02'] as const;

interface Row {
  readonly kind: string;
  readonly original: string;
  readonly shown: string;
}
const rowsOf = (file: string): readonly Row[] => JSON.parse(readFileSync(join(folder, file), 'utf8')).renamed;

describe('--redact-map', () => {
  test.each([
    ['lint', ['acme']],
    ['diagnose', nodes],
    ['rehearse', ['acme']],
    ['names', ['acme']],
    ['diff', nodes],
  ])('of %s tells its owner alone what was replaced by what', async (command, paths) => {
    const { out, err } = await run(command, '--redact', '--redact-map', 'map.json', ...paths);
    const map = JSON.parse(readFileSync(join(folder, 'map.json'), 'utf8'));
    expect(validate(map), JSON.stringify(validate.errors)).toBe(true);
    expect(statSync(join(folder, 'map.json')).mode & 0o777).toBe(0o600);
    expect(out + err).not.toMatch(/jcmanager|example\.jp|map\.json/);
    const rows = rowsOf('map.json');
    const shown = (original: string) => rows.find((row) => row.original === original)?.shown;
    const [node = '', vip = '', zone = ''] = ['jcmanager01', '192.168.1.100', 'example.jp'].map(shown);
    expect([node, vip, zone]).toEqual([
      'node1',
      expect.stringMatching(/^10\./),
      expect.stringMatching(/\.jp$/),
    ]);
    for (const each of [node, vip, zone]) expect(out).toContain(each);
    expect(new Set(rows.map((row) => `${row.kind} ${row.shown}`)).size).toBe(rows.length);
  });

  test('overwrites nothing, and does not lie where a report goes', async () => {
    writeFileSync(join(folder, 'map.json'), 'mine');
    const there = await run('lint', '--redact', '--redact-map', 'map.json', 'acme');
    expect([there.code, there.out]).toEqual([2, '']);
    expect(there.err).toContain('--redact-map "map.json": it is there already, and not overwritten');
    expect(readFileSync(join(folder, 'map.json'), 'utf8')).toBe('mine');
    const mailed = await run(
      'lint',
      '--redact',
      '--redact-map',
      'x.json',
      '--format',
      'json',
      '-o',
      './x.json',
      'acme',
    );
    expect(mailed.code).toBe(2);
    expect(mailed.err).toContain('a report is written there');
    const nowhere = await run('lint', '--redact', '--redact-map', 'no/map.json', 'acme');
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain('its folder does not exist');
  });

  test.each(['--redact-map', '--redact-as'])('%s goes with --redact only', async (option) => {
    const { code, err } = await run('lint', option, 'x.json', 'acme');
    expect(code).toBe(2);
    expect(err).toContain(`${option} is used with --redact only`);
  });
});

describe('--redact-as', () => {
  test('gives the names of an earlier run again, whatever is looked at now and in which order', async () => {
    await run('diagnose', '--redact', '--redact-map', 'first.json', ...nodes);
    // Of the second node alone, and another one that was not there before.
    cpSync(join(folder, nodes[1]), join(folder, 'new'), { recursive: true });
    writeFileSync(join(folder, 'new/.facts/meta'), 'format=1\nhostname=jcother\nplatform=linux\n');
    writeFileSync(
      join(folder, 'new/etc/hosts'),
      '192.168.1.77 jcother.kyoto.jp jcother\n192.168.1.100 jcmgcluster.example.jp\n',
    );
    const paths = ['new', nodes[1]];
    const alone = await run('diagnose', '--redact', '--redact-map', 'alone.json', ...paths);
    const again = await run(
      'diagnose',
      '--redact',
      '--redact-as',
      'first.json',
      '--redact-map',
      'second.json',
      ...paths,
    );
    expect(again.code).toBe(alone.code);
    const before = new Map(rowsOf('first.json').map((row) => [`${row.kind} ${row.original}`, row.shown]));
    const common = (file: string) => rowsOf(file).filter((row) => before.has(`${row.kind} ${row.original}`));
    const changed = (file: string) =>
      common(file).filter((row) => before.get(`${row.kind} ${row.original}`) !== row.shown);
    expect(common('second.json').length).toBeGreaterThan(10);
    expect(changed('alone.json').length).toBeGreaterThan(0);
    expect(changed('second.json')).toEqual([]);
    // What is new gets a name that nobody had, and an address of the same network.
    const shown = (original: string) => rowsOf('second.json').find((row) => row.original === original)?.shown;
    expect([...before.values()]).not.toContain(shown('jcother'));
    expect(again.out).toContain(shown('jcother'));
    expect(shown('192.168.1.77')?.split('.').slice(0, 3)).toEqual(
      before.get('address 192.168.1.100')?.split('.').slice(0, 3),
    );
    // The second map has all that the first one has.
    expect(common('second.json')).toHaveLength(before.size);
  });

  test.each([
    ['absent', null, 'the file cannot be read'],
    ['no JSON', 'x', 'this is no map that --redact-map wrote'],
    ['of a later version', '{"schemaVersion": 2, "renamed": []}', 'this is no map'],
    [
      'with a path for a name',
      '{"schemaVersion": 1, "renamed": [{"kind": "name", "original": "a", "shown": "b/c"}]}',
      'no map',
    ],
    ['with a row of nothing', '{"schemaVersion": 1, "renamed": [{"kind": "name"}]}', 'this is no map'],
  ])('a map that is %s is wrong usage', async (_, text, message) => {
    if (text !== null) writeFileSync(join(folder, 'map.json'), text);
    const { code, err } = await run('lint', '--redact', '--redact-as', 'map.json', 'acme');
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a map that says strange things costs no verdict and no crash', async () => {
    const renamed = [
      { kind: 'address', original: '192.168.1.100', shown: '::1' },
      { kind: 'address', original: 'x', shown: '10.1.1.1' },
      { kind: 'mac', original: '00:50:56:90:12:34', shown: 'zz' },
      { kind: 'name', original: 'jcmanager02', shown: 'renamed02' },
    ];
    writeFileSync(join(folder, 'map.json'), JSON.stringify({ schemaVersion: 1, renamed }));
    const { code, out } = await run('names', '--redact', '--redact-as', 'map.json', 'acme');
    expect(code).toBe(0);
    expect(out).toContain('renamed02');
  });
});
