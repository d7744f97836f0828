import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastFolder } from '../../fast-folder.js';
import { bare, diagnosed } from './diagnosed.js';

const [LEFT, REACHED] = ['jcmanager01', 'jcmanager02'];
const DISKS =
  '/dev/mapper/vg0-jobmgdb /mnt/jobmgdb xfs rw,relatime 0 0\n/dev/mapper/vg0-jobagdb /mnt/jobagdb ext4 rw,relatime 0 0\n';
const VIP = '2: ens192    inet 192.168.1.100/24 scope global secondary ens192:0\\       valid_lft forever\n';
const OTHER_SERVER = 'LISTEN 0      4096                 0.0.0.0:23141      0.0.0.0:*\n';

let scratch = '';
beforeAll(() => {
  scratch = fastFolder('cjclint-stuck-');
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Both nodes after a failover that left the first and did not start on the second. @param has what came there */
function stuck(name: string, has: Readonly<Record<string, string>>): string {
  const cwd = join(scratch, name);
  cpSync(resolve('fixtures/diagnosis/base/nodes'), cwd, { recursive: true, verbatimSymlinks: true });
  cpSync(join(cwd, LEFT, 'mnt'), join(cwd, REACHED, 'mnt'), { recursive: true });
  rmSync(join(cwd, LEFT, 'mnt'), { recursive: true });
  const fact = (node: string, of: string) => join(cwd, node, '.facts', of);
  for (const same of ['cjcls', 'holders', 'jcagctrl-list']) cpSync(fact(REACHED, same), fact(LEFT, same));
  for (const [of, gone] of [
    ['mounts', '/mnt/'],
    ['stat', '/mnt/'],
    ['ip-addr', '192.168.1.100/'],
    ['listen', '192.168.1.100:'],
    ['selinux-labels', '/mnt/'],
  ] as const) {
    const kept = readFileSync(fact(LEFT, of), 'utf8')
      .split('\n')
      .filter((line) => !line.includes(gone));
    writeFileSync(fact(LEFT, of), kept.join('\n'));
  }
  const running = /^ +(?:179\d|180\d) .*\n/gm;
  for (const of of ['ps', 'ps-start'])
    writeFileSync(fact(LEFT, of), readFileSync(fact(LEFT, of), 'utf8').replace(running, ''));
  for (const [of, text] of Object.entries(has))
    writeFileSync(fact(REACHED, of), readFileSync(fact(REACHED, of), 'utf8') + text);
  return cwd;
}

const causesOf = async (cwd: string, symptom: string | null) =>
  (await diagnosed([LEFT, REACHED], symptom, { cwd })).causes;

describe('a failover that got stuck on the node it went to', () => {
  test('with disk and VIP there, and nothing wrong, has no cause', async () => {
    expect(await causesOf(stuck('whole', { mounts: DISKS, 'ip-addr': VIP }), null)).toEqual([]);
  });

  test('without the VIP there tells so, and how to see and mend it', async () => {
    const [first, ...others] = await causesOf(stuck('no-vip', { mounts: DISKS }), null);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ rule: 'jobcenter/vip-active', node: REACHED, severity: 'warning' });
    expect(first?.confirm).toBe(`${REACHED}: ip -o addr show`);
    expect(first?.fix.map(({ command }) => command)).toEqual([
      expect.stringMatching(/^ip addr add 192\.168\.1\.100\/24 dev ens192/),
    ]);
  });

  test('without the disk there tells so, and how to see and mend it', async () => {
    const [first] = await causesOf(stuck('no-disk', { 'ip-addr': VIP }), null);
    expect(first).toMatchObject({ rule: 'jobcenter/mount-active', node: REACHED, severity: 'warning' });
    expect(first?.sentence.en).toContain('the database would lie on the root file system');
    expect(first?.confirm).toBe(`${REACHED}: cat /proc/mounts`);
  });

  test("with an agent's disk left where it was tells so, unless the agent runs there", async () => {
    const [database = '', spool = ''] = DISKS.split(/(?<=\n)/);
    const cwd = stuck('disk-left', { mounts: database, 'ip-addr': VIP });
    const mounts = join(cwd, LEFT, '.facts/mounts');
    writeFileSync(mounts, readFileSync(mounts, 'utf8') + spool);
    const shown = async () =>
      (await causesOf(cwd, null)).map(({ rule, node, agent }) => [bare(rule), node, agent]);
    expect(await shown()).toEqual([['mount-active', REACHED, 'clusterinstance']]);
    const list = join(cwd, LEFT, '.facts/jcagctrl-list');
    writeFileSync(list, readFileSync(list, 'utf8').replace('| false  |', '| true   |'));
    expect(await shown()).toEqual([]);
  });

  test('where something else has the port of its NATS server names that first', async () => {
    const cwd = stuck('port-taken', { mounts: DISKS, 'ip-addr': VIP, listen: OTHER_SERVER });
    for (const symptom of [null, 'bind: address already in use']) {
      const causes = await causesOf(cwd, symptom);
      expect(causes.map(({ rule, node }) => [bare(rule), node])).toEqual([['nats-port-free', REACHED]]);
    }
  });

  test('is not what a site is that runs on the other node', async () => {
    const cwd = resolve('fixtures/diagnosis/base/nodes');
    expect(await causesOf(cwd, 'bind: address already in use')).toEqual([]);
  });

  test('that both lack the same fact of asks for it on each of them, and not once more of nobody', async () => {
    const cwd = stuck('no-map', { mounts: DISKS, 'ip-addr': VIP });
    for (const node of [LEFT, REACHED])
      rmSync(join(cwd, node, '.facts/nmapmgr.jcmgcluster.example.jp'), { force: true });
    const { ask } = await diagnosed([LEFT, REACHED], null, { cwd });
    const asked = ask.filter(({ saveAs }) => saveAs === '.facts/nmapmgr.jcmgcluster.example.jp');
    expect(asked.map(({ node }) => node).toSorted()).toEqual([LEFT, REACHED]);
  });
});
