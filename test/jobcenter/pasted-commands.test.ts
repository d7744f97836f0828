import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cjclint } from '../cli/run-program.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-paste-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const HOSTILE = "/mnt/a b'$(touch pwned);`touch pwned`";

/** A healthy cluster's files with another database, and other texts in place of some. */
function cluster(edits: readonly (readonly [file: string, from: RegExp | string, to: string])[]): void {
  cpSync(resolve('fixtures/clusters/healthy'), cwd, { recursive: true });
  for (const [file, from, to] of edits) {
    const path = join(cwd, file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replaceAll(from, () => to),
    );
  }
}

interface Report {
  readonly findings: readonly { readonly rule: string; readonly help: string }[];
  readonly notChecked: readonly { readonly supply: string }[];
}

async function report(...args: string[]): Promise<Report> {
  const { out } = await cjclint(['lint', '--lang', 'en', '--format', 'json', ...args], { cwd });
  return JSON.parse(out);
}

/** Has a shell run a line with each program of it replaced by `true`; nothing else may be run by it. */
function pasteInto(line: string): readonly string[] {
  const names = ['chmod', 'semanage', 'restorecon', 'mv', 'nmapmgr'];
  const functions = names.map((name) => `${name}() { :; }`).join('\n');
  const script = `${functions}\n${line.replaceAll('/usr/bin/nmapmgr', 'nmapmgr')}\n`;
  expect(spawnSync('sh', [], { input: script, cwd, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
  return readdirSync(cwd).filter((name) => name.startsWith('pwned'));
}

test('a command in the help of a finding can be pasted whatever the paths in it are', async () => {
  const facts = 'nodes/jcmanager01/.facts';
  cluster([
    ['cjclint.yaml', '/mnt/jobmgdb', HOSTILE],
    [
      `${facts}/stat`,
      /^\d+(\t\w+\t\w+\tdirectory\t)\/mnt\/jobmgdb\b/gm,
      `700\troot\troot\tdirectory\t${HOSTILE}`,
    ],
    [`${facts}/selinux-labels`, /^.*$/gm, `system_u:object_r:mnt_t:s0 ${HOSTILE}`],
    [`${facts}/selinux-rule`, /^.*$/gm, `${HOSTILE}\tsystem_u:object_r:mnt_t:s0`],
    [`${facts}/getenforce`, /^.*$/gm, 'Enforcing'],
  ]);
  const helps = (await report()).findings.flatMap(({ rule, help }) =>
    /db-mode|selinux/.test(rule) ? [help.replace(/^on \S+: /, '')] : [],
  );
  expect(helps.length).toBeGreaterThan(2);
  for (const help of helps) expect(pasteInto(help)).toEqual([]);
});

test('so can the command for what was not checked, whatever the site is called', async () => {
  cluster([['cjclint.yaml', 'jcmgcluster.example.jp', 'x; touch pwned $(touch pwned)']]);
  const supplies = (await report('--rule', 'machine-id-*')).notChecked.map(({ supply }) => supply);
  const commands = supplies.flatMap((supply) =>
    [...supply.matchAll(/`(echo '[^`]*NQS_SITE=[^`]*)`/g)].map(([, command = '']) => command),
  );
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) expect(pasteInto(command)).toEqual([]);
});
