import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutExplained } from '../../src/engine/explained.js';
import type { Draft } from '../../src/engine/own-findings.js';
import { overlapping } from '../../src/engine/place.js';
import type { FramedLocation } from '../../src/engine/result.js';
import { forModel, inferred, type Yield } from '../../src/engine/rule.js';

const place = (file: string, line: number, column: number, length: number): FramedLocation => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column + length,
  excerpt: [],
  firstLine: line,
});

const words = { en: '', ja: '' };

const draft = (rule: string, places: readonly FramedLocation[], node: string | null = null): Draft => {
  const [location = null, ...related] = places;
  return {
    rule: `pack/${rule}`,
    messageKey: 'm',
    severity: 'warning',
    evidence: 'inferred',
    reference: null,
    cluster: null,
    node,
    site: null,
    agent: null,
    message: words,
    help: words,
    location,
    related: related.map((each) => ({ message: words, location: each })),
    fixable: false,
  };
};

const rule = (name: string, yieldsTo: readonly Yield[]) =>
  forModel<null>()({
    name,
    severity: 'warning',
    evidence: inferred(),
    phases: ['start'],
    title: words,
    why: words,
    fix: words,
    bad: '',
    good: '',
    yieldsTo,
    messages: {},
    subjects: () => [],
    check: () => undefined,
  });

const kept = (drafts: readonly Draft[], by: Yield['for']) =>
  withoutExplained(drafts, [rule('explained', [{ rule: 'explains', for: by }])], 'pack');

describe('one cause, one finding', () => {
  it('leaves out a finding whose other place is where the explaining rule points', () => {
    const explains = draft('explains', [place('a', 3, 1, 5)]);
    const explained = draft('explained', [place('b', 1, 1, 1), place('a', 3, 4, 9)]);
    const other = draft('explained', [place('a', 3, 6, 1)]);
    expect(kept([explained, other, explains], 'place')).toEqual([other, explains]);
  });

  it('leaves out a finding about the same node, wherever it points', () => {
    const explains = draft('explains', [place('a', 3, 1, 5)], 'jcmanager01');
    const explained = draft('explained', [place('b', 1, 1, 1)], 'jcmanager01');
    const other = draft('explained', [place('a', 3, 1, 5)], 'jcmanager02');
    expect(kept([explained, other, explains], 'subject')).toEqual([other, explains]);
  });

  it('keeps a finding without text that stands left of the explaining one', () => {
    const explains = draft('explains', [place('a', 1, 5, 3)]);
    const left = draft('explained', [place('a', 1, 1, 0)]);
    const same = draft('explained', [place('a', 1, 5, 0)]);
    expect(kept([left, same, explains], 'place')).toEqual([left, explains]);
  });

  it('finds exactly the places that overlap', () => {
    const places = fc
      .tuple(
        fc.constantFrom('a', 'b'),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
      )
      .map((parts) => place(...parts));
    const all = fc.array(fc.tuple(fc.constantFrom('explains', 'explained'), places));
    fc.assert(
      fc.property(all, (found) => {
        const drafts = found.map(([name, at]) => draft(name, [at]));
        const expected = drafts.filter(
          (each) =>
            each.rule === 'pack/explains' ||
            !drafts.some(
              (other) =>
                other.rule === 'pack/explains' &&
                each.location !== null &&
                other.location !== null &&
                overlapping(other.location, each.location),
            ),
        );
        expect(kept(drafts, 'place')).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no longer for each finding when there are many', () => {
    const many = Array.from({ length: 100_000 }, (_, line) => line + 1).flatMap((line) => [
      draft('explained', [place('a', line, 1, 5)]),
      draft('explains', [place('a', line, 6, 5)]),
    ]);
    expect(kept(many, 'place')).toHaveLength(200_000);
  });
});
