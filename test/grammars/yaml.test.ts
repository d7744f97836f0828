import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { entryOf, type YamlNode } from '../../grammars/yaml/document.js';
import { MAX_LENGTH } from '../../grammars/yaml/limits.js';
import { parseYaml } from '../../grammars/yaml/parse.js';
import { fileOf, under } from './source.js';

/** What the nodes stand for. */
function plain(node: YamlNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

/** Every scalar with what is under its range, and every key. */
function places(text: string, node: YamlNode | null): [string, string][] {
  if (node === null) return [];
  if (node.kind === 'scalar') return [[node.text, under(text, node.range)]];
  if (node.kind === 'list') return node.items.flatMap((item) => places(text, item));
  return node.entries.flatMap(({ key, value }) => [
    [key.text, under(text, key.range)] satisfies [string, string],
    ...places(text, value),
  ]);
}

function problemsOf(text: string): [string, string][] {
  return parseYaml(fileOf(text)).problems.map(({ kind, range }) => [kind, under(text, range)]);
}

const MANIFEST = `cluster: 本番 # 運用
nodes:
  - name: jcmanager01
    machineId: 33
    addresses: [192.168.1.11, "::1"]
  - name: 'jcmanager02'
    files:   # later
sites: []
perNode: {a: {b: true}}
`;

describe('a YAML file', () => {
  it('is read by the core schema of YAML 1.2', () => {
    expect(
      plain(parseYaml(fileOf('a: yes\nb: 0x1F\nc: ~\nd: 2026-01-01\ne: true\nf: 1.5\ng: 033\n')).root),
    ).toEqual({
      a: 'yes',
      b: 31,
      c: null,
      d: '2026-01-01',
      e: true,
      f: 1.5,
      g: 33,
    });
  });

  it('gives the place of every key and value, also under Japanese text', () => {
    const document = parseYaml(fileOf(MANIFEST));
    expect(document.problems).toEqual([]);
    expect(places(MANIFEST, document.root)).toEqual([
      ['cluster', 'cluster'],
      ['本番', '本番'],
      ['nodes', 'nodes'],
      ['name', 'name'],
      ['jcmanager01', 'jcmanager01'],
      ['machineId', 'machineId'],
      ['33', '33'],
      ['addresses', 'addresses'],
      ['192.168.1.11', '192.168.1.11'],
      ['::1', '"::1"'],
      ['name', 'name'],
      ['jcmanager02', "'jcmanager02'"],
      ['files', 'files'],
      ['', ''],
      ['sites', 'sites'],
      ['perNode', 'perNode'],
      ['a', 'a'],
      ['b', 'b'],
      ['true', 'true'],
    ]);
  });

  it('ends maps and lists before the blanks and line ends behind them', () => {
    const root = parseYaml(fileOf(MANIFEST)).root;
    const nodes = entryOf(root, 'nodes')?.value;
    expect(under(MANIFEST, nodes?.range)).toMatch(/^- name: jcmanager01\n[\s\S]*files: {3}# later$/);
    expect(under(MANIFEST, root?.range)).toBe(MANIFEST.trimEnd());
  });

  it('puts an absent value behind its colon', () => {
    const value = entryOf(parseYaml(fileOf('a:   # c\nb: 1')).root, 'a')?.value;
    expect(value).toMatchObject({ value: null, range: { start: 2, end: 2 } });
  });

  it('reads CRLF and lines without end', () => {
    const text = '名前: 値 # 注\r\nキー:\r\n  - 一';
    const { root, problems } = parseYaml(fileOf(text));
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ 名前: '値', キー: ['一'] });
  });

  it('keeps keys that are no strings as text', () => {
    expect(plain(parseYaml(fileOf('1: a\ntrue: b\n? [x, y]\n: c\n')).root)).toEqual({
      '1': 'a',
      true: 'b',
      '[x, y]': 'c',
    });
  });

  it('reads << and YAML 1.1 words as YAML 1.2 does, whatever %YAML says', () => {
    const { root, problems } = parseYaml(fileOf('%YAML 1.1\n---\na: yes\n<<: {b: 1}\n'));
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ a: 'yes', '<<': { b: 1 } });
  });

  it.each(['', '\n', '# x\n', '---\n', ' \t\n'])('%j has no root and no problem', (text) => {
    expect(parseYaml(fileOf(text))).toMatchObject({ root: null, problems: [] });
  });
});

describe('a key that stands twice', () => {
  it('is found with both places, and the last counts', () => {
    const text = 'a: 1\nb: {c: 1, c: 2}\na: 3\n';
    const { root, problems } = parseYaml(fileOf(text));
    expect(
      problems.map(({ kind, range, first }) => [kind, range.start, first?.start, under(text, range)]),
    ).toEqual([
      ['duplicate-key', 15, 9, 'c'],
      ['duplicate-key', 21, 0, 'a'],
    ]);
    expect(entryOf(root, 'a')?.value).toMatchObject({ value: 3 });
  });

  it('is judged by value: 1 and 0x1 are one key, 1 and "1" are two', () => {
    expect(problemsOf('1: a\n0x1: b\n"1": c\n')).toEqual([['duplicate-key', '0x1']]);
  });
});

describe('an alias', () => {
  it('stands for the value above it, of two anchors of one name the nearer', () => {
    const { root, problems } = parseYaml(fileOf('a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n'));
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ a: [1, 2], b: [1, 2], c: 3, d: 3 });
    expect(entryOf(root, 'b')?.value).toBe(entryOf(root, 'a')?.value);
  });

  it.each([
    ['a: *x\n', '*x'],
    ['a: *x\nb: &x 1\n', '*x'],
    ['a: &x [*x]\n', '*x'],
    ['a: *\n', '*'],
  ])('%j stands for nothing', (text, place) => {
    expect(problemsOf(text)).toEqual([['syntax', place]]);
  });

  it('bomb ends, without root', () => {
    const levels = [...'bcdefghi'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`)}]\n`,
    );
    expect(parseYaml(fileOf(`a: &a [${Array(9).fill('x')}]\n${levels.join('')}`))).toMatchObject({
      root: null,
      problems: [{ kind: 'alias-bomb' }],
    });
  });

  it('chain is no way around the limit of depth', () => {
    const chain = Array.from({ length: 130 }, (_, index) => `k${index + 1}: &k${index + 1} [*k${index}]\n`);
    expect(problemsOf(`k0: &k0 [x]\n${chain.join('')}`).map(([kind]) => kind)).toEqual(['too-deep']);
  });
});

describe('nesting', () => {
  it.each([
    ['[', ''],
    ['{a: ', ''],
    ['- ', ''],
    ['? ', ''],
    ['a:\n', ' '],
  ])('of as many %j as a file may have ends, without root', (open, indent) => {
    let text = '';
    for (let index = 0; text.length < MAX_LENGTH; index += 1) text += indent.repeat(index % 700) + open;
    const { root, problems } = parseYaml(fileOf(text.slice(0, MAX_LENGTH)));
    expect({ root, kinds: problems.map(({ kind }) => kind) }).toEqual({ root: null, kinds: ['too-deep'] });
  });

  it('of 100 is read', () => {
    const text = `${'['.repeat(100)}x${']'.repeat(100)}`;
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(`[${text}]`).map(([kind]) => kind)).toEqual(['too-deep']);
  });

  it('that is fine is not asked of a file of a megabyte', () => {
    expect(problemsOf('- a\n'.repeat(250_000)).map(([kind]) => kind)).toEqual(['too-large']);
  });
});

describe('what is not YAML', () => {
  it.each([
    ['a: 1\nb\nc: 2\n', 'b', 'a key needs a `:`'],
    ['a: b: c\n', 'b', 'needs quotes'],
    ['a:\n\tb: 1\n', '\t', 'a tab cannot indent'],
    ['a: "x\n', '', 'closing quote'],
    ['a: @x\n', '@', 'cannot start with'],
    ['a: !foo b\n', '!foo', 'tag'],
    ['a: 1\n---\nb: 2\n', '---', 'second document'],
    ['a: "\\q"\n', '\\', 'escape'],
    ['- a\n-b\n', '-b', 'cannot stand here'],
    ['a: {b: 1,, c: 2}\n', ',', 'without a value'],
    ['a: [1, 2\nb: 3\n', 'b', 'indented'],
    ['a:1\nb: 2\n', 'a:1\nb', 'one line'],
  ])('%j is told at its place in words of ours', (text, place, words) => {
    const { problems } = parseYaml(fileOf(text));
    expect(problems.map(({ kind, range }) => [kind, under(text, range)])).toEqual([['syntax', place]]);
    expect(problems[0]?.message.en).toContain(words);
    expect(problems[0]?.message.ja).toMatch(/[ぁ-ん]/);
  });

  it('leaves the rest readable', () => {
    expect(plain(parseYaml(fileOf('a: 1\nb\nc: 2\n')).root)).toEqual({ a: 1, b: null, c: 2 });
  });

  it.each([']', ',', '"', '\\q": "', "a b: '", '%A\n', ': ', '!t ', '&a ', '*a\n', 'a:\n\tb\n', '[a, '])(
    'ends for the largest file of nothing but %j',
    (part) => {
      const text = part.repeat(Math.floor(MAX_LENGTH / part.length));
      expect(parseYaml(fileOf(text)).problems.map(({ kind }) => kind)).not.toContain('too-large');
      expect(parseYaml(fileOf(text)).problems).not.toEqual([]);
    },
  );
});

/** Text made of what matters to the grammar, and anything else. */
const yamlText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        ': ',
        ':',
        '- ',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '\n',
        '\n  ',
        '\r\n',
        '\t',
        '#',
        ' #',
        '"',
        "'",
        '&a ',
        '*a',
        '!!int ',
        '|\n',
        '>-\n',
        '---\n',
        '...\n',
        '%YAML 1.2\n',
        '本番',
        '<<',
        '1',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('any text as YAML', () => {
  it('throws nothing, and every place is within the text and in order', () => {
    const within = (text: string, node: YamlNode): void => {
      expect(node.range.start).toBeLessThanOrEqual(node.range.end);
      expect(node.range.end).toBeLessThanOrEqual(text.length);
      if (node.kind === 'list') for (const item of node.items) within(text, item);
      if (node.kind === 'map') for (const { value } of node.entries) within(text, value);
    };
    fc.assert(
      fc.property(yamlText, (text) => {
        const { root, problems } = parseYaml(fileOf(text));
        if (root !== null) within(text, root);
        for (const { range, message } of problems) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
          expect(`${message.en}${message.ja}`).not.toMatch(/[\x00-\x1f]/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('that was written by a library is read with the same values at the right places', () => {
    const key = fc
      .stringMatching(/^[a-zぁ-ん][a-z0-9ぁ-ん_]{0,8}$/)
      .filter((text) => !/^(null|true|false|inf|nan)$/i.test(text));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('tree'), { maxLength: 4 }),
      map: fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(tree, fc.boolean(), (value, flow) => {
        const text = stringify(value, { collectionStyle: flow ? 'flow' : 'any', lineWidth: 0 });
        const { root, problems } = parseYaml(fileOf(text));
        expect(problems).toEqual([]);
        expect(plain(root)).toEqual(value);
        for (const [read, written] of places(text, root)) {
          // Block scalars are compared above; here they would need their indentation
          if (/^["']/.test(written)) expect(parse(written)).toBe(read);
          else if (!/^[|>]/.test(written)) expect(written).toBe(read);
        }
      }),
    );
  });
});
