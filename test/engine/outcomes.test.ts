import { describe, expect, test } from 'vitest';
import { forModel } from '../../src/engine/rule.js';
import { check } from '../../src/engine/run.js';
import type { Target } from '../../src/engine/target.js';
import { SourceFile } from '../../src/text/source-file.js';
import { plainRule } from './plain-rule.js';

interface Line {
  readonly word: string;
  readonly at: { readonly file: SourceFile; readonly range: { start: number; end: number } };
}

const rule = forModel<readonly Line[]>();

const noBad = rule({
  ...plainRule,
  name: 'no-bad',
  messages: { bad: { en: () => 'bad', ja: () => '不正' } },
  subjects: (lines) => lines.map((it) => ({ it, node: it.word, site: 'shop' })),
  check({ word, at }: Line, { report, missing, notApplicable }) {
    if (word.startsWith('bad')) report('bad', { at, args: [], node: null });
    if (word === 'unknown') missing(word, 'fact');
    if (word === 'other') notApplicable();
  },
});

const throwing = rule({
  ...plainRule,
  name: 'throwing',
  messages: {},
  subjects: (lines) => lines.map((it) => ({ it })),
  check() {
    throw new TypeError('out of order');
  },
});

function outcomes(content: string, more: { readonly outcomes?: boolean } = { outcomes: true }) {
  const file = new SourceFile('list.txt', { text: content, encoding: 'utf-8', bom: false, undecodable: [] });
  const lines = [...content.matchAll(/^(?!#)\S+/gm)].map(({ 0: word, index }) => ({
    word,
    at: { file, range: { start: index, end: index + word.length } },
  }));
  const target: Target<readonly Line[]> = {
    model: lines,
    name: 'shop',
    manifest: null,
    nodes: [],
    sites: [],
    agents: [],
    commented: [file],
    findings: [],
    files: 1,
    supply: (_, missing) => ({ gaps: [], missing, supply: plainRule.title }),
  };
  return check([noBad, throwing], target, {
    pack: 'test',
    allRules: ['test/no-bad', 'test/throwing'],
    inlineConfig: true,
    blocking: () => false,
    ...more,
  }).result;
}

describe('how each subject ended', () => {
  test('is told for every subject by its own names, whatever node its finding is about', () => {
    expect(outcomes('good\nbad\nunknown\nother').outcomes).toEqual([
      { rule: 'test/no-bad', node: 'good', site: 'shop', agent: null, status: 'passed' },
      { rule: 'test/no-bad', node: 'bad', site: 'shop', agent: null, status: 'failed' },
      { rule: 'test/no-bad', node: 'unknown', site: 'shop', agent: null, status: 'not-checked' },
      { rule: 'test/no-bad', node: 'other', site: 'shop', agent: null, status: 'not-applicable' },
      { rule: 'test/throwing', node: null, site: null, agent: null, status: 'not-checked' },
    ]);
  });

  test('counts a subject whose only finding is suppressed as not applicable, and no other', () => {
    const told = outcomes('bad1\n# cjclint-disable-next-line no-bad -- known\nbad2\n').outcomes ?? [];
    expect(
      told.filter(({ rule }) => rule === 'test/no-bad').map(({ node, status }) => [node, status]),
    ).toEqual([
      ['bad1', 'failed'],
      ['bad2', 'not-applicable'],
    ]);
  });

  test('stays failed where a file has more findings than are shown', () => {
    const told = outcomes(Array.from({ length: 150 }, (_, place) => `bad${place}`).join('\n')).outcomes ?? [];
    expect(told.filter(({ status }) => status === 'failed')).toHaveLength(150);
  });

  test('is not kept unless asked for', () => {
    expect(outcomes('good\nbad', {}).outcomes).toBeUndefined();
  });
});
