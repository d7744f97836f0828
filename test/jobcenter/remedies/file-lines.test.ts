import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BothNodes, LEFT, REACHED } from '../diagnosis/both-nodes.js';
import { bare, diagnosed } from '../diagnosis/diagnosed.js';

const COMMON = 'usr/lib/nqs/rc/daemon.conf';
const LOCAL = 'usr/spool/nqs/daemon.conf';
const LINE = '192.168.1.100  jcmgcluster.example.jp  jcmgcluster';
const lookup = (both: BothNodes, names: string) =>
  both.change(REACHED, '.facts/lookup', /^192\.168\.1\.100\t.*$/m, `192.168.1.100\t${names}`);

/** Runs a fix's commands on the second node's files, and their undo backwards. @returns the file after either */
async function mended(
  both: BothNodes,
  rule: string,
  path: string,
): Promise<{ after: string; undone: string }> {
  const { causes } = await diagnosed([LEFT, REACHED], null, { cwd: both.cwd });
  const fix = causes.filter((cause) => bare(cause.rule) === rule).flatMap((cause) => cause.fix);
  const steps = fix.filter(({ node, command }) => node === REACHED && command?.includes('sed ') === true);
  expect(steps, rule).not.toEqual([]);
  const run = (command: string) => {
    const inside = command.replaceAll(` /${path}`, ` ${join(both.cwd, REACHED, path)}`);
    const { status, stderr } = spawnSync('sh', ['-c', inside], { encoding: 'utf8' });
    expect({ status, stderr }, inside).toEqual({ status: 0, stderr: '' });
  };
  for (const { command } of steps) run(command ?? '');
  const after = readFileSync(join(both.cwd, REACHED, path), 'utf8');
  for (const { undo } of steps.toReversed()) run(undo?.en ?? '');
  return { after, undone: readFileSync(join(both.cwd, REACHED, path), 'utf8') };
}

describe('a command that mends a line of a file', () => {
  test.each([
    [
      'site-name-alias',
      '192.168.1.100 keihi.example.jp jcmgcluster.example.jp # 経費',
      'keihi.example.jp jcmgcluster.example.jp',
      '192.168.1.100 jcmgcluster.example.jp jcmgcluster keihi.example.jp # 経費',
    ],
    [
      'vip-reverse-lookup',
      '192.168.1.100 oldmg.example.jp oldmg',
      'oldmg.example.jp oldmg',
      '192.168.1.100 jcmgcluster.example.jp jcmgcluster oldmg.example.jp oldmg',
    ],
  ])(
    'of hosts puts the site first (%s), keeps the comment, and can be undone',
    async (rule, bad, names, good) => {
      const both = lookup(new BothNodes().change(REACHED, 'etc/hosts', LINE, bad), names);
      const before = both.text(REACHED, 'etc/hosts');
      const { after, undone } = await mended(both, rule, 'etc/hosts');
      expect(after).toBe(before.replace(bad, good));
      expect(undone).toBe(before);
    },
  );

  test('of the common file writes the key that was meant', async () => {
    const both = new BothNodes().change(REACHED, COMMON, /^local_daemon=/m, 'local_deamon =');
    const before = both.text(REACHED, COMMON);
    const { after, undone } = await mended(both, 'unknown-parameter', COMMON);
    expect(after).toBe(before.replace('local_deamon', 'local_daemon'));
    expect(undone).toBe(before);
  });

  test("of a local site's file gives it the node's own address", async () => {
    const both = new BothNodes().change(REACHED, LOCAL, /^ipaddress=.*\n/m, '');
    const { after } = await mended(both, 'ipaddress-required', LOCAL);
    expect(after).toContain('\nipaddress=192.168.1.12\n');
  });

  test("of a local site's file is not guessed where the node has two addresses", async () => {
    const both = new BothNodes().change(REACHED, LOCAL, /^ipaddress=.*\n/m, '');
    const second = '3: ens224    inet 10.0.0.12/24 scope global ens224\\       valid_lft forever\n';
    both.write(REACHED, '.facts/ip-addr', both.fact(REACHED, 'ip-addr') + second);
    const { causes } = await diagnosed([LEFT, REACHED], null, { cwd: both.cwd });
    const found = causes.find(({ rule }) => bare(rule) === 'ipaddress-required');
    expect(found?.fix.map(({ command }) => command)).toEqual([null]);
  });
});
