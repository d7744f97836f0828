import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import namesSchema from '../../schemas/names.schema.json' with { type: 'json' };
import { simpleMeasure } from '../../src/report/width.js';
import { root } from '../project/bundle.js';
import { clusterWithoutNames, withResolvConf } from '../resolve/nameless-cluster.js';
import { cjclint } from './run-program.js';

const NAME = 'jcmgcluster.example.jp';
const SERVER = '192.0.2.53:53';
const REVERSE = '100.1.168.192.in-addr.arpa';
const validate = new Ajv2020().compile(namesSchema);
let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-names-'));
  cpSync(join(root, 'fixtures/clusters/healthy'), cwd, { recursive: true });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const names = (...args: readonly string[]) => cjclint(['names', '--lang', 'en', ...args], { cwd });
const edit = (file: string, find: string, put: string) => {
  const text = readFileSync(join(cwd, file), 'utf8');
  expect(text).toContain(find);
  writeFileSync(join(cwd, file), text.replace(find, put));
};

/** The block of a name or VIP in the text, without the other ones. */
const blockOf = (out: string, head: string) => out.split('\n\n').find((block) => block.startsWith(head));

describe('names', () => {
  test('shows what a recording tells of connections, from which node and when', async () => {
    const line = (node: string, place: string, rest: string) =>
      `tcp\t${node}\t2026-11-20T03:01:00Z\t${place}\t${rest}\n`;
    writeFileSync(
      join(cwd, 'site.lookups'),
      `cjclint-lookups 2\n${line('jcmanager02', '192.168.1.100:23141', 'time-out')}${line(
        'JCMANAGER01',
        '192.168.1.100:23141',
        'spoke\tINFO {"version":"2.10.16"}\\u000a',
      )}${line('jcmanager01', '192.168.1.100:23151', 'spoke\tSSH-2.0 \\u001b[31m\\u000a')}${line('elsewhere', '192.0.2.1:1', 'silent')}`,
    );
    const { code, out } = await names('--lookups', 'site.lookups');
    expect(code).toBe(0);
    expect(blockOf(out, 'what listens where')).toBe(
      [
        'what listens where, as it was recorded',
        '  jcmanager01',
        '    192.168.1.100:23141: NATS server 2.10.16 (2026-11-20T03:01:00Z)',
        '    192.168.1.100:23151: no NATS server, says "SSH-2.0 \\x1b[31m" (2026-11-20T03:01:00Z)',
        '  jcmanager02',
        '    192.168.1.100:23141: timed out (2026-11-20T03:01:00Z)',
      ].join('\n'),
    );
    const json = JSON.parse((await names('--lookups', 'site.lookups', '--format', 'json')).out);
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    expect(json.clusters[0].connections[0]).toEqual({
      node: 'jcmanager01',
      place: '192.168.1.100:23141',
      outcome: 'nats',
      version: '2.10.16',
      said: null,
      recorded: '2026-11-20T03:01:00Z',
    });
  });

  test('shows what each source of each node says, which one decides, and what is wrong with it', async () => {
    edit('nodes/jcmanager02/.facts/lookup', `${NAME}\t192.168.1.100`, `${NAME}\t192.168.1.200`);
    edit('nodes/jcmanager02/etc/hosts', `192.168.1.100  ${NAME}`, `192.168.1.100  rack7  ${NAME}`);
    const { code, out, err } = await names();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^jcmg-prod \(cjclint\.yaml\)\n\n/);
    expect(out).toMatch(/\n\* what the node goes by\n$/);
    expect(blockOf(out, `${NAME} →`)).toBe(
      [
        `${NAME} → 192.168.1.100`,
        '  jcmanager01',
        '  * the look-up  192.168.1.100  right',
        '    hosts        192.168.1.100  right',
        '    DNS          -              not asked; --dns does',
        '  jcmanager02',
        '  * the look-up  192.168.1.200  wrong: not the VIP',
        '    hosts        192.168.1.100  right',
        '    DNS          -              not asked; --dns does',
      ].join('\n'),
    );
    expect(blockOf(out, '192.168.1.100 →')).toContain(
      `    hosts        rack7, ${NAME}, jcmgcluster  wrong: alias of rack7`,
    );
  });

  test('says of a node without anything that tells, and of one without data, that nothing can be told', async () => {
    const nameless = clusterWithoutNames();
    rmSync(join(nameless, 'nodes/jcmanager02'), { recursive: true });
    mkdirSync(join(nameless, 'nodes/jcmanager02'));
    const { out } = await cjclint(['names', '--lang', 'en'], { cwd: nameless });
    expect(blockOf(out, `${NAME} →`)).toBe(
      [
        `${NAME} → 192.168.1.100`,
        '  jcmanager01',
        '    the look-up  -  not collected (.facts/lookup)',
        '    hosts        -  not in it',
        '    DNS          -  not asked; --dns does',
        '    cannot tell: no source answers',
        '  jcmanager02',
        '    no data of this node',
      ].join('\n'),
    );
  });

  test('lines its columns up under Japanese text', async () => {
    const { out } = await cjclint(['names', '--lang', 'ja'], { cwd });
    const rows = (blockOf(out, `${NAME} →`) ?? '')
      .split('\n')
      .filter((line) => line.includes('192.168.1.100  '));
    expect(rows).toHaveLength(4);
    const columns = rows.map((row) => simpleMeasure.columns(row.slice(0, row.indexOf('192.168'))));
    expect(new Set(columns).size).toBe(1);
    expect(rows[0]).toBe('  * 名前解決  192.168.1.100  正しい');
  });

  test.each(['en', 'ja'])(
    'puts one under the other where a terminal is too narrow (%s)',
    async (language) => {
      edit(
        'nodes/jcmanager02/.facts/lookup',
        `100\t${NAME} jcmgcluster`,
        '100\ta.example.jp b.example.jp c.example.jp',
      );
      const { out } = await cjclint(['names', '--lang', language], {
        cwd,
        env: { NO_COLOR: '1' },
        terminal: { columns: 40 },
      });
      const long = out.split('\n').filter((line) => simpleMeasure.columns(line) > 40);
      // A name is not parted, nor what has to come back.
      expect(long.filter((line) => !/→|^jcmg-prod/.test(line))).toEqual([]);
      expect(blockOf(out, '192.168.1.100 →')).toContain(
        language === 'ja'
          ? '      a.example.jp、b.example.jp、\n      c.example.jp\n'
          : '      a.example.jp, b.example.jp,\n      c.example.jp\n',
      );
    },
  );

  test('prints JSON that validates against the schema that ships, with the places', async () => {
    const { out } = await names('--format', 'json');
    const report = JSON.parse(out);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const printed = await cjclint(['schema', 'names'], { cwd });
    expect(JSON.parse(printed.out)).toEqual(namesSchema);
    const [lookup] = report.clusters[0].sites[0].questions[0].nodes[1].sources;
    expect(lookup).toEqual({
      source: 'lookup',
      server: null,
      decides: true,
      status: 'right',
      reasons: [],
      answers: ['192.168.1.100'],
      location: { file: 'nodes/jcmanager02/.facts/lookup', line: 1, column: 1, endLine: 1, endColumn: 37 },
    });
  });

  test('shows a node of an agent that calls the site by its name, and the agent', async () => {
    const manifest =
      'nodes: [{name: a}, {name: b}]\nsites: [{name: s.example.jp, database: /d, vip: 192.0.2.1, nodes: [a]}]\n';
    const agent = 'agents: [{name: ag, nodes: [b], endpoint: "http://s.example.jp:23151"}]\n';
    writeFileSync(join(cwd, 'cjclint.yaml'), manifest + agent);
    const { out } = await names();
    expect(out).toContain('\n  b (agent ag)\n    no data of this node\n');
    expect(blockOf(out, '192.0.2.1 →')).not.toContain('  b');
  });

  test('takes paths and language from the config file, as lint does', async () => {
    mkdirSync(join(cwd, 'empty'));
    writeFileSync(join(cwd, '.cjclint.yaml'), 'lang: ja\npaths: [empty]\n');
    const { code, err } = await cjclint(['names'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('エラー: "empty"');
  });

  test('takes node trees without a manifest for one cluster', async () => {
    const { code, out } = await names('nodes/jcmanager01', 'nodes/jcmanager02');
    expect(code).toBe(0);
    expect(blockOf(out, `${NAME} →`)).toContain('  jcmanager02\n  * the look-up  192.168.1.100  right\n');
  });

  test('takes a file for the cluster that declares it', async () => {
    expect((await names('nodes/jcmanager01/etc/hosts')).out).toBe((await names('.')).out);
  });

  test.each([
    [['absent'], '"absent": no such file or folder'],
    [['notes.txt'], 'notes.txt'],
    [['--format', 'sarif'], 'sarif'],
    [['--lookups', 'absent'], '--lookups "absent": the file cannot be read'],
  ])('%j is exit code 2', async (args, message) => {
    writeFileSync(join(cwd, 'notes.txt'), 'of no use here\n');
    const { code, err } = await names(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('a manifest that cannot be used is told with its place, and the others are still shown', async () => {
    mkdirSync(join(cwd, 'other'));
    writeFileSync(join(cwd, 'other/cjclint.yaml'), 'nodes: 1\n');
    const { code, out, err } = await names();
    expect(code).toBe(2);
    expect(err).toContain('other/cjclint.yaml:1:8: ');
    expect(out).toContain(`${NAME} → 192.168.1.100`);
  });
});

describe('names with the answers of name servers', () => {
  /** What is told of the first site's name, or of its VIP, on a server that said so. */
  async function told(head: string, ...rows: readonly string[]) {
    const folder = clusterWithoutNames();
    withResolvConf(folder, 'nameserver 192.0.2.53\n');
    const lines = rows.map((row) => `${SERVER}\t${row}\n`);
    writeFileSync(join(folder, 'site'), `cjclint-lookups 1\n${lines.join('')}`);
    const { code, out, err } = await cjclint(['names', '--lang', 'en', '--lookups', 'site'], { cwd: folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const json = await cjclint(['names', '--format', 'json', '--lookups', 'site'], { cwd: folder });
    expect(validate(JSON.parse(json.out)), JSON.stringify(validate.errors)).toBe(true);
    const line = (blockOf(out, head) ?? '').split('\n').find((each) => each.includes(`DNS ${SERVER}`)) ?? '';
    return line.replace(/ {2,}/g, '  ');
  }
  const none = `AAAA\t${NAME}\tno-type`;

  test.each([
    [['found\t192.168.1.100'], '192.168.1.100  right'],
    [['found\t192.168.1.200'], '192.168.1.200  wrong: not the VIP'],
    [['found\t127.0.0.1'], '127.0.0.1  wrong: loopback'],
    [['found\t192.168.1.200 192.168.1.100'], '192.168.1.200, 192.168.1.100  odd: also 192.168.1.200'],
    [['found\t192.168.1.100\track7.example.jp'], '192.168.1.100  wrong: alias of rack7.example.jp'],
    [['found\t192.168.1.100\tjcmgcluster'], '192.168.1.100  odd: alias of jcmgcluster'],
    [['found\t192.168.1.100\ta.jp b.jp'], '192.168.1.100  wrong: alias of b.jp; through CNAME a.jp → b.jp'],
  ])('tells forward answers apart: %j', async ([outcome], shown) => {
    const line = await told(`${NAME} →`, `A\t${NAME}\t${outcome}`, none);
    expect(line).toBe(`  * DNS ${SERVER}  ${shown}`);
  });

  test.each([
    ['no-name', 'missing: no such name'],
    ['no-type', 'missing: the name has no such record'],
    [`loop\t-\tb.jp ${NAME}`, `missing: CNAME loop, back to ${NAME}`],
    ['no-name\t-\track8.jp', 'missing: CNAME to rack8.jp, where there is nothing'],
  ])('tells why there is nothing: %s', async (outcome, shown) => {
    const line = await told(`${NAME} →`, `A\t${NAME}\t${outcome}`, `AAAA\t${NAME}\t${outcome}`);
    expect(line).toBe(`  * DNS ${SERVER}  -  ${shown}`);
  });

  test.each([
    ['time-out', 'timed out'],
    ['unreachable', 'not reachable'],
    ['server-failure', 'server failure (SERVFAIL)'],
    ['refused', 'refused (REFUSED)'],
    ['not-responsible', 'lame server'],
    ['broken-reply', 'broken reply'],
  ])('leaves open what a server did not tell: %s', async (outcome, shown) => {
    const line = await told(`${NAME} →`, `A\t${NAME}\t${outcome}`, none);
    expect(line).toBe(`  DNS ${SERVER}  -  cannot tell: ${shown}`);
  });

  test('leaves open what was not recorded', async () => {
    expect(await told(`${NAME} →`)).toBe(`  DNS ${SERVER}  -  cannot tell: not in the recording`);
  });

  test.each([
    [`found\t${NAME}`, `${NAME}  right`],
    ['no-name', '-  missing: no such name'],
    ['found\track7.example.org', 'rack7.example.org  wrong: another name'],
    ['found\tjcmgcluster', 'jcmgcluster  wrong: the short name only'],
    ['found\ta.jp b.jp', 'a.jp, b.jp  wrong: another name'],
    [`found\ta.jp ${NAME}`, `a.jp, ${NAME}  odd: also a.jp`],
    [`found\t${NAME}\t100.64/26.1.jp`, `${NAME}  right: through CNAME 100.64/26.1.jp`],
    ['no-name\t-\t100.64/26.1.jp', '-  missing: CNAME to 100.64/26.1.jp, where there is nothing'],
    [`loop\t-\ta.jp ${REVERSE}`, `-  missing: CNAME loop, back to ${REVERSE}`],
  ])('tells PTR answers apart: %j', async (outcome, shown) => {
    const line = await told('192.168.1.100 →', `PTR\t${REVERSE}\t${outcome}`);
    expect(line).toBe(`  * DNS ${SERVER}  ${shown}`);
  });

  test('prints nothing raw of what a server sent', async () => {
    const line = await told('192.168.1.100 →', `PTR\t${REVERSE}\tfound\tra\\u001b[2Jck \\u202e.jp`);
    expect(line).toBe(`  * DNS ${SERVER}  ra\\x1b[2Jck, \\u{202e}.jp  wrong: another name`);
  });

  test.each([
    ['dns files', 'no-name', `* hosts  192.168.1.100  right`],
    ['dns files', 'found\t192.168.1.200', `* DNS ${SERVER}  192.168.1.200  wrong: not the VIP`],
    ['dns files', 'time-out', `* hosts  192.168.1.100  right`],
    ['dns [NOTFOUND=return] files', 'no-name', `* DNS ${SERVER}  -  missing: no such name`],
    ['files dns', 'found\t192.168.1.200', `* hosts  192.168.1.100  right`],
  ])(
    'of DNS and hosts that decides which nsswitch.conf lets decide: %s, %s',
    async (order, outcome, shown) => {
      const folder = clusterWithoutNames();
      withResolvConf(folder, 'nameserver 192.0.2.53\n');
      const etc = join(folder, 'nodes/jcmanager01/etc');
      writeFileSync(join(etc, 'hosts'), `192.168.1.100 ${NAME}\n`);
      writeFileSync(join(etc, 'nsswitch.conf'), `hosts: ${order}\n`);
      const rows = ['A', 'AAAA'].map((type) => {
        const none = outcome.startsWith('found') && type === 'AAAA';
        return `${SERVER}\t${type}\t${NAME}\t${none ? 'no-type' : outcome}\n`;
      });
      writeFileSync(join(folder, 'site'), `cjclint-lookups 1\n${rows.join('')}`);
      const { out } = await cjclint(['names', '--lang', 'en', '--lookups', 'site'], { cwd: folder });
      const [, of = ''] = (blockOf(out, `${NAME} →`) ?? '').split(/^ {2}jcmanager0\d$/m);
      const deciding = of.split('\n').filter((line) => line.startsWith('  * '));
      expect(deciding.map((line) => line.trim().replace(/ {2,}/g, '  '))).toEqual([shown]);
    },
  );

  test('tells what answers rightly and is not what the node goes by', async () => {
    const nameless = clusterWithoutNames();
    withResolvConf(nameless, 'nameserver 192.0.2.53\n');
    const order = (text: string) =>
      writeFileSync(join(nameless, 'nodes/jcmanager01/etc/nsswitch.conf'), text);
    writeFileSync(
      join(nameless, 'lookups'),
      `cjclint-lookups 2\n${SERVER}\tPTR\t${REVERSE}\tfound\t${NAME}\n`,
    );
    const first = async (lang: string) => {
      const args = ['names', '--lang', lang, '--lookups', 'lookups'];
      const { out } = await cjclint(args, {
        cwd: nameless,
        env: { NO_COLOR: '1' },
        terminal: { columns: 160 },
      });
      return (blockOf(out, '192.168.1.100 →') ?? '').split('\n').slice(1, 6);
    };
    order('hosts: files myhostname dns\n');
    expect((await first('en')).slice(3)).toEqual([
      `    DNS ${SERVER}  ${NAME}  right; but while the VIP is up, the node's own name comes first (nsswitch.conf)`,
      '    cannot tell: no answer is what the node goes by',
    ]);
    const lint = [
      'lint',
      '--lang',
      'en',
      '--lookups',
      'lookups',
      '--rule',
      'vip-reverse-lookup',
      '--format',
      'json',
    ];
    const { out: report } = await cjclint(lint, { cwd: nameless });
    expect(JSON.parse(report).findings).toEqual([]);
    expect(JSON.parse(report).notChecked[0].supply).toMatch(
      /^jcmanager01: run `getent ahosts .*; DNS alone cannot tell, for while the VIP is up its address gives the node's own name first/,
    );
    expect((await first('ja')).at(3)).toMatch(
      /正しい。ただし、VIP が有効な間は自ホスト名が先に返る（nsswitch.conf）$/,
    );
    const hosts = join(nameless, 'nodes/jcmanager01/etc/hosts');
    writeFileSync(hosts, `${readFileSync(hosts, 'utf8')}192.168.1.100 ${NAME}\n`);
    order('hosts: dns\n');
    expect(await first('en')).toContain(
      `    hosts              ${NAME}  right; but the node never asks it (nsswitch.conf)`,
    );
  });

  test('says so where a node names no server that can be asked from here', async () => {
    const folder = clusterWithoutNames();
    // What a node calls itself is another machine here.
    for (const itself of ['127.0.0.53', '::1', '0.0.0.0', '::', '::ffff:127.0.0.53']) {
      withResolvConf(folder, `nameserver ${itself}\n`);
      const { out } = await cjclint(['names', '--lang', 'en', '--dns'], { cwd: folder });
      expect(blockOf(out, `${NAME} →`), itself).toContain(
        '    DNS          -  no name server that can be asked\n',
      );
    }
  });
});
