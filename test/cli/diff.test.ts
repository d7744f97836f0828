import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../schemas/difference.schema.json' with { type: 'json' };
import { cjclint } from './run-program.js';

let cwd = '';
const standby = 'after/nodes/jcmanager02';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-diff-'));
  for (const side of ['before', 'after']) {
    cpSync(resolve('fixtures/clusters/healthy'), join(cwd, side), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  edit(`${standby}/usr/lib/nqs/rc/daemon.conf`, (text) => `${text}maintenance=ON\n`);
  edit(`${standby}/.facts/env`, (text) => text.replace(/^NQS_SITE=.*/m, 'NQS_SITE=\u001b[31mother'));
  rmSync(join(cwd, standby, '.facts/umask'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

function edit(path: string, change: (text: string) => string): void {
  const file = join(cwd, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const diff = (...args: readonly string[]) => cjclint(['diff', ...args], { cwd });

describe('diff', () => {
  test('tells in English what changed, what came of it, and what could not be compared', async () => {
    const { code, out, err } = await diff('before', 'after');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`from before (collected 2026-11-20T03:00:01Z) to after (collected 2026-11-20T03:00:01Z)

Changes that break something:

  maintenance (/usr/lib/nqs/rc/daemon.conf of jcmanager02) [file changed 2026-11-14T20:01:00Z]
  - (not there)
  + maintenance=ON  after/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf:3:1
    breaks: warning: maintenance=ON is left: a start on jcmanager02 would run cjcpw and no JobCenter process
      [jobcenter/maintenance-mode]

  NQS_SITE (env of jcmanager02)
  - jcmgcluster.example.jp  before/nodes/jcmanager02/.facts/env:1:10
  + \\x1b[31mother  after/nodes/jcmanager02/.facts/env:1:10
    breaks: warning: NQS_SITE "\\x1b[31mother" is no site of jcmanager02; its sites are jcmanager02,
      jcmgcluster.example.jp, jcmgsecond.example.jp [jobcenter/nqs-site-env]

Cannot be compared:
  umask of jcmanager02: the newer state does not tell

2 changes: 2 findings came, 0 findings went
`);
  });

  test('a link that was renamed is one change, which breaks what its name breaks', async () => {
    cpSync(join(cwd, 'before'), join(cwd, 'renamed'), { recursive: true, verbatimSymlinks: true });
    const links = join(cwd, 'renamed/nodes/jcmanager02/usr/spool/nqs');
    renameSync(join(links, 'C0A80164'), join(links, 'C0A80146'));
    edit('renamed/nodes/jcmanager02/.facts/cjcls', (text) => text.replace('C0A80164', 'C0A80146'));
    edit('renamed/nodes/jcmanager02/.facts/stat', (text) => text.replace('C0A80164', 'C0A80146'));
    const { out } = await diff('before', 'renamed');
    expect(out).toContain(`
  the link C0A80146 (the links of jcmanager02)
  - C0A80164 -> /mnt/jobmgdb  before/nodes/jcmanager02/usr/spool/nqs/C0A80164:1:1
  + C0A80146 -> /mnt/jobmgdb  renamed/nodes/jcmanager02/usr/spool/nqs/C0A80146:1:1
    breaks: error: link "C0A80146" to the site's database means 192.168.1.70`);
    expect(out).not.toContain('the link C0A80164');
  });

  test('tells the same in Japanese', async () => {
    const { out } = await cjclint(['--lang', 'ja', 'diff', 'before', 'after'], { cwd });
    expect(out).toContain(
      'maintenance（jcmanager02 の /usr/lib/nqs/rc/daemon.conf） [ファイルの更新 2026-11-14T20:01:00Z]',
    );
    expect(out).toContain('新たな指摘: 警告: maintenance=ON が残っています。');
    expect(out).toContain('変更 2 件、発生した指摘 2 件、解消した指摘 0 件');
  });

  test('the other way round the same changes mend, and break nothing', async () => {
    const { out } = await diff('after', 'before');
    expect(out).not.toContain('breaks:');
    expect(out).toContain('mends: warning: maintenance=ON is left');
    expect(out).toContain('2 changes: 0 findings came, 2 findings went');
  });

  test('JSON is what the schema says, in one line a change', async () => {
    const { out } = await diff('before', 'after', '--format', 'json');
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    const report: unknown = JSON.parse(out);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(report).toMatchObject({
      before: 'before',
      after: 'after',
      compared: ['jcmg-prod'],
      changes: [
        {
          node: 'jcmanager02',
          before: null,
          after: { text: 'maintenance=ON', location: { line: 3, column: 1, endLine: 3, endColumn: 15 } },
          breaks: [{ rule: 'jobcenter/maintenance-mode', severity: 'warning' }],
        },
        { before: { text: 'jcmgcluster.example.jp' } },
      ],
      notCompared: ['umask of jcmanager02: the newer state does not tell'],
    });
  });

  test('JSON of two nodes is what the schema says as well', async () => {
    const { out } = await diff('before/nodes/jcmanager01', 'after/nodes/jcmanager02', '--format', 'json');
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    const report: unknown = JSON.parse(out);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(report).toMatchObject({
      nodes: { before: 'jcmanager01', after: 'jcmanager02' },
      swapped: false,
      changes: [{ what: 'maintenance (/usr/lib/nqs/rc/daemon.conf)' }, { what: 'NQS_SITE (env)' }],
      notCompared: ['umask: jcmanager02 does not tell'],
    });
  });

  test('says so when the first state was collected after the second', async () => {
    const times: [string, string][] = [];
    for (const node of ['jcmanager01', 'jcmanager02']) {
      const path = `before/nodes/${node}/.facts/meta`;
      times.push([path, readFileSync(join(cwd, path), 'utf8')]);
      edit(path, (text) => text.replace('collected_at=2026', 'collected_at=2027'));
    }
    const { out } = await diff('before', 'after');
    for (const [path, text] of times) edit(path, () => text);
    expect(out).toContain('from before (collected 2027-11-20T03:00:01Z)');
    expect(out).toContain('The first state was collected after the second.');
  });

  test('a finding that may be new counts as new, and says why nobody knows', async () => {
    const fact = 'nodes/jcmanager01/.facts/umask';
    const umask = readFileSync(join(cwd, 'after', fact), 'utf8');
    edit(`after/${fact}`, () => '0077\n');
    rmSync(join(cwd, 'before', fact));
    const { code, out } = await diff('before', 'after', '--fail-on', 'info');
    writeFileSync(join(cwd, 'before', fact), umask);
    edit(`after/${fact}`, () => umask);
    expect(code).toBe(1);
    expect(out).toContain(
      'Cannot tell whether these are new: the older state lacks what they are checked by:\n    info: umask 0077',
    );
  });

  test.each([
    [['before', 'after', '--fail-on', 'warning'], 1],
    [['before', 'after', '--fail-on', 'never'], 0],
    [['after', 'before', '--fail-on', 'info'], 0],
    [['before', 'nowhere'], 2],
    [['before'], 2],
    [['before', 'after', '--format', 'sarif'], 2],
  ])('%j ends with %i', async (args, code) => {
    expect((await diff(...args)).code).toBe(code);
  });

  test('a side with nothing in it is no sign of health', async () => {
    const { out, err } = await diff('before', 'nowhere');
    expect(out).toContain('Nothing could be compared.');
    expect(out).toContain('the cluster jcmg-prod: only in the older state');
    expect(err).toContain('"nowhere": no such file or folder');
  });

  test('one node of each side by itself, though it was renamed', async () => {
    edit(`${standby}/.facts/meta`, (text) => text.replace('hostname=jcmanager02', 'hostname=jcstandby'));
    const { out } = await diff('before/nodes/jcmanager02', standby);
    expect(out).toContain('host name (the node jcmanager02)');
    expect(out).toContain('+ jcstandby');
    expect(out).toContain('+ maintenance=ON');
  });
});
