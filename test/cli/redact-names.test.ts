import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clusterWithoutNames, withResolvConf } from '../resolve/nameless-cluster.js';
import { cjclint } from './run-program.js';

const NAME = 'jcmgcluster.example.jp';
const SERVER = '192.0.2.53:53';
const REVERSE = '100.1.168.192.in-addr.arpa';
/** Everything of the cluster, and of what its name servers say, that must not leave the house. */
const PRIVATE =
  /.{0,30}(?:jcmg|jcmanager|example\.jp|192\.168|168\.192|192\.0\.2|rack7|geheim|jobmgdb|c0a801).{0,30}/gi;

let folder = '';
beforeEach(() => {
  folder = clusterWithoutNames();
  withResolvConf(folder, 'search example.jp\nnameserver 192.0.2.53\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const answers = (...rows: readonly string[]) =>
  writeFileSync(
    join(folder, 'site'),
    `cjclint-lookups 1\n${rows.map((row) => `${SERVER}\t${row}\n`).join('')}`,
  );
const run = (command: string, ...args: readonly string[]) =>
  cjclint([command, '--lang', 'en', '--lookups', 'site', ...args], { cwd: folder });

interface Source {
  readonly status: string;
  readonly decides: boolean;
  readonly reasons: readonly { readonly code: string }[];
  readonly answers: readonly string[];
}
/** Who sees how much, and what is right and wrong in it. */
const shapeOf = (out: string) =>
  JSON.parse(out).clusters.map(
    (cluster: { sites: { questions: { nodes: { status: string; sources: Source[] }[] }[] }[] }) =>
      cluster.sites.map(({ questions }) =>
        questions.map(({ nodes }) =>
          nodes.map(({ status, sources }) => [
            status,
            sources.map((each) => [
              each.status,
              each.decides,
              each.reasons.map(({ code }) => code),
              each.answers.length,
            ]),
          ]),
        ),
      ),
  );

describe('names --redact', () => {
  test.each([
    ['right', [`A\t${NAME}\tfound\t192.168.1.100`, `PTR\t${REVERSE}\tfound\t${NAME}`]],
    ['elsewhere', [`A\t${NAME}\tfound\t192.168.1.200`, `PTR\t${REVERSE}\tfound\track7.geheim.co.jp`]],
    ['an alias', [`A\t${NAME}\tfound\t192.168.1.100\track7.example.jp`, `PTR\t${REVERSE}\tno-name`]],
    [
      'a zone of its own',
      [`A\t${NAME}\ttime-out`, `PTR\t${REVERSE}\tfound\t${NAME}\t100.64/26.1.168.192.in-addr.arpa`],
    ],
    ['a circle', [`A\t${NAME}\tloop\t-\ta.geheim.jp ${NAME}`, `PTR\t${REVERSE}\tloop\t-\t${REVERSE}`]],
  ])('tells the same of other names: %s', async (_, rows) => {
    answers(...rows, `AAAA\t${NAME}\tno-type`);
    const plain = await run('names', '--format', 'json');
    const hidden = await run('names', '--format', 'json', '--redact');
    expect(shapeOf(hidden.out)).toEqual(shapeOf(plain.out));
    const told = JSON.stringify(shapeOf(plain.out));
    expect(told).toMatch(/"(?:right|wrong|missing|cannot-tell|odd)"/);
    for (const format of ['text', 'json'])
      for (const lang of ['ja', 'en']) {
        const { out, err, code } = await run('names', '--redact', '--format', format, '--lang', lang);
        expect([code, err]).toEqual([0, '']);
        expect(out.match(PRIVATE)).toBeNull();
        expect(out).toContain('site1.zone1.jp');
      }
  });

  test('says of inputs that cannot be used no name either', async () => {
    answers();
    writeFileSync(join(folder, 'geheim.tar.gz'), 'no archive');
    const { code, err } = await run('names', '--redact', 'geheim.tar.gz', 'geheim-gone');
    expect(code).toBe(2);
    expect(err).toMatch(/dir\d/);
    expect(err.match(PRIVATE)).toBeNull();
  });

  test('is refused with --save-lookups, which keeps names as they are', async () => {
    const { code, err } = await cjclint(['names', '--redact', '--dns', '--save-lookups', 'x'], {
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(err).toContain('--redact cannot be given with --save-lookups');
  });
});

describe('lint --redact with the answers of name servers', () => {
  test('finds the same in them, and tells no name of theirs', async () => {
    answers(
      `A\t${NAME}\tfound\t192.168.1.200`,
      `AAAA\t${NAME}\tno-type`,
      `PTR\t${REVERSE}\tfound\track7.geheim.co.jp`,
    );
    const of = (out: string) =>
      JSON.parse(out).findings.map((each: { rule: string; severity: string }) => [each.rule, each.severity]);
    const plain = await run('lint', '--format', 'json');
    expect(plain.out).toContain('vip-forward-lookup');
    const hidden = await run('lint', '--format', 'json', '--redact');
    expect(of(hidden.out)).toEqual(of(plain.out));
    for (const format of ['text', 'html', 'sarif', 'junit', 'markdown']) {
      const { out: page, err } = await run('lint', '--redact', '--format', format);
      // What rules say of themselves in it has examples, which are nobody's.
      const out = format === 'sarif' ? JSON.stringify(JSON.parse(page).runs[0].results) : page;
      expect((out + err).match(PRIVATE), format).toBeNull();
    }
    expect(readFileSync(join(folder, 'site'), 'utf8')).toContain(NAME);
  });
});
