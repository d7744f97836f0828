import { describe, expect, test } from 'vitest';
import type { Cause } from '../../../src/engine/diagnosis.js';
import { BothNodes, LEFT, REACHED } from '../diagnosis/both-nodes.js';
import { bare, diagnosed } from '../diagnosis/diagnosed.js';

async function causeOf(rule: string, { cwd }: BothNodes): Promise<Cause> {
  const { causes } = await diagnosed([LEFT, REACHED], null, { cwd });
  const found = causes.find((cause) => bare(cause.rule) === rule);
  if (found === undefined) throw new Error(`no cause ${rule}: ${causes.map((each) => each.rule)}`);
  return found;
}

const commands = ({ fix }: Cause) =>
  fix.flatMap(({ node, command }) => (command === null ? [] : [`${node}: ${command}`]));

const running = (both: BothNodes) => both.write(REACHED, '.facts/cjcls', both.fact(LEFT, 'cjcls'));

describe('of what only one node may have and two do', () => {
  test('a site with one disk under both stops on both, and the disk is looked at before anything starts', async () => {
    const both = running(new BothNodes()).share('ip-addr', '192.168.1.100').share('mounts', '/mnt/jobmgdb');
    const cause = await causeOf('site-running-once', both);
    expect(commands(cause)).toEqual([
      `${LEFT}: /usr/lib/nqs/cluster/cjcpw -stop jcmgcluster.example.jp`,
      `${REACHED}: /usr/lib/nqs/cluster/cjcpw -stop jcmgcluster.example.jp`,
      `${LEFT}: umount /mnt/jobmgdb`,
      `${REACHED}: umount /mnt/jobmgdb`,
      `${LEFT}: ip addr del 192.168.1.100/24 dev ens192`,
      `${REACHED}: ip addr del 192.168.1.100/24 dev ens192`,
      `${LEFT}: xfs_repair -n /dev/mapper/vg0-jobmgdb`,
    ]);
    expect(cause.fix[0]?.effect.en).toContain('keep the cluster software from acting');
    expect(cause.fix.at(-1)?.effect.en).toContain('start the group on one node');
    // To start one of them again would do more harm.
    expect(cause.fix.map(({ undo }) => undo?.en ?? '').filter((undo) => undo.includes('cjcpw'))).toEqual([]);
  });

  test('a site that runs twice with VIP and disk on one node stops on the other', async () => {
    const cause = await causeOf('site-running-once', running(new BothNodes()));
    expect(commands(cause)).toEqual([`${REACHED}: /usr/lib/nqs/cluster/cjcpw -stop jcmgcluster.example.jp`]);
    expect(cause.fix.at(-1)?.undo?.en).toBe('/usr/lib/nqs/cluster/cjcpw jcmgcluster.example.jp /mnt/jobmgdb');
  });

  test('a VIP is taken from the node where the site does not run', async () => {
    const cause = await causeOf('vip-up-once', new BothNodes().share('ip-addr', '192.168.1.100'));
    expect(commands(cause)).toEqual([`${REACHED}: ip addr del 192.168.1.100/24 dev ens192`]);
    expect(cause.fix[0]?.undo?.en).toBe('ip addr add 192.168.1.100/24 dev ens192');
  });

  test('a disk is unmounted where the site does not run, and looked at', async () => {
    const cause = await causeOf('disk-mounted-once', new BothNodes().share('mounts', '/mnt/jobmgdb'));
    expect(commands(cause)).toEqual([
      `${REACHED}: umount /mnt/jobmgdb`,
      `${LEFT}: xfs_repair -n /dev/mapper/vg0-jobmgdb`,
    ]);
  });
});
