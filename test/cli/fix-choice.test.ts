import { readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { common, FixRepository, resolvDef, siteFile } from './fix-repository.js';

const links = 'nodes/jcmanager01/usr/spool/nqs';

let repository: FixRepository;
beforeEach(() => {
  repository = new FixRepository();
});
afterEach(() => {
  rmSync(repository.cwd, { recursive: true, force: true });
});

describe('a fix that somebody has to choose', () => {
  const args = ['--fix', '--rule', 'local-daemon-mode'];
  beforeEach(() => repository.write(common, '# common\n'));

  test('is left where nobody is there to be asked, and how to choose is said', async () => {
    const before = repository.everything();
    const { code, err } = await repository.lint(args);
    expect(code).toBe(1);
    expect(err).toBe(
      `cjclint: note: nothing to fix\ncjclint: note: ${common}:1:1: to be chosen: --fix-choice local-daemon-mode=SITE or --fix-choice local-daemon-mode=OFF\n`,
    );
    expect(repository.everything()).toEqual(before);
  });

  test('is asked for on a terminal, with the finding', async () => {
    const asked: string[] = [];
    const { code } = await repository.lint(args, {
      ask: (question) => {
        asked.push(question);
        return 'off\n';
      },
    });
    expect(code).toBe(0);
    expect(asked).toEqual([
      expect.stringMatching(
        /daemon\.conf:1:1: local_daemon is not set on jcmanager01.*\n {2}SITE or OFF\?.*: $/,
      ),
    ]);
    expect(repository.text(common)).toBe('# common\nlocal_daemon=OFF\n');
  });

  test.each(['', 'yes\n', null])('is left for the answer %j', async (answer) => {
    const { code } = await repository.lint(args, { ask: () => answer });
    expect(code).toBe(1);
    expect(repository.text(common)).toBe('# common\n');
  });

  test('is not asked for in a dry run', async () => {
    const { err } = await repository.lint(['--fix-dry-run'], {
      ask: () => {
        throw new Error('asked');
      },
    });
    expect(err).toContain('to be chosen: --fix-choice local-daemon-mode=SITE');
  });

  test.each([
    [['--fix', '--fix-choice', 'local-daemon-mode'], 'is not <rule>=<answer>'],
    [['--fix', '--fix-choice', 'local-daemon-mode=ON'], '"ON" is none of SITE, OFF'],
    [['--fix', '--fix-choice', 'local-demon-mode=OFF'], 'did you mean "local-daemon-mode"?'],
    [['--fix-choice', 'local-daemon-mode=OFF'], 'with --fix or --fix-dry-run only'],
    [['--fix', '--fix-dry-run'], 'cannot be given together'],
    [['--fix', '--write-baseline', 'known.json'], 'cannot be given with --write-baseline'],
  ])('%j is wrong usage', async (wrong, words) => {
    const before = repository.everything();
    const { code, err } = await repository.lint(wrong);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) });
    expect(repository.everything()).toEqual(before);
  });
});

describe('what --fix leaves alone', () => {
  test.each([
    ['another rule', '', ['--rule', 'parameter-case']],
    ['a comment that suppresses it', '# cjclint-disable-next-line space-around-equals -- as delivered\n', []],
  ])('%s', async (_, comment, args) => {
    const text = `${comment}ipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n`;
    repository.write(siteFile, text);
    await repository.lint(['--fix', ...args]);
    expect(repository.text(siteFile)).toBe(text);
  });

  test('what stands in the baseline', async () => {
    repository.write(siteFile, 'ipaddress = 192.168.1.100\n');
    await repository.lint(['--rule', 'space-*', '--write-baseline', 'known.json']);
    await repository.lint(['--fix', '--baseline', 'known.json']);
    expect(repository.text(siteFile)).toBe(
      'ipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n',
    );
  });

  test('what is waived', async () => {
    repository.write(siteFile, 'ipaddress = 192.168.1.100\n');
    repository.write(
      'cjclint-waivers.yaml',
      'waivers:\n- rule: space-around-equals\n  reason: as delivered\n  approver: a\n',
    );
    await repository.lint(['--fix']);
    expect(repository.text(siteFile)).toBe(
      'ipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n',
    );
  });

  test('a key in two spellings, of which only one may have worked', async () => {
    const text = 'ipaddress=192.168.1.100\nIPADDRESS=192.168.1.101\n';
    repository.write(siteFile, text);
    await repository.lint(['--fix', '--rule', 'parameter-case']);
    expect(repository.text(siteFile)).toBe(text);
  });

  test('a CR within a line', async () => {
    repository.write(common, 'local_daemon=SITE\r# common\r\n');
    const { code } = await repository.lint(['--fix', '--rule', 'line-endings']);
    expect(code).toBe(1);
    expect(repository.text(common)).toBe('local_daemon=SITE\r# common\r\n');
  });

  test('a NATS_URL for a VIP that is a guess where the file listens elsewhere', async () => {
    repository.write('cjclint.yaml', repository.text('cjclint.yaml').replace(/ +vip: .*\n/, ''));
    symlinkSync('/mnt/jobmgdb', repository.path(`${links}/C0A80164`));
    repository.write(siteFile, 'ipaddress=192.168.1.101\n');
    const { out } = await repository.lint(['--fix', '--rule', 'nats-url-required']);
    expect(out).toContain('always needs one, here nats://192.168.1.100:23141');
    expect(repository.text(siteFile)).toBe('ipaddress=192.168.1.101\n');
  });

  test('a line whose first name is another, of which the site’s would be an alias', async () => {
    repository.write(resolvDef, '192.168.1.100  other.example.jp\n');
    await repository.lint(['--fix', '--rule', 'resolv-def-entry']);
    expect(repository.text(resolvDef)).toBe('192.168.1.100  other.example.jp\n');
  });

  test('a manifest’s site name that no line may hold', async () => {
    const manifest = repository.text('cjclint.yaml');
    repository.write('cjclint.yaml', manifest.replace('jcmg.example.jp', '"a.b\\n10.0.0.1 evil"'));
    repository.write(resolvDef, '# empty\n');
    const { out } = await repository.lint(['--fix', '--rule', 'resolv-def-entry']);
    expect(out).toContain('has no line for the VIP');
    expect(repository.text(resolvDef)).toBe('# empty\n');
  });
});

describe('a file of the shared disk in two trees', () => {
  const copies = ['jcmanager01', 'jcmanager02'].map((node) => `nodes/${node}/mnt/jobmgdb/nqs/daemon.conf`);
  const text = '# 表\nipaddress = 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n';

  test('is mended in both, each in its own encoding, so that they stay alike', async () => {
    rmSync(repository.path('shared'), { recursive: true });
    for (const copy of copies) repository.write(copy, text);
    expect(await repository.lint(['--fix'])).toMatchObject({ code: 0 });
    for (const copy of copies) expect(repository.text(copy)).toBe(text.replace(' = ', '='));
  });
});

describe('a link of a site’s database', () => {
  const make = (name: string, target = '/mnt/jobmgdb') =>
    symlinkSync(target, repository.path(`${links}/${name}`));
  const rule = ['--rule', 'vip-link-name'];

  test.each(['C0A80146', 'c0a80164', 'jobmgdb'])('%s is renamed after the VIP, once', async (name) => {
    make(name);
    expect(await repository.lint(['--fix', ...rule])).toMatchObject({
      code: 0,
      err: 'cjclint: note: 1 finding(s) fixed\n',
    });
    expect(readlinkSync(repository.path(`${links}/C0A80164`))).toBe('/mnt/jobmgdb');
    const after = repository.everything();
    expect([...after.values()].filter((content) => content.startsWith('->'))).toHaveLength(1);
    expect(await repository.lint(['--fix', ...rule])).toMatchObject({
      code: 0,
      err: 'cjclint: note: nothing to fix\n',
    });
    expect(repository.everything()).toEqual(after);
  });

  test.each([
    ['that two of them could take', () => make('c0a80164')],
    ['that a file has', () => writeFileSync(repository.path(`${links}/C0A80164`), '')],
    [
      'that facts name otherwise',
      () =>
        repository.write(
          'nodes/jcmanager01/.facts/stat',
          '777\troot\troot\tsymbolic link\t/usr/spool/nqs/C0A80146\n',
        ),
    ],
  ])('does not get a name %s', async (_, hinder) => {
    make('C0A80146');
    hinder();
    const before = repository.everything();
    expect(await repository.lint(['--fix', ...rule])).toMatchObject({
      code: 1,
      err: 'cjclint: note: nothing to fix\n',
    });
    expect(repository.everything()).toEqual(before);
  });

  test('keeps the name that is another site’s', async () => {
    const manifest = repository.text('cjclint.yaml');
    repository.write(
      'cjclint.yaml',
      `${manifest}  - name: b.example.jp\n    database: /mnt/b\n    vip: 192.168.1.70\n`,
    );
    make('C0A80146');
    const before = repository.everything();
    expect((await repository.lint(['--fix', ...rule])).code).toBe(1);
    expect(repository.everything()).toEqual(before);
  });
});
