import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastFolder } from '../../fast-folder.js';
import { diagnosed } from './diagnosed.js';

let cwd = '';
beforeAll(() => {
  cwd = fastFolder('cjclint-take-over-');
  cpSync(resolve('fixtures/diagnosis/base/nodes'), join(cwd, 'case'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  cpSync(resolve('fixtures/clusters/healthy/nodes'), join(cwd, 'spread'), {
    recursive: true,
    verbatimSymlinks: true,
  });
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** The last word on who had to take over; null where nobody knows. */
async function takenOverBy(symptom: string | null, folder = 'case'): Promise<string | null> {
  const { understood } = await diagnosed([folder], symptom, { cwd });
  const last = understood.map(({ en }) => en).find((each) => each.startsWith('had to take over: '));
  return last?.replace(/^had to take over: ([^ ]*).*/, '$1') ?? null;
}

describe('the node that had to take over', () => {
  test.each([
    ['failover from jcmanager02 to jcmanager01 failed'],
    ['jcmanager02 から jcmanager01 へ切り替えたが起動しない'],
    ['jcmanager02→jcmanager01 の切り替えに失敗'],
    ['jcmanager02 の障害でフェイルオーバーしたが、サイトが起動しない'],
    ['Nov 20 03:12:09 jcmanager01 cjcpw[2211]: exit'],
    ['jcmanager01.example.jp では起動しない'],
    ['the site does not start on jcmanager01'],
  ])('is the one that "%s" says', async (symptom) => {
    expect(await takenOverBy(symptom)).toBe('jcmanager01');
  });

  test('without a word on it is the one where the site is not', async () => {
    expect(await takenOverBy('nothing runs')).toBe('jcmanager02');
    expect(await takenOverBy(null)).toBe('jcmanager02');
  });

  test('is the one that started the site when the symptom was seen', async () => {
    const starts = join(cwd, 'case/jcmanager01/.facts/ps-start');
    const before = readFileSync(starts, 'utf8');
    writeFileSync(starts, before.replace(/Sun Nov 15 06:01:30 2026(?= .*cjcpw)/, 'Fri Nov 20 02:41:30 2026'));
    expect(await takenOverBy('02:44 に切り替わった後、ジョブが流れない')).toBe('jcmanager01');
    expect(await takenOverBy('２時４４分ごろからジョブが流れない')).toBe('jcmanager01');
    writeFileSync(starts, before);
    expect(await takenOverBy('06:03 に切り替わった後、サイトが起動しない')).toBe('jcmanager02');
    expect(await takenOverBy('since 9:30 the site does not start')).toBe('jcmanager02');
  });

  test.each([
    ['jobs fail after the failover: unknown user'],
    ['切替後、ジョブが消えた'],
    ['the standby agent is another agent'],
    ['エージェントが REGISTERED のまま'],
  ])('is not guessed from where a site runs when "%s", which shows once it runs', async (symptom) => {
    expect(await takenOverBy(symptom)).toBeNull();
  });

  test('is the other one where the first does not let go of the disk', async () => {
    const listed = join(cwd, 'case/jcmanager01/.facts/cjcls');
    const held = join(cwd, 'case/jcmanager01/.facts/holders');
    const shown = readFileSync(listed, 'utf8');
    const holders = readFileSync(held, 'utf8');
    writeFileSync(listed, shown.replace(/\b1790\b/, 'SHUT'));
    writeFileSync(held, '');
    expect(await takenOverBy('umount: /mnt/jobmgdb: target is busy.')).toBe('jcmanager02');
    expect(await takenOverBy('共有ディスクをアンマウントできない')).toBe('jcmanager02');
    expect(await takenOverBy(null)).toBe('jcmanager01');
    writeFileSync(
      held,
      '                     USER        PID ACCESS COMMAND\n/mnt/jobmgdb:        root     kernel mount /mnt/jobmgdb\n                     batch01    4711 ..c.. bash\n',
    );
    expect(await takenOverBy(null)).toBe('jcmanager02');
    writeFileSync(held, holders);
    writeFileSync(listed, shown);
  });

  test('is not guessed where each node runs a site', async () => {
    expect(await takenOverBy(null, 'spread')).toBeNull();
    expect(await takenOverBy('jcmgsecond が起動しない', 'spread')).toBe('jcmanager01');
  });

  test('is not another node whose name begins alike', async () => {
    expect(await takenOverBy('jcmanager01x is a third machine')).toBe('jcmanager02');
  });
});

describe('evidence', () => {
  test('on the node that had to take over goes before the same on another', async () => {
    for (const node of ['jcmanager01', 'jcmanager02']) {
      appendFileSync(
        join(cwd, 'case', node, 'usr/lib/nqs/rc/daemon.conf'),
        node === 'jcmanager01' ? 'maintenance=ON\n' : 'maintenance = ON\n',
      );
    }
    const { causes } = await diagnosed(['case'], 'switched to jcmanager01, nothing runs', { cwd });
    expect(causes[0]).toMatchObject({ rule: 'jobcenter/maintenance-mode', node: 'jcmanager01' });
    expect(causes[0]?.because.en).toContain('It is on jcmanager01, which had to take over.');
    const other = await diagnosed(['case'], 'switched to jcmanager02, nothing runs', { cwd });
    expect(other.causes[0]).toMatchObject({ rule: 'jobcenter/maintenance-mode', node: 'jcmanager02' });
  });
});
