import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlElement } from '@rgrove/parse-xml';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/cli/rules/catalogue.js';
import { runLint } from '../../src/cli/running/run-lint.js';
import { elements, formatProblems, page } from './format-checks.js';
import { junitProblems } from './junit-schema.js';
import { both, cluster, finding, notChecked, place, run } from './sample-result.js';
import { sarifProblems } from './sarif-schema.js';

const lines = (text: string) => text.split('\n');
const cause = {
  missing: ['stat'],
  supply: both('save stat as nodes/a/.facts/stat'),
  gaps: [{ node: 'jcmanager02', need: 'stat', how: both('save stat as nodes/a/.facts/stat') }],
};

describe('the example clusters', () => {
  const folder = fileURLToPath(new URL('../../fixtures/clusters', import.meta.url));
  const names = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  describe.each(names.map((each) => each.name))('%s', (name) => {
    const results = runLint([name], { cwd: folder });

    test.each(['en', 'ja'] as const)(
      'every format has the shape that its schema asks for, and counts the same findings (%s)',
      async (language) => {
        expect(await formatProblems(await results, language)).toEqual([]);
      },
    );
  });
});

describe('a finding', () => {
  const related = [{ message: both('set here'), location: place('nodes/a/daemon.conf', 'x=<|1|>', 7) }];
  const suppressed = [
    { finding: finding({ fingerprint: 'ff' }), reason: 'moving house', expires: null },
    {
      finding: finding({ fingerprint: 'fe' }),
      reason: 'approved',
      expires: '2027-01-31',
      by: 'waiver' as const,
    },
  ];
  const result = run([
    cluster({
      findings: [finding({ related })],
      notChecked: [notChecked('db-mode', 'jcmanager02', cause)],
      suppressed,
    }),
  ]);

  test('SARIF: stands at its place, with its related places, its fingerprint and its rule', async () => {
    const report = JSON.parse(await page('sarif', result));
    expect(sarifProblems(report)).toEqual([]);
    const [sarif] = report.runs;
    expect(sarif.columnKind).toBe('utf16CodeUnits');
    expect(sarif.results[0]).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'prod/daemon.conf' },
            region: { startLine: 2, startColumn: 17, endLine: 2, endColumn: 29 },
          },
        },
      ],
      relatedLocations: [{ physicalLocation: { region: { startLine: 7, startColumn: 3, endColumn: 4 } } }],
      partialFingerprints: { 'cjclint/v1': '0123456789abcdef' },
    });
    expect(sarif.tool.driver.rules[sarif.results[0].ruleIndex].id).toBe(sarif.results[0].ruleId);
  });

  test('SARIF: every rule brings its help in both languages', async () => {
    const [sarif] = JSON.parse(await page('sarif', result)).runs;
    for (const { id, title } of catalogue) {
      const { help } = sarif.tool.driver.rules.find((rule: { id: string }) => rule.id === id);
      const written = help.text.replace(/([{}])\1/g, '$1');
      expect([written.includes(title.en), written.includes(title.ja)], id).toEqual([true, true]);
    }
  });

  test('SARIF: what is suppressed is there with its reason, what was not checked is no result', async () => {
    const [{ results, invocations, tool }] = JSON.parse(await page('sarif', result)).runs;
    expect(results.slice(1)).toMatchObject([
      { kind: 'fail', suppressions: [{ kind: 'inSource', justification: 'moving house' }] },
      { kind: 'fail', suppressions: [{ kind: 'external', justification: 'approved' }] },
    ]);
    // GitHub's code scanning shows an alert for every result, whatever its kind.
    expect(results).toHaveLength(3);
    const [{ executionSuccessful, toolExecutionNotifications }] = invocations;
    expect(executionSuccessful).toBe(true);
    expect(toolExecutionNotifications).toMatchObject([
      {
        level: 'note',
        associatedRule: { id: 'jobcenter/db-mode' },
        message: { text: expect.stringContaining('stat') },
      },
    ]);
    const { index } = toolExecutionNotifications[0].associatedRule;
    expect(tool.driver.rules[index].id).toBe('jobcenter/db-mode');
  });

  test('SARIF: a path is a relative URI, whatever its characters', async () => {
    const files = ['c:/本番 #1/100%?.conf', 'a.tar.gz!/etc/hosts', '\ud800.conf'];
    const findings = files.map((file) => finding({ location: place(file, '<|x|>') }));
    const [{ results }] = JSON.parse(await page('sarif', run([cluster({ findings })]))).runs;
    const uris: string[] = results.map(
      (each: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        each.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual([
      'c%3A/%E6%9C%AC%E7%95%AA%20%231/100%25%3F.conf',
      'a.tar.gz!/etc/hosts',
      '%EF%BF%BD.conf',
    ]);
    expect(decodeURIComponent(uris[0] ?? '')).toBe(files[0]);
  });

  test('SARIF: a failed rule and an unusable path are notifications, and the run has not succeeded', async () => {
    const broken = run([], {
      internalErrors: ['jobcenter/x: boom'],
      inputProblems: [both('"gone": no such file')],
    });
    const [{ invocations }] = JSON.parse(await page('sarif', broken)).runs;
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { message: { text: '"gone": no such file' } },
          { message: { text: 'jobcenter/x: boom' } },
        ],
      },
    ]);
  });

  test('JUnit: one case a rule, not checked is skipped with its reason, not applicable is neither', async () => {
    const xml = await page('junit', result);
    expect(junitProblems(xml)).toEqual([]);
    const cases = new Map(elements(xml, 'testcase').map((each) => [each.attributes.name, each]));
    const children = (rule: string) =>
      cases
        .get(`jobcenter/${rule}`)
        ?.children.flatMap((child) => (child instanceof XmlElement ? [child.name] : []));
    expect(children('machine-id-unique')).toEqual([]);
    expect(children('vip-dual-stack')).toEqual(['system-out']);
    expect(children('nats-url-matches-ipaddress')).toEqual(['failure']);
    expect(elements(xml, 'skipped').map((each) => each.attributes.message)).toEqual([
      'not checked: no stat on jcmanager02: save stat as nodes/a/.facts/stat',
    ]);
    expect(elements(xml, 'failure')[0]?.text).toContain('prod/daemon.conf:2:17');
  });

  test('GitHub: an annotation at the place, without columns where it spans lines', async () => {
    const wide = { ...place('a,b:c.conf', '<|x|>'), endLine: 3 };
    const text = await page('github', run([cluster({ findings: [finding(), finding({ location: wide })] })]));
    expect(lines(text).slice(0, 2)).toEqual([
      expect.stringContaining(
        '::error file=prod/daemon.conf,line=2,endLine=2,col=17,endColumn=29,title=jobcenter/nats-url-matches-ipaddress::NATS_URL points at "192.168.1.11"',
      ),
      expect.stringContaining('::error file=a%2Cb%3Ac.conf,line=1,endLine=3,title='),
    ]);
    expect(text).toContain('\nverdict: NO-GO (2 errors, 0 warnings, 0 infos)\n');
  });

  test('Markdown: what was not checked is folded away', async () => {
    const text = await page('markdown', result, 'ja');
    expect(text).toMatch(/<details><summary>未確認のルール 1 件<\/summary>\n\n- `.*stat.*`\n\n<\/details>/);
  });
});

test('Markdown: a comment stays under what a forge takes, and says how much it leaves out', async () => {
  const findings = Array.from({ length: 2000 }, (_, at) => finding({ message: both(`finding ${at}`) }));
  const clusters = Array.from({ length: 2000 }, (_, at) => cluster({ name: `cluster-${at}` }));
  const open = Array.from({ length: 2000 }, (_, at) =>
    notChecked('db-mode', 'n', {
      ...cause,
      gaps: [{ node: 'n', need: `f${at}`, how: both('x'.repeat(999)) }],
    }),
  );
  const text = await page('markdown', run([cluster({ findings, notChecked: open }), ...clusters]));
  expect(text.length).toBeLessThan(65_536);
  const shown = text.match(/^- \*\*error/gm)?.length ?? 0;
  expect(text).toContain(`- … ${2000 - shown} more not shown`);
});

describe('a hostile value does nothing', () => {
  const evil =
    '\u001b[31m]]>\u0000\ufffe\n::error::gone\r\n##[error]x|`a``b` </details><script>@all #1 <!-- {0} [x](1) %0A::stop\u202e';
  const loud = finding({
    cluster: evil,
    node: evil,
    message: both(evil),
    help: both(evil),
    location: place(`${evil}.conf`, '<|x|>'),
  });
  const open = notChecked('db-mode', evil, {
    missing: [evil],
    supply: both(evil),
    gaps: [{ node: evil, need: evil, how: both(evil) }],
  });
  const result = run(
    [
      cluster({
        name: evil,
        manifest: evil,
        findings: [loud],
        notChecked: [open],
        suppressed: [{ finding: loud, reason: evil, expires: null }],
      }),
    ],
    { inputProblems: [both(evil)], internalErrors: [evil] },
  );

  test.each(['sarif', 'junit', 'gitlab', 'github', 'markdown'] as const)(
    '%s: holds no character that a terminal obeys',
    async (format) => {
      expect(await page(format, result)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\p{Cs}]/u);
    },
  );

  test('SARIF validates, and its braces and brackets are neither placeholder nor link', async () => {
    const report = JSON.parse(await page('sarif', result));
    expect(sarifProblems(report)).toEqual([]);
    expect(report.runs[0].results[0].message.text).toContain('{{0}} \\[x\\](1)');
  });

  test('JUnit is well-formed and gives the text back', async () => {
    const xml = await page('junit', result);
    expect(junitProblems(xml)).toEqual([]);
    expect(elements(xml, 'failure')[0]?.attributes.message).toContain('</details><script>');
    expect(elements(xml, 'script')).toEqual([]);
  });

  test('GitHub gets one command of ours and no other', async () => {
    const commands = lines(await page('github', result)).filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^::error file=[^:]*,title=jobcenter\/[a-z-]+::/);
    expect(commands[0]).toContain('%250A::stop');
  });

  test('Markdown keeps it in code spans, and its table in five columns', async () => {
    const text = await page('markdown', result);
    const outside = text.replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/script|@all|#1|::/);
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
    const rows = lines(text).filter((line) => line.startsWith('| '));
    expect(rows.map((each) => each.replaceAll('\\|', '').split('|').length - 2)).toEqual([5, 5]);
  });
});
