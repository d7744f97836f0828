import { describe, expect, it } from 'vitest';
import {
  type FactName,
  factCommands,
  factOfFile,
  factParsers,
  nodeFacts,
} from '../../../src/jobcenter/facts/index.js';
import type { Fact, FactParser } from '../../../src/source/fact.js';
import { outputFile } from '../../source/facts/output.js';

describe('the facts of a node', () => {
  it('are known by their file names', () => {
    expect(factOfFile('jcagctrl-list')).toEqual({ fact: 'jcagctrl-list', site: null });
    expect(factOfFile('nmapmgr')).toEqual({ fact: 'nmapmgr', site: null });
    expect(factOfFile('nmapmgr.jcmgcluster.example.jp')).toEqual({
      fact: 'nmapmgr',
      site: 'jcmgcluster.example.jp',
    });
    for (const name of ['', 'nmapmgr.', 'umask.txt', 'toString', '__proto__'])
      expect(factOfFile(name)).toBeNull();
  });

  it('each name the command that yields them', () => {
    expect(Object.keys(factCommands).sort()).toEqual(Object.keys(factParsers).sort());
    for (const command of Object.values(factCommands)) expect(command).toMatch(/\S/);
  });

  it('are each read by their own parser', () => {
    const asked: string[] = [];
    const facts = nodeFacts(<T>(name: FactName, parser: FactParser<T>): Fact<NonNullable<T>> => {
      asked.push(name);
      expect(parser).toBe(factParsers[name]);
      const file = outputFile(name === 'umask' ? '0077\n' : '');
      const { value } = parser(file);
      return value === null || value === undefined
        ? { state: 'missing', reason: null }
        : { state: 'known', value, file };
    });
    expect(asked.sort()).toEqual(Object.keys(factParsers).sort());
    expect(facts.getenforce).toEqual({ state: 'missing', reason: null });
    expect(facts.umask.state === 'known' && facts.umask.value.value).toBe(0o077);
  });
});
