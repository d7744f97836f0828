import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/report.schema.json' with { type: 'json' };
import type { RunResult } from '../../src/engine/result.js';
import type { Language } from '../../src/message/language.js';
import { jsonReport } from '../../src/report/json.js';
import { both, cluster, finding, notChecked, place, run } from './sample-result.js';

const tool = { name: 'cjclint', version: '0.1.0' };
const textOf = (result: RunResult, language: Language = 'en') =>
  [...jsonReport(result, tool, language)].join('');
const report = (result: RunResult, language?: Language): unknown => JSON.parse(textOf(result, language));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const stat = { missing: ['stat'], gaps: [], supply: both('save stat as nodes/jcmanager02/.facts/stat') };
const full = run([
  cluster({
    findings: [
      finding(),
      finding({
        severity: 'warning',
        location: null,
        reference: null,
        related: [{ message: both('here'), location: place('a.conf', '<|x|>') }],
      }),
    ],
    notChecked: [notChecked('db-mode', 'jcmanager02', stat)],
    suppressed: [{ finding: finding(), reason: 'migration', expires: null }],
  }),
  cluster({ name: 'second', manifest: null }),
]);

describe('the report', () => {
  test('has the keys in the order of the interface, and says it in the language of the run', () => {
    expect(report(full, 'ja')).toMatchObject({
      findings: [{ message: expect.stringContaining('待ち受けます') }, {}],
    });
    expect(textOf(full)).toBe(`{
  "schemaVersion": 1,
  "tool": {"name":"cjclint","version":"0.1.0"},
  "verdict": "no-go",
  "clusters": [
    {"name":"jcmg-prod","manifest":"prod/cjclint.yaml","verdict":"no-go","nodes":["jcmanager01","jcmanager02"],"sites":["jcmgcluster.example.jp"],"agents":[]},
    {"name":"second","manifest":null,"verdict":"go","nodes":["jcmanager01","jcmanager02"],"sites":["jcmgcluster.example.jp"],"agents":[]}
  ],
  "findings": [
    {"rule":"jobcenter/nats-url-matches-ipaddress","severity":"error","evidence":"manual","reference":"G 2.3.3.1.3","cluster":"jcmg-prod","node":null,"site":"jcmgcluster.example.jp","agent":null,"message":"NATS_URL points at \\"192.168.1.11\\", but this site listens on its VIP \\"192.168.1.100\\"","help":"NATS_URL=nats://192.168.1.100:23141","location":{"file":"prod/daemon.conf","line":2,"column":17,"endLine":2,"endColumn":29},"related":[],"fixable":true,"fingerprint":"0123456789abcdef"},
    {"rule":"jobcenter/nats-url-matches-ipaddress","severity":"warning","evidence":"manual","reference":null,"cluster":"jcmg-prod","node":null,"site":"jcmgcluster.example.jp","agent":null,"message":"NATS_URL points at \\"192.168.1.11\\", but this site listens on its VIP \\"192.168.1.100\\"","help":"NATS_URL=nats://192.168.1.100:23141","location":null,"related":[{"message":"here","location":{"file":"a.conf","line":1,"column":1,"endLine":1,"endColumn":2}}],"fixable":true,"fingerprint":"0123456789abcdef"}
  ],
  "notChecked": [
    {"rule":"jobcenter/db-mode","cluster":"jcmg-prod","node":"jcmanager02","site":null,"agent":null,"missing":["stat"],"supply":"save stat as nodes/jcmanager02/.facts/stat"}
  ],
  "suppressed": [
    {"rule":"jobcenter/nats-url-matches-ipaddress","reason":"migration","expires":null,"location":{"file":"prod/daemon.conf","line":2,"column":17,"endLine":2,"endColumn":29}}
  ],
  "coverage": {"rules":4,"passed":1,"failed":1,"notApplicable":1,"notChecked":1},
  "summary": {"errors":1,"warnings":1,"infos":0,"files":24,"clusters":2,"nodes":4}
}
`);
  });

  test.each([
    ['full', full],
    ['empty', run([])],
    [
      'files of no cluster',
      run([cluster({ name: null, manifest: null, nodes: [], findings: [finding({ cluster: null })] })]),
    ],
  ])('%s: validates against the shipped schema', (_, result) => {
    expect(validate(report(result)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('files of no cluster are no entry of "clusters", their findings have a null cluster', () => {
    const loose = cluster({ name: null, findings: [finding({ cluster: null })] });
    expect(report(run([loose]))).toMatchObject({ clusters: [], findings: [{ cluster: null }] });
  });

  test('the schema refuses keys and values of its own making', () => {
    expect(validate({ ...JSON.parse(textOf(full)), extra: 1 })).toBe(false);
    expect(validate(report({ ...full, findings: [finding({ rule: 'NoPack' })] }))).toBe(false);
    expect(validate(report({ ...full, findings: [finding({ location: place('a', '<|x|>', 0) })] }))).toBe(
      false,
    );
  });
});

test('whatever stands in a message, a terminal gets no control character and a reader gets the text back', () => {
  const unit = fc.constantFrom(
    'a',
    '値',
    '\u001b',
    '\u009b',
    '\u202e',
    '\u2028',
    '\u{e0041}',
    '👍',
    '"',
    '\\',
    '\n',
    '\u007f',
  );
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const text = units.join('');
      const printed = textOf(run([cluster({ name: text })]));
      expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u{e0000}-\u{e007f}]/u);
      expect(JSON.parse(printed)).toMatchObject({ clusters: [{ name: text }] });
    }),
  );
});
