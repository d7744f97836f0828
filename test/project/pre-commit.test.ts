import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Repository } from '../cli/git-repository.js';
import { builtBundle, emptyFolder, root } from './bundle.js';

const hooks = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8');
const missing = spawnSync('pre-commit', ['--version']).error !== undefined;

let programs = '';
beforeAll(() => {
  programs = emptyFolder();
  const file = join(programs, 'cjclint');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${builtBundle()}' "$@"\n`);
  chmodSync(file, 0o755);
});

test('every hook runs a command that cjclint has, on what the commit changes', () => {
  const list: readonly { id: string; entry: string; pass_filenames: boolean }[] = parse(hooks);
  expect(list.map(({ id }) => id)).toEqual(['cjclint', 'cjclint-system']);
  for (const { entry, pass_filenames } of list) {
    expect(entry).toBe('cjclint lint --changed HEAD');
    expect(pass_filenames).toBe(false);
  }
});

describe.skipIf(missing && process.env.CI !== 'true')('pre-commit with the hook of this repository', () => {
  /** A repository with two clusters whose commits pass through the hook. */
  function hooked() {
    const source = new Repository();
    source.write('.pre-commit-hooks.yaml', hooks);
    source.commit('hooks');
    const rev = source.git('rev-parse', 'HEAD').trim();
    const user = new Repository();
    user.cluster('clusters/a');
    user.write(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: file://${source.folder}\n    rev: ${rev}\n    hooks:\n      - id: cjclint-system\n`,
    );
    user.commit('first');
    const env = {
      ...user.env,
      PATH: `${programs}:${process.env.PATH}`,
      PRE_COMMIT_HOME: mkdtempSync(join(tmpdir(), 'cjclint-pre-commit-')),
    };
    execFileSync('pre-commit', ['install'], { cwd: user.folder, env });
    const commit = () => {
      const ran = spawnSync('git', ['commit', '-q', '-m', 'x'], { cwd: user.folder, env, encoding: 'utf8' });
      return { status: ran.status, said: ran.stdout + ran.stderr };
    };
    return { user, commit };
  }

  const conf = 'clusters/a/shared/mnt/jobmgdb/nqs/daemon.conf';

  test('a bad change is refused with the finding, the good one that follows passes', () => {
    const { user, commit } = hooked();
    const before = readFileSync(join(user.folder, conf), 'utf8');
    user.append(conf, 'ipaddress\n');
    user.git('add', '-A');
    const bad = commit();
    expect(bad.status).toBe(1);
    expect(bad.said).toContain('[jobcenter/daemon-conf-syntax]');
    expect(user.git('log', '--oneline').trim().split('\n')).toHaveLength(1);

    user.write(conf, `${before}# reviewed\n`);
    user.git('add', '-A');
    expect(commit()).toMatchObject({ status: 0 });
    expect(user.git('log', '--oneline').trim().split('\n')).toHaveLength(2);
  });

  test('what is bad but not staged does not hold up a good change', () => {
    const { user, commit } = hooked();
    user.append('clusters/a/cjclint.yaml', '# reviewed\n');
    user.git('add', '-A');
    user.append(conf, 'ipaddress\n');
    expect(commit()).toMatchObject({ status: 0 });
  });
});
