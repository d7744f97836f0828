import { describe, expect, test } from 'vitest';
import { ACTIVE, type Copy, STANDBY, stepOf } from './walk.js';

const MOUNT = /.*\/mnt\/jobmgdb.*\n/;

/** Nothing of the disk is anywhere: no mount, no mode, no file of it. */
function diskOfNobody(copy: Copy): void {
  copy.replace(`${ACTIVE}/.facts/mounts`, MOUNT, '');
  copy.replace(`${ACTIVE}/.facts/stat`, new RegExp(MOUNT, 'g'), '');
  copy.remove('shared/mnt/jobmgdb');
}

describe('of a disk that no node had when the facts were collected', () => {
  test.each(['mount-disk', 'database', 'site-settings'] as const)(
    '%s cannot be told, and the reason is the disk, not facts that are there',
    async (step) => {
      const { status, reason, reasonJa } = await stepOf(step, diskOfNobody);
      expect(status).toBe('cannot-tell');
      expect(reason).toContain('has the disk of /mnt/jobmgdb mounted');
      expect(reason).not.toMatch(/stat|\/proc\/mounts|copy /);
      expect(reasonJa).toContain('/mnt/jobmgdb のディスクをマウントしていません');
    },
  );
});

test('a disk that is mounted read-only there is not one to start a site on', async () => {
  const { status, reason, evidence } = await stepOf('mount-disk', (copy) => {
    copy.replace(`${ACTIVE}/.facts/mounts`, MOUNT, '');
    copy.append(`${STANDBY}/.facts/mounts`, '/dev/mapper/vg0-jobmgdb /mnt/jobmgdb xfs ro,relatime 0 0');
  });
  expect({ status, reason }).toEqual({
    status: 'fails',
    reason: expect.stringContaining('is mounted read-only on jcmanager02'),
  });
  expect(evidence.map(({ text }) => text)).toContain('/mnt/jobmgdb');
});
