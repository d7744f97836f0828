import { execFileSync } from 'node:child_process';
import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { common, encoded, FixRepository, resolvDef, siteFile } from './fix-repository.js';

let repository: FixRepository;
beforeEach(() => {
  repository = new FixRepository();
});
afterEach(() => {
  rmSync(repository.cwd, { recursive: true, force: true });
});

/** Applies a diff as somebody would who piped it; outside of any repository. */
const apply = (program: string, args: readonly string[], diff: string) =>
  execFileSync(program, args, {
    cwd: repository.cwd,
    input: diff,
    env: { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: tmpdir() },
    stdio: ['pipe', 'ignore', 'ignore'],
  });

describe('--fix-dry-run', () => {
  test('prints a unified diff and nothing else, writes nothing, and exits as the files are', async () => {
    repository.write(siteFile, '# 表\nipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n');
    const before = repository.everything();
    const { code, out, err } = await repository.lint(['--fix-dry-run', '-o', 'report.txt']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(
      [
        `diff --git a/${siteFile} b/${siteFile}`,
        `--- a/${siteFile}`,
        `+++ b/${siteFile}`,
        '@@ -1,3 +1,3 @@',
        ' # 表',
        '-ipaddress = 192.168.1.100',
        '+ipaddress=192.168.1.100',
        ' NATS_URL=nats://192.168.1.100:23141',
        '',
      ].join('\n'),
    );
    expect(repository.text('report.txt')).toContain(`${siteFile}:2:10: warning: blanks around the "="`);
    rmSync(repository.path('report.txt'));
    expect(repository.everything()).toEqual(before);
  });

  test('prints nothing where there is nothing to fix', async () => {
    expect(await repository.lint(['--fix-dry-run'])).toEqual({
      code: 0,
      out: '',
      err: 'cjclint: note: nothing to fix\n',
    });
  });

  test.each([
    ['git', ['apply', '-p1', '--whitespace=nowarn', '-']],
    ['patch', ['-p1', '--binary', '-s']],
  ])('%s makes of the files what --fix makes of them', async (program, args) => {
    const faults = () => {
      repository.write(siteFile, 'ipaddress　＝ 192.168.1．100 # 表\n# ソ');
      repository.write(common, '\ufeff# 表\r\nLocal_daemon = site\r\n\r\n');
      repository.write(resolvDef, '');
    };
    faults();
    const { out } = await repository.lint(['--fix-dry-run']);
    await repository.lint(['--fix']);
    const fixed = repository.everything();
    faults();
    apply(program, args, out);
    expect(repository.everything()).toEqual(fixed);
    expect(repository.text(common)).toBe('# 表\nlocal_daemon=SITE\n\n');
  });

  test('git renames a link as --fix does', async () => {
    const folder = 'nodes/jcmanager01/usr/spool/nqs';
    symlinkSync('/mnt/jobmgdb', repository.path(`${folder}/C0A80146`));
    const { out } = await repository.lint(['--fix-dry-run']);
    expect(out).toContain(`\nrename from ${folder}/C0A80146\nrename to ${folder}/C0A80164\n`);
    apply('git', ['apply', '-p1', '-'], out);
    expect(readlinkSync(repository.path(`${folder}/C0A80164`))).toBe('/mnt/jobmgdb');
    expect((await repository.lint([])).code).toBe(0);
  });

  test('shows a file in another encoding in UTF-8, and says that its diff cannot be applied', async () => {
    repository.write(siteFile, encoded('# 表\nipaddress =192.168.1.100\n', 'Shift_JIS'));
    const { out, err } = await repository.lint(['--fix-dry-run', '--rule', 'space-*']);
    expect(out).toContain('\n # 表\n-ipaddress =192.168.1.100\n+ipaddress=192.168.1.100\n');
    expect(err).toContain(`cjclint: note: the diff of "${siteFile}" is for reading`);
  });

  test('shows control characters of a file, and never writes them', async () => {
    repository.write(siteFile, '# \x1b[31mred\nipaddress =192.168.1.100\n# \u202eodd\n');
    const { out, err } = await repository.lint(['--fix-dry-run', '--rule', 'space-*']);
    expect(out).toContain('\n # \\x1b[31mred\n-ipaddress =');
    expect(out).toContain('\n # \\u{202e}odd\n');
    expect(err).toContain('is for reading');
  });

  test('shows a CR and a byte order mark on a terminal, and leaves them as they are in a pipe', async () => {
    repository.write(common, '\ufefflocal_daemon=SITE\r\n');
    const shown = await repository.lint(['--fix-dry-run'], { terminal: { columns: 80 } });
    expect(shown.out).toContain('\n-\\u{feff}local_daemon=SITE\\r\n+local_daemon=SITE\n');
    const piped = await repository.lint(['--fix-dry-run']);
    expect(piped.out).toContain('\n-\ufefflocal_daemon=SITE\r\n+local_daemon=SITE\n');
  });

  test('quotes paths as git does', async () => {
    const folder = 'a "b"\\c\n表';
    repository.write(`${folder}/daemon.conf`, 'ipaddress = 192.168.1.100\n');
    const { out } = await repository.lint(['--fix-dry-run', '--rule', 'space-*']);
    expect(out).toContain('\n--- "a/a \\"b\\"\\\\c\\012表/daemon.conf"\t\n');
    apply('git', ['apply', '-p1', '-'], out);
    expect(repository.text(`${folder}/daemon.conf`)).toBe('ipaddress=192.168.1.100\n');
  });
});

test('JSON says which findings --fix can mend', async () => {
  repository.write(siteFile, 'ipaddress = 192.168.1.101\nNATS_URL=nats://192.168.1.101:23141\n');
  repository.write(common, '');
  const { out } = await repository.lint(['--format', 'json']);
  const findings: { readonly rule: string; readonly fixable: boolean }[] = JSON.parse(out).findings;
  const fixable = Object.fromEntries(findings.map((each) => [each.rule, each.fixable]));
  expect(fixable).toMatchObject({
    'jobcenter/space-around-equals': true,
    'jobcenter/ipaddress-is-vip': false,
    'jobcenter/local-daemon-mode': false,
  });
});

test('what is in an archive has its one right answer as outside of it', async () => {
  repository.write(siteFile, 'ipaddress = 192.168.1.100\n');
  execFileSync('tar', ['-C', repository.path('shared'), '-cf', repository.path('shared.tar'), '.']);
  rmSync(repository.path('shared'), { recursive: true });
  const { out } = await repository.lint(['--format', 'json', '--rule', 'space-*']);
  expect(JSON.parse(out).findings).toMatchObject([{ rule: 'jobcenter/space-around-equals', fixable: true }]);
});
