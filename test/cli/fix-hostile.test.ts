import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FixFiles } from '../../src/cli/fixing/fix-files.js';
import { SourceFile } from '../../src/text/source-file.js';
import { fastFolder } from '../fast-folder.js';
import { common, encoded, FixRepository, siteFile } from './fix-repository.js';

const faulty = 'ipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n';
const emptyText = { text: '', encoding: 'utf-8', bom: false, undecodable: [] } as const;
const rule = ['--fix', '--rule', 'space-around-equals'];

let repository: FixRepository;
let elsewhere = '';
beforeEach(() => {
  repository = new FixRepository();
  elsewhere = fastFolder('cjclint-elsewhere-');
});
afterEach(() => {
  rmSync(repository.cwd, { recursive: true, force: true });
  rmSync(elsewhere, { recursive: true, force: true });
});

/** Packs a folder of the repository as an archive and takes the folder away. */
function pack(folder: string): void {
  execFileSync('tar', ['-C', repository.path(folder), '-cf', repository.path(`${folder}.tar`), '.']);
  rmSync(repository.path(folder), { recursive: true });
}

describe('--fix does not write', () => {
  let before: Map<string, string>;
  const unchanged = () => expect(repository.everything()).toEqual(before);

  test('into an archive, and says so', async () => {
    repository.write(siteFile, faulty);
    pack('shared');
    before = repository.everything();
    const { code, err } = await repository.lint(rule);
    expect(code).toBe(1);
    expect(err).toBe(
      'cjclint: note: "shared.tar!/mnt/jobmgdb/nqs/daemon.conf" is not fixed: it is in an archive\ncjclint: note: nothing to fix\n',
    );
    unchanged();
  });

  test('one copy of a shared file where the other is in an archive', async () => {
    rmSync(repository.path('shared'), { recursive: true });
    for (const node of ['jcmanager01', 'jcmanager02'])
      repository.write(`nodes/${node}/mnt/jobmgdb/nqs/daemon.conf`, faulty);
    pack('nodes/jcmanager02');
    before = repository.everything();
    const { err } = await repository.lint(rule);
    expect(err).toContain(
      '"nodes/jcmanager02.tar!/mnt/jobmgdb/nqs/daemon.conf" is not fixed: it is in an archive',
    );
    unchanged();
  });

  test('where the manifest leads out of its folder', async () => {
    renameSync(repository.path('shared'), join(elsewhere, 'shared'));
    writeFileSync(join(elsewhere, 'shared/mnt/jobmgdb/nqs/daemon.conf'), faulty);
    repository.write(
      'cjclint.yaml',
      `${repository.text('cjclint.yaml')}shared: ${join(elsewhere, 'shared')}\n`,
    );
    before = repository.everything();
    const { code, err } = await repository.lint([...rule, '--allow-outside']);
    expect(code).toBe(1);
    expect(err).toContain('is not fixed: the manifest names it outside of its folder');
    unchanged();
    expect(readFileSync(join(elsewhere, 'shared/mnt/jobmgdb/nqs/daemon.conf'), 'utf8')).toBe(faulty);
  });

  test('through a link out of the tree', async () => {
    writeFileSync(join(elsewhere, 'daemon.conf'), faulty);
    rmSync(repository.path(siteFile));
    symlinkSync(join(elsewhere, 'daemon.conf'), repository.path(siteFile));
    before = repository.everything();
    await repository.lint(['--fix']);
    unchanged();
    expect(readFileSync(join(elsewhere, 'daemon.conf'), 'utf8')).toBe(faulty);
  });

  test('a read-only file', async () => {
    repository.write(siteFile, faulty);
    chmodSync(repository.path(siteFile), 0o444);
    before = repository.everything();
    const { code, err } = await repository.lint(rule);
    expect(code).toBe(2);
    expect(err).toContain(`cjclint: error: "${siteFile}" is not changed: it is read-only\n`);
    unchanged();
  });

  test('a file that changed since it was read, and reports what is there now', async () => {
    repository.write(siteFile, faulty);
    repository.write(common, '# common\n');
    const other = 'ipaddress  =  192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n';
    const { code, out, err } = await repository.lint(['--fix'], {
      ask: () => {
        repository.write(siteFile, other);
        return 'SITE';
      },
    });
    expect(code).toBe(2);
    expect(err).toContain(`cjclint: error: "${siteFile}" is not changed: it changed since it was read\n`);
    expect(out).toContain(`${siteFile}:1:10: warning: blanks around the "="`);
    expect(repository.text(siteFile)).toBe(other);
    expect(repository.text(common)).toBe('# common\nlocal_daemon=SITE\n');
  });
});

test('of many files that are left alone the first are named, the others counted', async () => {
  repository.write('cjclint.yaml', '');
  for (let node = 0; node < 30; node++) repository.write(`many/n${node}/daemon.conf`, 'a = 1\n');
  pack('many');
  const { err } = await repository.lint([...rule, 'many.tar']);
  expect(err.match(/is not fixed: it is in an archive/g)).toHaveLength(20);
  expect(err).toContain('cjclint: note: 10 more note(s) like these\n');
});

test('a fix after which a file would be read as another encoding is not made, and that is said', async () => {
  // These half-width katakana are kanji in EUC-JP; only the full-width sign tells that they are not.
  const bytes = encoded('ｘ=1 # ｶﾅ\n', 'Shift_JIS');
  repository.write('alone/daemon.conf', bytes);
  const { code, err } = await repository.lint(['--fix', 'alone', '--rule', 'full-*']);
  expect(code).toBe(2);
  expect(err).toContain(
    '"alone/daemon.conf" is not changed: with the change its encoding could no longer be told',
  );
  expect(repository.bytes('alone/daemon.conf')).toEqual(bytes);
});

test('broken bytes behind a byte order mark stay, and so does the mark', async () => {
  const bytes = (text: string) =>
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encoded(`${text}\n# 表示の設定\n`, 'Shift_JIS')]);
  repository.write('alone/daemon.conf', bytes('a = 1'));
  await repository.lint(['--fix', 'alone', '--rule', 'space-*', '--rule', 'text-encoding']);
  expect(repository.bytes('alone/daemon.conf')).toEqual(bytes('a=1'));
});

test('a file of this machine’s own JobCenter is not changed, be it in a repository', () => {
  const file = new SourceFile(common, emptyText, {
    state: 'on-disk',
    root: repository.cwd,
    path: `/${common}`,
  });
  const changeable = new FixFiles(() => [repository.path('nodes/jcmanager02')]);
  expect(changeable.find(file, 'file')).toMatchObject({ path: repository.path(common) });
  const live = new FixFiles(() => [repository.path('nodes/jcmanager01/usr/lib/nqs')]);
  expect(live.find(file, 'file')).toMatchObject({ refused: { en: 'it is of a live system' }, fault: false });
});

test('a file that a link of its tree leads to is written where it stands, and the link stays', async () => {
  const real = 'nodes/jcmanager01/opt/daemon.conf';
  rmSync(repository.path(common));
  symlinkSync('/opt/daemon.conf', repository.path(common));
  repository.write(real, 'local_daemon = SITE\n');
  expect(await repository.lint(rule)).toMatchObject({ code: 0 });
  expect(repository.text(real)).toBe('local_daemon=SITE\n');
  expect(repository.everything().get(repository.path(common))).toBe('-> /opt/daemon.conf');
});

test('a repository that was reached through a link is fixed as any other', async () => {
  repository.write(siteFile, faulty);
  symlinkSync(repository.cwd, join(elsewhere, 'link'));
  const { code } = await repository.lint(rule, { cwd: join(elsewhere, 'link') });
  expect(code).toBe(0);
  expect(repository.text(siteFile)).toBe(faulty.replace(' = ', '='));
});

test('a fixed file keeps its mode, and nothing is left beside it', async () => {
  repository.write(siteFile, faulty);
  chmodSync(repository.path(siteFile), 0o640);
  const names = [...repository.everything().keys()];
  await repository.lint(rule);
  expect(statSync(repository.path(siteFile)).mode & 0o777).toBe(0o640);
  expect([...repository.everything().keys()]).toEqual(names);
});

test('a file with more faults than are told at once is fixed as far as it goes, and says that there is more', async () => {
  const line = 'NATS_URL = nats://192.168.1.100:23141\n';
  repository.write(siteFile, `ipaddress=192.168.1.100\n${line.repeat(1500)}`);
  const first = await repository.lint(rule);
  expect(first.err).toContain('there is more to fix; run it again\n');
  expect((await repository.lint(rule)).code).toBe(0);
  expect(repository.text(siteFile)).toBe(`ipaddress=192.168.1.100\n${line.replace(' = ', '=').repeat(1500)}`);
});

test('a file of megabytes is fixed in time that grows with its length alone', async () => {
  const comment = '# 表示ソフトの設定は運用系と待機系で同じにすること\r\n'.repeat(50_000);
  repository.write(common, `${comment}local_daemon = SITE\r\n`);
  expect(await repository.lint(['--fix'])).toMatchObject({ code: 0 });
  expect(repository.text(common)).toBe(`${comment}local_daemon=SITE\r\n`.replaceAll('\r', ''));
});
