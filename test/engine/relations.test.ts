import { describe, expect, test } from 'vitest';
import {
  groups,
  notExactlyOne,
  outside,
  overlaps,
  same,
  sameExcept,
  unique,
} from '../../src/engine/relations.js';

const item = (name: string, value: string | undefined) => ({ name, value });
const of = (each: { value: string | undefined }) => each.value;
const names = (items: readonly { name: string }[]) => items.map((each) => each.name);

describe('same', () => {
  test('none and one agree, and so do many with one value', () => {
    expect(same([], of)).toBeNull();
    expect(same([item('a', 'x')], of)).toBeNull();
    expect(same([item('a', 'x'), item('b', 'x'), item('c', 'x')], of)).toBeNull();
  });

  test('names the odd one out of three', () => {
    const found = same([item('a', 'x'), item('b', 'y'), item('c', 'x')], of);
    expect(found?.common?.value).toBe('x');
    expect(found?.odd.map((group) => names(group.holders))).toEqual([['b']]);
  });

  test('nobody is the odd one on a tie', () => {
    const found = same([item('a', 'x'), item('b', 'y')], of);
    expect(found?.common).toBeNull();
    expect(found?.odd.map((group) => group.value)).toEqual(['x', 'y']);
  });

  test('an item without value is no value of its own', () => {
    expect(same([item('a', 'x'), item('b', undefined), item('c', 'x')], of)).toBeNull();
    expect(same([item('a', undefined), item('b', undefined)], of)).toBeNull();
  });
});

describe('unique', () => {
  test('finds a among a, a, c: "not all the same" is not "all different"', () => {
    const found = unique([item('1', 'a'), item('2', 'a'), item('3', 'c')], of);
    expect(found.map((group) => [group.value, names(group.holders)])).toEqual([['a', ['1', '2']]]);
  });

  test('none, one and all different are unique; items without value do not share it', () => {
    expect(unique([], of)).toEqual([]);
    expect(unique([item('1', 'a')], of)).toEqual([]);
    expect(unique([item('1', undefined), item('2', undefined)], of)).toEqual([]);
  });

  test('compares by key where values are written differently', () => {
    const found = groups([item('1', 'A'), item('2', 'a')], of, (value) => value.toLowerCase());
    expect(found).toHaveLength(1);
    expect(found[0]?.value).toBe('A');
  });
});

describe('disjoint paths', () => {
  const paths = (...texts: string[]) =>
    texts.map((text) => ({ name: text, parts: text.split('/').slice(1) }));
  const found = (...texts: string[]) =>
    overlaps(paths(...texts), (each) => each.parts).map(({ outer, inner, equal }) => [
      outer.name,
      inner.name,
      equal,
    ]);

  test('one that contains another, in either order', () => {
    expect(found('/mnt/db', '/mnt/db/sub')).toEqual([['/mnt/db', '/mnt/db/sub', false]]);
    expect(found('/mnt/db/sub', '/mnt/db')).toEqual([['/mnt/db', '/mnt/db/sub', false]]);
  });

  test('equal ones, and every pair of three', () => {
    expect(found('/a', '/a')).toEqual([['/a', '/a', true]]);
    expect(found('/a', '/a/b', '/a/b/c')).toHaveLength(3);
  });

  test('a common beginning of a name is no overlap', () => {
    expect(found('/mnt/db', '/mnt/db2')).toEqual([]);
    expect(found()).toEqual([]);
  });
});

test('subset of: gives those outside', () => {
  expect(outside(['a', 'b'], new Set(['a']), (each) => each)).toEqual(['b']);
  expect(outside([], new Set(['a']), (each) => each)).toEqual([]);
});

test('exactly one of: none and two are wrong, one is right', () => {
  const holds = (each: string) => each === 'x';
  expect(notExactlyOne(['x', 'y'], holds)).toBeNull();
  expect(notExactlyOne(['y'], holds)).toEqual([]);
  expect(notExactlyOne(['x', 'x'], holds)).toEqual(['x', 'x']);
});

test('same except: a key that one lacks is a difference, an excepted one is not', () => {
  const maps = [
    new Map([
      ['a', '1'],
      ['b', '2'],
      ['skip', 'x'],
    ]),
    new Map([
      ['a', '1'],
      ['skip', 'y'],
    ]),
  ];
  const found = sameExcept(maps, (each) => each, new Set(['skip']));
  expect(
    found.map(({ key, disagreement }) => [key, disagreement.groups.map((group) => group.value)]),
  ).toEqual([['b', ['2', null]]]);
});
