import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { common, FixRepository } from '../cli/fix-repository.js';
import { builtBundle } from './bundle.js';

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

test('the built program asks at a real terminal, and writes the answer', () => {
  const repository = new FixRepository();
  try {
    repository.write(common, '# common\n');
    const command = `'${process.execPath}' '${bundle}' lint --fix --rule local-daemon-mode`;
    // script(1) gives the program a terminal of its own, and types what it reads.
    const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: repository.cwd,
      input: 'site\n',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'dumb', LC_ALL: 'C' },
      timeout: 50_000,
    });
    expect({ stdout, status }).toEqual({ stdout: expect.stringContaining('SITE or OFF? '), status: 0 });
    expect(readFileSync(repository.path(common), 'utf8')).toBe('# common\nlocal_daemon=SITE\n');
  } finally {
    rmSync(repository.cwd, { recursive: true, force: true });
  }
});
