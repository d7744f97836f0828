import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import encodings from 'encoding-japanese';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../schemas/diagnosis.schema.json' with { type: 'json' };
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { cjclint } from './run-program.js';

let cwd = '';
const standby = 'case/nodes/jcmanager02';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-diagnose-'));
  cpSync(resolve('fixtures/diagnosis/base'), join(cwd, 'case'), { recursive: true, verbatimSymlinks: true });
  appendFileSync(join(cwd, standby, 'usr/lib/nqs/rc/daemon.conf'), 'maintenance=ON\n');
  for (const node of ['jcmanager01', 'jcmanager02']) {
    const { status } = spawnSync('tar', [
      '-C',
      join(cwd, 'case/nodes'),
      '-czf',
      join(cwd, `${node}.tar.gz`),
      node,
    ]);
    expect(status).toBe(0);
  }
});
afterAll(() => rmSync(cwd, { recursive: true }));

const diagnose = (...args: readonly string[]) => cjclint(['diagnose', ...args], { cwd });
const json = async (...args: readonly string[]) => {
  const ended = await diagnose(...args, '--format', 'json');
  return { ...ended, report: JSON.parse(ended.out) };
};

describe('diagnose', () => {
  test('thinks of what a rehearsal finds and no rule does, and says nothing twice', async () => {
    const nodes = join(cwd, 'network');
    cpSync(resolve('fixtures/diagnosis/base/nodes'), nodes, { recursive: true, verbatimSymlinks: true });
    const addresses = join(nodes, 'jcmanager02/.facts/ip-addr');
    const known = readFileSync(addresses, 'utf8');
    writeFileSync(addresses, known.replace('192.168.1.12/24', '10.0.0.12/24'));
    const { report } = await json('network');
    expect(report.hints.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      expect.stringMatching(
        /^rehearsed on paper, the failover from jcmanager01 to jcmanager02 ends at "move the VIP": jcmanager02 has no address/,
      ),
    ]);
    // The cause of the other case fails a step as well.
    expect((await json('jcmanager01.tar.gz', 'jcmanager02.tar.gz')).report.hints).toEqual([]);
  });

  test('takes what servers said, and what was connected to, from a recording, redacted too', async () => {
    const nodes = join(cwd, 'reached');
    cpSync(resolve('fixtures/diagnosis/base/nodes'), nodes, { recursive: true, verbatimSymlinks: true });
    const collected = /collected_at=(\S+)/.exec(
      readFileSync(join(nodes, 'jcmanager01/.facts/meta'), 'utf8'),
    )?.[1];
    const running = readFileSync(join(nodes, 'jcmanager01/.facts/cjcls'), 'utf8');
    expect(running).toMatch(/^jcmgcluster\S* +\d+ /m);
    writeFileSync(
      join(cwd, 'site.lookups'),
      `cjclint-lookups 2\ntcp\tjcmanager01\t${collected}\t192.168.1.100:23141\tspoke\tSSH-2.0-by-jcmanager01\\u000a\n`,
    );
    const rulesIn = async (...args: readonly string[]) => {
      const { report } = await json(
        'reached',
        '--symptom',
        'nats: no servers available for connection',
        ...args,
      );
      return report.causes.map(({ rule }: { rule: string }) => rule);
    };
    expect(await rulesIn()).not.toContain('jobcenter/nats-reachable');
    expect(await rulesIn('--lookups', 'site.lookups')).toContain('jobcenter/nats-reachable');
    const { out } = await diagnose('reached', '--lookups', 'site.lookups', '--redact', '--lang', 'en');
    expect(out.replace(/\s+/g, ' ')).toContain('is no NATS server: it says "SSH-2.0-by-node1"');
    expect(out).not.toMatch(/jcmanager01|192\.168/);
  });

  test('tells the cause first: where, why, how to confirm and to mend it', async () => {
    const { code, out, err } = await diagnose(
      'jcmanager01.tar.gz',
      'jcmanager02.tar.gz',
      '--symptom',
      'only cjcpw runs',
    );
    // maintenance=ON is a warning, for people set it on purpose.
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.slice(0, out.indexOf('To think of'))).toBe(`Read from what was given
  the symptom "only cjcpw runs" reads as: cjcpw alone, no JobCenter process
  had to take over: jcmanager02 (the site is on another node)

Likely causes

1. maintenance=ON is left: a start on jcmanager02 would run cjcpw and no JobCenter process
  jcmanager02.tar.gz!/jcmanager02/usr/lib/nqs/rc/daemon.conf:3:1
    2 | local_daemon=SITE
    3 | maintenance=ON
      | ^~~~~~~~~~~~~~
  why: With maintenance=ON cjcpw starts alone and starts no JobCenter process: the cluster software sees a success, and
       nothing runs on the node. This is how the symptom "only cjcpw runs" (cjcpw alone, no JobCenter process) comes
       about. It is on jcmanager02, which had to take over.
  confirm: jcmanager02: cat /usr/lib/nqs/rc/daemon.conf
  fix:
    on jcmanager02:
      1. takes the line maintenance=… out of the common file; the next start runs all processes
         LC_ALL=C sed -i.before-maintenance-mode '/^[[:blank:]]*maintenance[[:blank:]]*=/Id' /usr/lib/nqs/rc/daemon.conf
         undo: mv /usr/lib/nqs/rc/daemon.conf.before-maintenance-mode /usr/lib/nqs/rc/daemon.conf
  [jobcenter/maintenance-mode] guide 2.4.4

`);
  });

  test('tells the same in Japanese', async () => {
    const { out } = await cjclint(
      ['--lang', 'ja', 'diagnose', 'case', '--symptom', 'cjcpw だけが動いている'],
      { cwd },
    );
    expect(out).toContain('考えられる原因\n\n1. maintenance=ON が残っています');
    expect(out).toContain('切り替え先: jcmanager02（サイトは別のノードにある）');
    expect(out).toContain('確認: jcmanager02: cat /usr/lib/nqs/rc/daemon.conf');
    expect(out).toContain('元に戻す: mv ');
  });

  test('keeps prose within the terminal, and commands whole, in both languages', async () => {
    for (const lang of ['en', 'ja']) {
      const { out } = await cjclint(
        ['--lang', lang, 'diagnose', 'case', '--symptom', 'only cjcpw runs', '--color', 'never'],
        {
          cwd,
          terminal: { columns: 60 },
        },
      );
      const causes = out.slice(0, out.indexOf('\n\ncase\n'));
      const long = causes.split('\n').filter((line) => stringWidth(line) > 60);
      for (const line of long) expect(line).toMatch(/^ +(?:LC_ALL=C sed |(?:undo|元に戻す): mv |case\/)/);
      expect(long.length).toBeGreaterThan(0);
    }
  });

  test('keeps to its JSON Schema, which is that of the report and more', async () => {
    const { report } = await json('case', '--symptom', 'nothing runs');
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(report.causes).toMatchObject([
      { rank: 1, rule: 'jobcenter/maintenance-mode', node: 'jcmanager02' },
    ]);
    expect(schema.$defs).toMatchObject(reportSchema.$defs);
    expect(schema.properties).toMatchObject(reportSchema.properties);
  });

  test('writes the findings in the other formats, as lint does', async () => {
    const { code, out } = await diagnose('case', '--format', 'sarif');
    expect(code).toBe(0);
    expect(JSON.parse(out).runs[0].results).toContainEqual(
      expect.objectContaining({ ruleId: 'jobcenter/maintenance-mode' }),
    );
    expect((await diagnose('case', '--format', 'html')).out).toContain('maintenance=ON is left');
  });

  test('with --quiet says one line a finding', async () => {
    expect((await diagnose('case', '--quiet')).out).toMatch(/^[^\n]+\[jobcenter\/maintenance-mode\]\n$/);
  });

  test('takes --fail-on', async () => {
    expect((await diagnose('case', '--fail-on', 'warning')).code).toBe(1);
  });
});

describe('a symptom', () => {
  test('may be a file in Shift_JIS', async () => {
    const text = '切り替え後、プロセスが cjcpw だけになる\n';
    const bytes = encodings.convert(encodings.stringToCode(text), { to: 'SJIS', from: 'UNICODE' });
    writeFileSync(join(cwd, 'symptom.txt'), Uint8Array.from(bytes));
    const { report } = await json('case', '--symptom', 'symptom.txt');
    expect(report.understood[0]).toContain('切り替え後、プロセスが cjcpw だけになる');
  });

  test('of which nothing is known is said to have had no part', async () => {
    const { report } = await json('case', '--symptom', 'えっと');
    expect(report.understood[0]).toContain('nothing that is known');
    expect(report.causes).toHaveLength(1);
  });

  test('is refused when it is empty, too large or no text', async () => {
    writeFileSync(join(cwd, 'large.log'), 'x'.repeat(3 * 1024 * 1024));
    writeFileSync(join(cwd, 'binary.log'), Uint8Array.from([0x7f, 0x45, 0, 0, 1, 2, 0xff]));
    for (const [given, said] of [
      ['', 'it is empty'],
      ['large.log', 'larger than 2 MiB'],
      ['binary.log', 'no text'],
    ] as const) {
      const { code, out, err } = await diagnose('case', '--symptom', given);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(said);
    }
  });

  test('shows nothing raw of what it holds', async () => {
    const hostile = `\u001b[31mcjcpw\u001b[0m だけ\u202e ${'x'.repeat(5000)}`;
    const { out } = await diagnose('case', '--symptom', hostile);
    expect(out).toContain('\\x1b[31mcjcpw');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u001b\u202e]/);
    expect(out).not.toContain('x'.repeat(200));
  });
});

describe('inputs of diagnose', () => {
  test('a folder with nothing in it is exit 2, and no cause is made up', async () => {
    mkdirSync(join(cwd, 'empty'), { recursive: true });
    const { code, out, err } = await diagnose('empty');
    expect(code).toBe(2);
    expect(err).toContain('"empty"');
    expect(out).toContain('Nothing was found that would explain the failure');
    expect(out).toContain('because nothing could be read');
    expect(out).not.toContain('0 rules');
    expect(out).not.toMatch(/verdict: GO/);
  });

  test('of a broken archive beside a good one the good one is still diagnosed', async () => {
    const bytes = readFileSync(join(cwd, 'jcmanager01.tar.gz'));
    writeFileSync(join(cwd, 'broken.tar.gz'), bytes.subarray(0, bytes.length / 2));
    const { code, report } = await json('broken.tar.gz', 'jcmanager02.tar.gz');
    expect(code).toBe(2);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'cjclint/unreadable-file',
        location: expect.objectContaining({ file: 'broken.tar.gz' }),
      }),
    );
    expect(report.causes).toMatchObject([{ rule: 'jobcenter/maintenance-mode' }]);
  });

  test('of one node alone the other one is asked for first', async () => {
    const { report } = await json('jcmanager02.tar.gz');
    expect(report.ask[0]).toMatchObject({ node: null, saveAs: '<node>.tar.gz' });
    expect(report.ask[0].why).toContain('only jcmanager02 was given');
  });

  test('the manifest names what the trees do not tell', async () => {
    // The customer's repository stayed where it is: neither nodes/ nor shared/ came along.
    cpSync(resolve('fixtures/clusters/healthy/cjclint.yaml'), join(cwd, 'manifest/cjclint.yaml'));
    const { report } = await json(
      'jcmanager01.tar.gz',
      'jcmanager02.tar.gz',
      '--manifest',
      'manifest/cjclint.yaml',
    );
    expect(report.clusters).toMatchObject([{ name: 'jcmg-prod', manifest: 'manifest/cjclint.yaml' }]);
    expect(report.causes.map(({ rule }: { rule: string }) => rule)).toContain('jobcenter/maintenance-mode');
  });

  test('missing facts are asked for by their commands, with the paths and names of this cluster', async () => {
    const folder = join(cwd, 'facts');
    cpSync(join(cwd, 'case'), folder, { recursive: true, verbatimSymlinks: true });
    rmSync(join(folder, 'nodes/jcmanager02/.facts/stat'));
    rmSync(join(folder, 'nodes/jcmanager02/.facts/lookup'));
    rmSync(join(folder, 'nodes/jcmanager02/etc/hosts'));
    const { report } = await json('facts');
    expect(report.ask).toContainEqual({
      node: 'jcmanager02',
      command: expect.stringMatching(/^for q in jcmgcluster\.example\.jp; do .* getent ahosts /),
      saveAs: '.facts/lookup',
      why: expect.stringContaining('vip-'),
    });
    expect(report.ask.length).toBeLessThanOrEqual(6);
  });

  test('of facts that are missing together the whole snapshot is asked for', async () => {
    const folder = join(cwd, 'nothing');
    cpSync(join(cwd, 'case'), folder, { recursive: true, verbatimSymlinks: true });
    rmSync(join(folder, 'nodes/jcmanager02/.facts'), { recursive: true });
    const { report } = await json('nothing');
    expect(report.ask[0]).toMatchObject({
      node: 'jcmanager02',
      command:
        'cjclint collector > collector.sh && ssh jcmanager02 sh -s < collector.sh > jcmanager02.tar.gz',
      saveAs: 'jcmanager02.tar.gz',
    });
  });

  test('names of a hostile snapshot reach neither terminal nor shell', async () => {
    const folder = join(cwd, 'hostile');
    cpSync(join(cwd, 'case'), folder, { recursive: true, verbatimSymlinks: true });
    const facts = join(folder, 'nodes/jcmanager02/.facts');
    const name = "x';touch pwned;'\u001b[2J";
    writeFileSync(join(facts, 'meta'), `format=1\nhostname=${name}\nplatform=linux\n`);
    writeFileSync(
      join(facts, 'cjcls'),
      `SITE-NAME DAEMON-PID DB-PATH(LINK)\n$(touch${'\t'}x) SHUT /mnt/$(id) (/usr/spool/nqs/C0A80164)\n`,
    );
    const { code, out } = await diagnose('hostile');
    expect(code).toBeLessThan(3);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    const commands = out
      .split('\n')
      .filter((line) => /^ {5,9}\S/.test(line) && !/^ +\d+\. | undo: /.test(line));
    for (const command of commands) {
      const unquoted = command.replace(/'[^']*'/g, '').replaceAll("\\'", '');
      expect(unquoted, command).not.toMatch(/\$\(id\)|touch/);
    }
  });
});
