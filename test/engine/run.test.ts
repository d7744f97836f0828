import { describe, expect, test } from 'vitest';
import type { Accept } from '../../src/engine/acceptance.js';
import { forModel, type Rule } from '../../src/engine/rule.js';
import { check } from '../../src/engine/run.js';
import type { Target } from '../../src/engine/target.js';
import { SourceFile } from '../../src/text/source-file.js';
import { plainRule } from './plain-rule.js';

/** A model of its own: the engine knows no product. */
interface Shelf {
  readonly file: SourceFile;
  readonly words: readonly { readonly text: string; readonly start: number }[];
}

const rule = forModel<Shelf>();
const wordSubjects = (shelf: Shelf) => shelf.words.map((it) => ({ it, node: it.text }));

const noBad = rule({
  ...plainRule,
  name: 'no-bad',
  messages: { bad: { en: (word: string) => `bad "${word}"`, ja: (word: string) => `不正 "${word}"` } },
  subjects: wordSubjects,
  check(word: { text: string; start: number }, { report, missing, notApplicable, cluster }) {
    const at = { file: cluster.file, range: { start: word.start, end: word.start + word.text.length } };
    if (word.text.startsWith('bad')) report('bad', { at, args: [word.text] });
    if (word.text === 'unknown') missing(word.text, 'fact');
    if (word.text === 'other') notApplicable();
  },
});

const echo = rule({
  ...plainRule,
  name: 'echo',
  yieldsTo: [{ rule: 'no-bad', for: 'place' }],
  messages: { heard: { en: () => 'heard', ja: () => '検出' } },
  subjects: wordSubjects,
  check(word: { text: string; start: number }, { report, cluster }) {
    const at = { file: cluster.file, range: { start: word.start, end: word.start + 3 } };
    if (/^(bad|loud)/.test(word.text)) report('heard', { at, args: [] });
  },
});

const eachLine = rule({
  ...plainRule,
  name: 'each-line',
  messages: { line: { en: () => 'line', ja: () => '行' } },
  subjects: (shelf: Shelf) => [{ it: shelf }],
  check({ file }: Shelf, { report }) {
    for (let start = 0; start < file.text.length; start += 4)
      report('line', { at: { file, range: { start, end: start + 3 } }, args: [] });
  },
});

const throwing = rule({
  ...plainRule,
  name: 'throwing',
  messages: {},
  subjects: wordSubjects,
  check() {
    throw new TypeError('out of order');
  },
});

function shelf(content: string): Target<Shelf> {
  const file = new SourceFile('shelf.txt', { text: content, encoding: 'utf-8', bom: false, undecodable: [] });
  const words = [...content.matchAll(/^(?!#)\S+/gm)].map((match) => ({ text: match[0], start: match.index }));
  return {
    model: { file, words },
    name: 'shelf',
    manifest: null,
    nodes: [],
    sites: [],
    agents: [],
    commented: [file],
    findings: [],
    files: 1,
    supply: (node, needs) => ({
      missing: needs,
      gaps: [],
      supply: { en: `ask ${node}`, ja: `${node} に確認` },
    }),
  };
}

const run = (content: string, rules: readonly Rule<Shelf>[] = [noBad], inlineConfig = true) =>
  check(rules, shelf(content), {
    pack: 'test',
    allRules: ['test/no-bad', 'test/echo', 'test/throwing'],
    inlineConfig,
    blocking: () => true,
  });

const lines = (content: string, rules?: readonly Rule<Shelf>[], inlineConfig?: boolean) =>
  run(content, rules, inlineConfig).result.findings.map((finding) => [finding.rule, finding.location?.line]);

describe('statuses', () => {
  test('the worst subject counts: failed, not checked, passed, not applicable', () => {
    expect(run('bad\nunknown\ngood\nother').result.statuses.get('test/no-bad')).toBe('failed');
    expect(run('unknown\ngood\nother').result.statuses.get('test/no-bad')).toBe('not-checked');
    expect(run('good\nother').result.statuses.get('test/no-bad')).toBe('passed');
    expect(run('other').result.statuses.get('test/no-bad')).toBe('not-applicable');
    expect(run('').result.statuses.get('test/no-bad')).toBe('not-applicable');
  });

  test('what is missing is said once per subject, with what would settle it, and blocks the verdict', () => {
    const { result } = run('unknown\ngood');
    expect(result.notChecked.map(({ node, cause }) => [node, cause.missing, cause.supply.en])).toEqual([
      ['unknown', ['fact'], 'ask unknown'],
    ]);
    expect(result.verdict).toBe('cannot-tell');
  });

  test('a rule that throws has not passed, is an internal error, and others still run', () => {
    const { result, internalErrors } = run('bad', [throwing, noBad]);
    expect(internalErrors).toEqual(['test/throwing: out of order']);
    expect(result.statuses.get('test/throwing')).toBe('not-checked');
    expect(result.findings.map((finding) => finding.rule)).toEqual(['test/no-bad']);
  });
});

describe('findings', () => {
  test('control characters of a value are shown, not obeyed', () => {
    expect(run('bad\u001b[31m').result.findings[0]?.message.en).toBe('bad "bad\\x1b[31m"');
  });

  test('one cause is one finding: a rule yields to the one that explains it, at the same place only', () => {
    expect(lines('bad\nloud', [echo, noBad])).toEqual([
      ['test/no-bad', 1],
      ['test/echo', 2],
    ]);
  });

  test('a fingerprint stays when lines move, and tells equal findings apart', () => {
    const prints = (content: string) => run(content).result.findings.map((finding) => finding.fingerprint);
    expect(prints('good\n\nbad\nbad')).toEqual(prints('bad\nbad'));
    expect(new Set(prints('bad\nbad')).size).toBe(2);
    expect(prints('bad')).not.toEqual(prints('badly'));
  });

  test('at most a hundred of one rule in one file, then one that says how many more', () => {
    const { findings } = run('bad\n'.repeat(250)).result;
    expect(findings).toHaveLength(101);
    const more = findings.filter((finding) => finding.rule === 'cjclint/limit-reached');
    expect(more.map((finding) => finding.message.en)).toEqual([
      '150 more finding(s) of test/no-bad in this file are not shown',
    ]);
  });

  test('counts what a hostile file gives beyond what is kept', () => {
    const { findings } = run('bad\n'.repeat(5000), [eachLine]).result;
    expect(findings).toHaveLength(101);
    expect(findings.map((finding) => finding.message.en)).toContain(
      '4900 more finding(s) of test/each-line in this file are not shown',
    );
  });
});

describe('comments that suppress', () => {
  test('speak of the next line only, or of the whole file', () => {
    expect(lines('# cjclint-disable-next-line no-bad -- known\nbad\nbad')).toEqual([['test/no-bad', 3]]);
    expect(lines('bad\n# cjclint-disable test/no-bad -- known\nbad')).toEqual([]);
  });

  test('the suppressed finding is listed with its reason, and the rule is not counted as passed', () => {
    const { result } = run('# cjclint-disable no-bad -- agreed with 運用\nbad');
    expect(result.suppressed.map(({ finding, reason }) => [finding.rule, reason])).toEqual([
      ['test/no-bad', 'agreed with 運用'],
    ]);
    expect(result.statuses.get('test/no-bad')).toBe('not-applicable');
    expect(result.verdict).toBe('go');
  });

  test('without a reason it is a warning at the comment', () => {
    expect(lines('# cjclint-disable-next-line no-bad\nbad')).toEqual([
      ['cjclint/suppression-without-reason', 1],
    ]);
  });

  test('without effect it is a warning, also for a rule that does not exist', () => {
    expect(lines('# cjclint-disable no-bad -- x\ngood')).toEqual([['cjclint/suppression-unused', 1]]);
    expect(lines('# cjclint-disable no-such -- x\ngood')).toEqual([['cjclint/suppression-unused', 1]]);
  });

  test.each([
    ['no-bda', 'no rule is called "no-bda"; did you mean "no-bad"?', '"no-bad" ではありませんか'],
    ['test/no-bda', 'no rule is called "test/no-bda"; did you mean "test/no-bad"?', '"test/no-bad"'],
    ['frobnicate', 'no rule is called "frobnicate"', '"frobnicate" というルールはありません'],
    ['', 'it names no rule', 'ルール名がなく'],
    ['cjclint/unreadable-file', 'always stands', '抑止できません'],
  ])('without effect for its name says so: "%s"', (name, en, ja) => {
    const { result } = run(`# cjclint-disable ${name} -- x\nbad`);
    const [comment] = result.findings.filter(({ rule: each }) => each === 'cjclint/suppression-unused');
    expect(comment?.message.en).toMatch(/^this comment suppresses nothing: /);
    expect(comment?.message.en).toContain(en);
    expect(comment?.message.ja).toContain(ja);
  });

  test('of a rule that was not asked for nothing can be said', () => {
    expect(lines('# cjclint-disable echo -- x\ngood')).toEqual([]);
  });

  test('are all refused without inline configuration', () => {
    expect(lines('# cjclint-disable no-bad -- x\nbad', [noBad], false)).toEqual([['test/no-bad', 2]]);
  });
});

describe('findings that are known already', () => {
  const known = (content: string, accept: Accept) =>
    check([eachLine], shelf(content), {
      pack: 'test',
      allRules: ['test/each-line'],
      inlineConfig: true,
      blocking: () => true,
      accept,
    }).result;
  const all: Accept = () => ({ reason: 'old', expires: null, by: 'baseline' });

  test('are suppressed, decide no verdict, and leave their rule not applicable', () => {
    const result = known('abc\ndef\n', all);
    expect(result.findings).toEqual([]);
    expect(result.suppressed.map(({ reason }) => reason)).toEqual(['old', 'old']);
    expect([result.verdict, result.statuses.get('test/each-line')]).toEqual(['go', 'not-applicable']);
  });

  test('keep the fingerprints of those like them as they were', () => {
    const prints = run('abc\nabc\n', [eachLine]).result.findings.map((finding) => finding.fingerprint);
    const left = known('abc\nabc\n', (finding) => (finding.fingerprint === prints[0] ? all(finding) : null));
    expect(left.findings.map((finding) => finding.fingerprint)).toEqual(prints.slice(1));
  });

  test('hide nothing that was too much to be kept', () => {
    const { findings, verdict } = known('abc\n'.repeat(1500), all);
    expect(findings.map((finding) => finding.message.en)).toEqual([
      '500 more finding(s) of test/each-line in this file are not shown',
    ]);
    expect(verdict).toBe('no-go');
  });
});

test('a severity that was set counts for the report and the verdict', () => {
  const { result } = check([noBad], shelf('bad'), {
    pack: 'test',
    allRules: ['test/no-bad'],
    inlineConfig: true,
    blocking: () => false,
    severity: (rule) => (rule === 'test/no-bad' ? 'info' : undefined),
  });
  expect(result.findings.map((finding) => finding.severity)).toEqual(['info']);
  expect(result.verdict).toBe('go');
});
