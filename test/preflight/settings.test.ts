import { beforeAll, describe, expect, test } from 'vitest';
import { cjclint } from '../cli/run-program.js';
import { hasNamespaces, LiveNode, SITE } from './live-node.js';

const ARGS = `${SITE} 100 /mnt/jobmgdb`;
/** An error of a node that is right otherwise. */
const FAULT = 'umask 077';
const saved = (file: string, text: string) => `printf '%s\\n' '${text.replaceAll("'", "'\\''")}' >/${file}`;

describe.skipIf(!hasNamespaces())('preflight keeps to what a repository says, as lint does', () => {
  let node: LiveNode;
  beforeAll(() => {
    node = new LiveNode();
  });
  const preflight = (fault: string[], more = '') =>
    node.preflight({ fault: [FAULT, ...fault].join('\n'), args: `${ARGS} ${more}` });

  test('and without its files finds the fault', () => {
    const ended = preflight([]);
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['umask-755'], 'no-go', 1]);
  });

  test.each([
    ['the working directory', 'cjclint-waivers.yaml', ''],
    ['a file of its own', 'agreed.yaml', '--waivers agreed.yaml'],
  ])('waivers of %s let a finding stand', (_, file, args) => {
    const ended = preflight(
      [saved(file, 'waivers: [{rule: umask-755, reason: set by the wrapper script}]')],
      args,
    );
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'go', 0]);
    expect(ended.text).toMatch(/^GO: create the site /m);
  });

  test('waivers beside the manifest hold, and one that fits nothing is a warning', () => {
    const ended = preflight(
      [
        'mkdir /prod',
        saved(
          'prod/cjclint.yaml',
          `nodes: [{name: jcmanager01}]\nsites: [{name: ${SITE}, machineId: 100, database: /mnt/jobmgdb}]`,
        ),
        saved(
          'prod/cjclint-waivers.yaml',
          'waivers: [{rule: umask-755, reason: agreed}, {rule: vip-loopback, reason: agreed}]',
        ),
      ],
      '--manifest prod',
    );
    expect(ended.errors).toEqual([]);
    expect(ended.warnings).toContain('cjclint/waiver-unmatched');
    expect(ended.findings.find(({ rule }) => rule === 'cjclint/waiver-unmatched')?.location).toMatchObject({
      file: 'prod/cjclint-waivers.yaml',
    });
  });

  test('a baseline leaves out what is known, and says what of it is gone', () => {
    const write = `${process.execPath} /cjclint.mjs preflight ${ARGS} --format json >/first.json
${process.execPath} -e '
  const { findings } = JSON.parse(require("fs").readFileSync("/first.json", "utf8"));
  const gone = { rule: "jobcenter/vip-active", cluster: findings[0].cluster, file: null, message: "no VIP", fingerprint: "0" };
  const known = findings.map(({ rule, cluster, message, fingerprint }) => ({ rule, cluster, file: null, message, fingerprint }));
  console.log(JSON.stringify({ schemaVersion: 1, findings: [...known, gone] }));
' >/known.json`;
    const ended = preflight([write], '--baseline known.json');
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'go', 0]);
    expect(ended.stderr).toContain('1 finding(s) of baseline "known.json" are gone');
    expect(ended.stderr).toContain('no VIP [jobcenter/vip-active]');
  });

  test('severities decide the verdict, and what is off does not', () => {
    const warned = preflight([saved('.cjclint.yaml', 'rules: {umask-755: warning}')]);
    expect([warned.errors, warned.warnings, warned.verdict]).toEqual([[], ['umask-755'], 'go-with-warnings']);
    const off = preflight([saved('.cjclint.yaml', 'skip: [umask-*]')]);
    expect([off.errors, off.verdict]).toEqual([[], 'go']);
  });

  test('a rule that is raised to error leaves the verdict open when it cannot be checked', () => {
    const args = '--rule disk-holders --require-complete';
    const cannotAsk = 'rm /usr/bin/fuser';
    expect(preflight([cannotAsk], args).verdict).toBe('go');
    const raised = preflight([cannotAsk, saved('.cjclint.yaml', 'rules: {disk-holders: error}')], args);
    expect([raised.verdict, raised.code]).toEqual(['cannot-tell', 4]);
  });

  test('the language holds unless --lang is given', () => {
    const japanese = saved('.cjclint.yaml', 'lang: ja');
    expect(preflight([japanese]).text).toContain('判定: NO-GO');
    expect(preflight([japanese], '--lang en').text).toContain('verdict: NO-GO');
  });

  test('a wrong .cjclint.yaml is exit 2 before anything is looked at', () => {
    const ended = preflight([saved('.cjclint.yaml', 'rules: {umask-755: eror}')]);
    expect([ended.code, ended.text]).toEqual([2, '']);
    expect(ended.stderr).toContain('.cjclint.yaml:1:20: ');
  });

  test('limits hold for the files of the node', () => {
    const ended = preflight(
      ["printf 'local_daemon=SITE\\n%0100d\\n' 0 >/usr/lib/nqs/rc/daemon.conf"],
      '--max-file-bytes 64',
    );
    expect(ended.errors).toContain('cjclint/limit-reached');
    expect(ended.code).toBe(2);
  });
});

test('preflight writes no baseline, for then every fault would be a GO', async () => {
  const { code, err } = await cjclint(['preflight', SITE, '100', '/mnt/jobmgdb', '--write-baseline', 'x']);
  expect(code).toBe(2);
  expect(err).toContain('--write-baseline');
});
