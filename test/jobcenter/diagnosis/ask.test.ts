import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BothNodes, LEFT, REACHED } from './both-nodes.js';
import { diagnosed } from './diagnosed.js';

const askedFor = async ({ cwd }: BothNodes, given = [LEFT, REACHED]) =>
  (await diagnosed(given, null, { cwd })).ask;

describe('what to ask the customer for', () => {
  test('is the sums of the licence files alone, by a command that works, where only those are missing', async () => {
    const both = new BothNodes().remove(REACHED, '.facts/checksums');
    const [request, ...others] = await askedFor(both);
    expect(others).toEqual([]);
    expect(request).toMatchObject({ node: REACHED, saveAs: '.facts/checksums' });
    const root = join(both.cwd, 'machine');
    for (const folder of ['license', 'rc', 'lib']) mkdirSync(join(root, folder), { recursive: true });
    const files = { 'license/jobcenter_key.dat': 'key', 'rc/daemon.conf': 'conf', 'lib/other': 'x' };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    const command = (request?.command ?? '').replaceAll('/usr/lib/nqs', root);
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').sort()).toEqual(
      [`${sum('key')}  ${root}/license/jobcenter_key.dat`, `${sum('conf')}  ${root}/rc/daemon.conf`].sort(),
    );
  });

  test('where no node has the disk is a snapshot with it, and not facts that are there', async () => {
    const both = new BothNodes().change(LEFT, '.facts/mounts', /.*\/mnt\/jobmgdb.*\n/, '');
    both.change(LEFT, '.facts/stat', /.*\/mnt\/jobmgdb.*\n/g, '').remove(LEFT, 'mnt/jobmgdb');
    both.remove(LEFT, '.facts/nmapmgr.jcmgcluster.example.jp').remove(LEFT, '.facts/selinux-labels');
    const requests = await askedFor(both);
    expect(requests.map(({ saveAs }) => saveAs)).toEqual(['<node>.tar.gz']);
    expect(requests[0]?.why.en).toContain('while it has the disk of /mnt/jobmgdb mounted');
    expect(requests[0]?.why.ja).toContain('/mnt/jobmgdb のディスクをマウントしているノードで採取');
  });

  test('where both have the VIP, but at other times, is both snapshots again, taken together', async () => {
    const both = new BothNodes().share('ip-addr', '192.168.1.100');
    both.change(REACHED, '.facts/meta', '2026-11-20T03', '2026-11-18T03');
    const requests = await askedFor(both);
    expect(requests.map(({ node, saveAs }) => [node, saveAs]).sort()).toEqual([
      [LEFT, `${LEFT}.tar.gz`],
      [REACHED, `${REACHED}.tar.gz`],
    ]);
    for (const { why } of requests)
      expect(why.en).toMatch(/^within five minutes of the other nodes' snapshots; /);
  });

  test('of a node that was copied in part is its whole snapshot', async () => {
    const both = new BothNodes();
    for (const name of readdirSync(join(both.cwd, REACHED)).filter(
      (each) => each !== '.facts' && each !== 'etc',
    ))
      rmSync(join(both.cwd, REACHED, name), { recursive: true });
    for (const name of readdirSync(join(both.cwd, REACHED, '.facts')).filter((each) => each !== 'meta'))
      both.remove(REACHED, `.facts/${name}`);
    const requests = await askedFor(both);
    expect(requests.map(({ node, saveAs }) => [node, saveAs])).toEqual([[REACHED, `${REACHED}.tar.gz`]]);
    expect(requests[0]?.why.en).toContain('a part of a snapshot only');
  });

  test('of one node alone is the other one, and nothing that its snapshot would hold', async () => {
    expect((await askedFor(new BothNodes(), [REACHED])).map(({ saveAs }) => saveAs)).toEqual([
      '<node>.tar.gz',
    ]);
  });
});
