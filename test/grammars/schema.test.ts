import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import validateAgentYaml from '../../grammars/agent-yaml/validate.generated.mjs';
import validateManifest from '../../grammars/manifest/validate.generated.mjs';
import { checkSchema, type SchemaProblem } from '../../grammars/schema/check-schema.js';
import { toPlain } from '../../grammars/schema/plain.js';
import type { SchemaValidator } from '../../grammars/schema/validator.js';
import { MAX_LENGTH } from '../../grammars/yaml/limits.js';
import { parseYaml } from '../../grammars/yaml/parse.js';
import { SourceFile } from '../../src/text/source-file.js';

function read(text: string) {
  return parseYaml(new SourceFile('cjclint.yaml', { text, encoding: 'utf-8', bom: false, undecodable: [] }));
}

/** The problems of a text, each with the text under its range. */
function problemsOf(text: string, validate: SchemaValidator = validateManifest) {
  return checkSchema(read(text), validate).map((problem) => ({
    ...problem,
    under: text.slice(problem.range.start, problem.range.end),
  }));
}

function onlyProblem(text: string, validate?: SchemaValidator): SchemaProblem & { under: string } {
  const problems = problemsOf(text, validate);
  expect(problems).toHaveLength(1);
  const [problem] = problems;
  if (problem === undefined) throw new Error('no problem');
  return problem;
}

const complete = `cluster: jcmg-prod
platform: linux
clusterSoftware: clusterpro
network: prod
nodes:
  - name: jcmanager01
    machineId: 33
    addresses: [192.168.1.11]
    files: nodes/jcmanager01
  - name: jcmanager02
sharedDisks: [/mnt/jobmgdb, /mnt/jobagdb]
shared: shared
sites:
  - name: jcmgcluster.example.jp
    machineId: 100
    database: /mnt/jobmgdb
    vip: 192.168.1.100
    nodes: [jcmanager01, jcmanager02]
agents:
  - name: jcagcluster
    site: jcmgcluster.example.jp
    instance: clusterinstance
    instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e
    endpoint: http://jcmgcluster.example.jp:23151
    spool: /mnt/jobagdb
    privateKey: /opt/keys/jcagcluster.pem
    users: [batch01, batch02]
    nodes: [jcmanager01, jcmanager02]
    perNode:
      jcmanager02: {instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e}
`;

describe('a manifest', () => {
  test('with every key has no problem', () => {
    expect(problemsOf(complete)).toEqual([]);
  });

  test('may leave out everything that is optional', () => {
    expect(
      problemsOf('nodes:\n  - name: a\nsites:\n  - {name: s, database: /d}\nagents: [{name: x}]\n'),
    ).toEqual([]);
  });

  test('names an unknown key, where it stands, the nearest known one and all known ones', () => {
    const problem = onlyProblem('nodes:\n  - name: a\n    machineID: 3\n');
    expect(problem.kind).toBe('unknown-key');
    expect(problem.under).toBe('machineID');
    expect(problem.path).toEqual(['nodes', '0', 'machineID']);
    expect(problem.suggestion).toBe('machineId');
    expect(problem.message.en).toBe(
      'unknown key "machineID" in item 1 of "nodes"; did you mean "machineId"? Allowed: name, machineId, addresses, files',
    );
    expect(problem.message.ja).toBe(
      '"nodes" の 1 番目の項目に未知のキー "machineID" があります。"machineId" の誤りですか？ 使えるのは name、machineId、addresses、files です',
    );
  });

  test('says at the top level what is allowed when no key is near', () => {
    const problem = onlyProblem('zzz: 1\n');
    expect(problem.under).toBe('zzz');
    expect(problem.message.en).toMatch(/^unknown key "zzz" at the top level; allowed: cluster, platform, /);
  });

  test('names a key that only looks like part of JavaScript', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const problem = onlyProblem(`${key}: 1\n`);
      expect(problem).toMatchObject({ kind: 'unknown-key', under: key });
    }
    expect(onlyProblem('nodes: [{name: a, __proto__: {x: 1}}]\n').under).toBe('__proto__');
  });

  test('points a missing key at the first key of the entry that lacks it', () => {
    const problem = onlyProblem('sites:\n  - name: a\n    database: /d\n  - vip: 10.0.0.1\n    name: b\n');
    expect(problem).toMatchObject({ kind: 'missing-key', under: 'vip', path: ['sites', '1', 'database'] });
    expect(problem.message.en).toBe('the key "database" is missing in item 2 of "sites"; it is required');
    expect(problem.message.ja).toBe('"sites" の 2 番目の項目に必須のキー "database" がありません');
  });

  test('points a missing key of an empty entry at the entry', () => {
    expect(onlyProblem('nodes: [{}]\n')).toMatchObject({ kind: 'missing-key', under: '{}' });
  });

  test('quotes a value of the wrong type and says which type is right', () => {
    const id = onlyProblem('nodes: [{name: a, machineId: "33"}]\n');
    expect(id).toMatchObject({ kind: 'wrong-type', path: ['nodes', '0', 'machineId'] });
    expect(id.under).toContain('33');
    expect(id.message.en).toBe('"machineId" must be a number, but is the text "33"');
    expect(id.message.ja).toBe('"machineId" は数値でなければなりませんが、文字列 "33" です');

    const name = onlyProblem('nodes:\n  - name: 0101\n');
    expect(name.under).toBe('0101');
    expect(name.message.en).toBe('"name" must be text, but is the number "0101"; put it in quotes');
  });

  test('points at the key when the value is empty or a block', () => {
    const empty = onlyProblem('cluster: a\nnodes:\n');
    expect(empty).toMatchObject({ kind: 'wrong-type', under: 'nodes' });
    expect(empty.message.en).toBe('"nodes" must be a list, but is empty');
    const block = onlyProblem('nodes:\n  name: a\n  machineId: 3\n');
    expect(block).toMatchObject({ kind: 'wrong-type', under: 'nodes' });
    expect(block.message.en).toBe('"nodes" must be a list, but is a mapping (key: value)');
  });

  test('names the item of a list that has the wrong type', () => {
    const problem = onlyProblem('nodes: [{name: a, addresses: [10.0.0.1, 7]}]\n');
    expect(problem).toMatchObject({ kind: 'wrong-type', under: '7' });
    expect(problem.message.en).toBe(
      'item 2 of "addresses" must be text, but is the number "7"; put it in quotes',
    );
  });

  test('says which values are allowed and which is nearest', () => {
    const problem = onlyProblem('platform: Linux\n');
    expect(problem).toMatchObject({ kind: 'not-allowed', under: 'Linux', suggestion: 'linux' });
    expect(problem.message.en).toBe(
      '"platform" is the text "Linux"; did you mean "linux"? Allowed: linux, windows',
    );
    expect(problem.message.ja).toBe(
      '"platform" は文字列 "Linux" です。"linux" の誤りですか？ 使えるのは linux、windows です',
    );
    expect(onlyProblem('clusterSoftware: [wsfc]\n').kind).toBe('not-allowed');
  });

  test('checks the values of single nodes', () => {
    const problem = onlyProblem('agents:\n  - name: a\n    perNode:\n      n1: {spol: /x}\n');
    expect(problem).toMatchObject({ kind: 'unknown-key', under: 'spol', suggestion: 'spool' });
    expect(problem.message.en).toMatch(/^unknown key "spol" in "n1"; did you mean "spool"\?/);
  });

  test('leaves values of the right type to the rules', () => {
    expect(
      problemsOf('nodes: [{name: "", machineId: -1.5}]\nsites: [{name: s, database: relative}]\n'),
    ).toEqual([]);
  });

  test('that is empty, a list or a word is refused as a whole', () => {
    expect(onlyProblem('')).toMatchObject({ kind: 'wrong-type', range: { start: 0, end: 0 } });
    expect(onlyProblem('- a\n')).toMatchObject({ kind: 'wrong-type', path: [] });
    expect(onlyProblem('hello\n').message.en).toBe(
      'the file must be a mapping (key: value), but is the text "hello"',
    );
  });

  test('shows control characters escaped and cuts long keys', () => {
    const { message } = onlyProblem(`"a\\e[31m": 1\n`);
    expect(message.en).toContain('unknown key "a\\x1b[31m"');
    expect(onlyProblem(`${'k'.repeat(500)}: 1\n`).message.en.length).toBeLessThan(300);
  });

  test('with as many mistakes as fit into a file ends, with a hundred of them', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1\n`).join('');
    expect(text.length).toBeGreaterThan(0.9 * MAX_LENGTH);
    expect(problemsOf(text)).toHaveLength(100);
  });

  test('gives problems in the order of the file', () => {
    const starts = problemsOf('zzz: 1\nnodes: [{machineId: x}]\nplatform: mac\n').map(
      ({ range }) => range.start,
    );
    expect(starts).toHaveLength(4);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

describe('an agent file', () => {
  test('may hold any other key', () => {
    expect(
      problemsOf(
        'log: {level: 3}\nrequest:\n  retry: [1]\n  onStartup: {action: abort}\n',
        validateAgentYaml,
      ),
    ).toEqual([]);
  });

  test('with a wrong type of a known key is a problem', () => {
    expect(onlyProblem('request:\n  onStartup:\n    action: 1\n', validateAgentYaml)).toMatchObject({
      kind: 'wrong-type',
      under: '1',
      path: ['request', 'onStartup', 'action'],
    });
  });
});

test('a keyword that no message was written for still names the value and the place', () => {
  const validate: SchemaValidator = Object.assign(() => false, {
    errors: [
      { instancePath: '/a~1b', keyword: 'minLength', params: {}, message: 'must NOT have fewer characters' },
    ],
  });
  const problem = onlyProblem('a/b: x\n', validate);
  expect(problem).toMatchObject({ kind: 'invalid', under: 'x' });
  expect(problem.message.en).toBe(
    '"a/b" is the text "x", which the schema refuses: must NOT have fewer characters (minLength)',
  );
});

test('any YAML value is checked without an exception, and every range lies in the text', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      for (const { range, message } of problemsOf(json)) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(json.length);
        expect(message.en).not.toBe('');
      }
    }),
  );
});

test('a plain value keeps keys that JavaScript would swallow', () => {
  const { root } = read('__proto__: {x: 1}\n');
  expect(root).not.toBeNull();
  if (root !== null) expect(Object.keys(toPlain(root) ?? {})).toEqual(['__proto__']);
});
