import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifestSchema from '../../schemas/manifest.schema.json' with { type: 'json' };
import { cjclint } from './run-program.js';

describe('link-name', () => {
  test.each([
    ['192.168.10.70', 'C0A80A46'],
    ['C0A80A46', '192.168.10.70'],
    ['c0a80a46', '192.168.10.70'],
    ['0.0.0.0', '00000000'],
    ['2001:db8::1', '20010DB8000000000000000000000001'],
    ['20010db8000000000000000000000001', '2001:db8::1'],
  ])('%s prints %s', async (given, printed) => {
    expect(await cjclint(['link-name', given])).toEqual({ code: 0, out: `${printed}\n`, err: '' });
  });

  test.each([
    ['010.1.1.1', 'leading zero'],
    ['10.1', 'four numbers'],
    ['256.1.1.1', 'four numbers'],
    ['10.0.0.0/8', 'prefix'],
    ['C0A80A4', 'this one 7'],
    ['2001:db8::zz', 'not an IPv6 address'],
    ['jcmgcluster', 'give 192.168.10.70'],
    ['', 'give 192.168.10.70'],
  ])('"%s" is refused with a reason', async (given, reason) => {
    const { code, out, err } = await cjclint(['link-name', given]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`"${given}" is neither an address nor a link name: `);
    expect(err).toContain(reason);
  });

  test('the others are still printed', async () => {
    const { code, out } = await cjclint(['link-name', '10.0.0.1', 'x', '0A000002']);
    expect({ code, out }).toEqual({ code: 2, out: '0A000001\n10.0.0.2\n' });
  });
});

describe('rules and explain', () => {
  test('rules as JSON: the keys of the interface, the own rules last', async () => {
    const { out } = await cjclint(['rules', '--format', 'json']);
    const rules: unknown = JSON.parse(out);
    expect(rules).toContainEqual({
      rule: 'jobcenter/machine-id-unique',
      severity: 'error',
      evidence: 'manual',
      phases: ['create-site', 'failover'],
      needs: [],
      title: expect.any(String),
    });
    expect(out.trimEnd().split('\n').at(-2)).toContain('"cjclint/waiver-unmatched"');
  });

  test('the table has a line for each rule of the JSON', async () => {
    const [table, json] = [await cjclint(['rules']), await cjclint(['rules', '--format', 'json'])];
    const names = [...json.out.matchAll(/"rule":"([^"]*)"/g)].map((match) => match[1]);
    expect(
      table.out
        .split('\n')
        .slice(0, names.length)
        .map((line) => line.split(' ')[0]),
    ).toEqual(names);
  });

  test.each(['en', 'ja'])('every rule is explained in %s, with and without its pack', async (language) => {
    const { out } = await cjclint(['rules', '--format', 'json']);
    for (const [, name = ''] of out.matchAll(/"rule":"([^"]*)"/g)) {
      const whole = await cjclint(['explain', name, '--lang', language]);
      expect(whole).toMatchObject({ code: 0, err: '' });
      expect(whole.out).toMatch(new RegExp(`^${name}: .+\n`));
      expect(await cjclint(['explain', name.replace(/.*\//, ''), '--lang', language])).toEqual(whole);
    }
  });

  test('explain says what, why, source, examples, fix and suppression', async () => {
    const { out } = await cjclint(['explain', 'maintenance-mode']);
    for (const part of ['severity: warning', 'guide 2.4.4', 'Why\n', 'Fails\n', 'Passes\n', 'How to fix\n']) {
      expect(out).toContain(part);
    }
    expect(out).toContain('\n  # cjclint-disable-next-line jobcenter/maintenance-mode -- <reason>\n');
    const json = await cjclint(['explain', 'maintenance-mode', '--format', 'json', '--lang', 'ja']);
    expect(JSON.parse(json.out)).toMatchObject({
      rule: 'jobcenter/maintenance-mode',
      reference: 'G 2.4.4',
      suppress: '# cjclint-disable-next-line jobcenter/maintenance-mode -- <理由>',
    });
  });
});

describe('schema', () => {
  const folder = path.resolve(import.meta.dirname, '../../schemas');
  const shipped = readdirSync(folder).map((file) => file.replace('.schema.json', ''));

  test.each(shipped)('%s prints the shipped schema of that name', async (name) => {
    const { code, out } = await cjclint(['schema', name]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(
      JSON.parse(readFileSync(path.join(folder, `${name}.schema.json`), 'utf8')),
    );
    expect((await cjclint(['help', 'schema'])).out).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('alone prints that of the manifest', async () => {
    expect(JSON.parse((await cjclint(['schema'])).out)).toEqual(manifestSchema);
  });
});

describe('init', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-init-'));
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true, force: true });
  });

  test.each(['en', 'ja'])('writes a manifest in %s that lint accepts, and empty trees', async (language) => {
    const { code, out, err } = await cjclint(['init', 'new/cluster', '--lang', language], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('new/cluster/cjclint.yaml\n');
    const written = readFileSync(path.join(cwd, 'new/cluster/cjclint.yaml'), 'utf8');
    expect(/[ぁ-ん]/.test(written)).toBe(language === 'ja');
    expect(new Ajv().compile(manifestSchema)(parse(written))).toBe(true);
    expect(new Ajv().compile(manifestSchema)(parse(uncommented(written)))).toBe(true);
    expect(readdirSync(path.join(cwd, 'new/cluster/nodes/jcmanager01/usr')).sort()).toEqual(['lib', 'spool']);
    const lint = await cjclint(['lint', 'new/cluster'], { cwd });
    expect(lint).toMatchObject({ err: '' });
    expect(lint.code).not.toBe(2);
  });

  test('overwrites nothing', async () => {
    writeFileSync(path.join(cwd, 'cjclint.yaml'), 'mine');
    const { code, out, err } = await cjclint(['init'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('cjclint: error: "cjclint.yaml" is there already; nothing was written\n');
    expect(readdirSync(cwd)).toEqual(['cjclint.yaml']);
    expect(readFileSync(path.join(cwd, 'cjclint.yaml'), 'utf8')).toBe('mine');
  });

  test('a file in the way is named', async () => {
    writeFileSync(path.join(cwd, 'nodes'), '');
    const { code, err } = await cjclint(['init'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/^cjclint: error: cannot write "nodes\/jcmanager01\/.facts": [^\n]*\n$/);
    mkdirSync(path.join(cwd, 'x'));
    writeFileSync(path.join(cwd, 'x/y'), '');
    expect((await cjclint(['init', 'x/y'], { cwd })).code).toBe(2);
  });

  /** With the optional keys switched on. */
  const uncommented = (text: string) => text.replace(/^( *)# (?=[\w]+:| {2})/gm, '$1');
});
