import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

const has = (shell: string) =>
  process.env.CI === 'true' || spawnSync(shell, ['-c', 'true']).error === undefined;

/** What a shell offers, once it has read the script and with the line as the words that end where the cursor is. */
const ask: Readonly<Record<string, (script: string, words: readonly string[]) => string[]>> = {
  bash: (script, words) => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const line = `. ${script}; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _cjclint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return ['bash', '--norc', '-c', line];
  },
  zsh: (script, words) => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const stubs = `compdef() { }; compadd() { shift; print -l -- "$@" }; _files() { }; _describe() { print -l -- \${(P)2%%:*} }`;
    return ['zsh', '-f', '-c', `${stubs}; . ${script}; words=(${list}); CURRENT=${words.length}; _cjclint`];
  },
  fish: (script, words) => [
    'fish',
    '--no-config',
    '-c',
    `source ${script}; complete -C '${words.join(' ')}'`,
  ],
};

describe.each(['bash', 'zsh', 'fish'])('completions %s', (shell) => {
  async function offered(...words: string[]): Promise<string[]> {
    const { code, out } = await cjclint(['completions', shell]);
    expect(code).toBe(0);
    const folder = mkdtempSync(join(tmpdir(), 'cjclint-completions-'));
    const script = join(folder, 'script');
    writeFileSync(script, out);
    const [program = '', ...args] = ask[shell]?.(script, words) ?? [];
    const { stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' },
    });
    expect(stderr).toBe('');
    const last = words.at(-1) ?? '';
    return stdout
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '')
      .filter((word) => word !== '' && word.startsWith(last));
  }

  test.skipIf(!has(shell))('offers commands, options of a command, and values of an option', async () => {
    const commands = await offered('cjclint', '');
    for (const name of ['lint', 'preflight', 'explain', 'collector', 'completions'])
      expect(commands).toContain(name);
    expect(await offered('cjclint', 'expl')).toEqual(['explain']);
    expect(await offered('cjclint', 'lint', '--fail')).toEqual(['--fail-on']);
    expect((await offered('cjclint', 'lint', '--lang', '')).sort()).toEqual(['en', 'ja']);
    expect((await offered('cjclint', 'lint', '--fail-on', '')).sort()).toEqual(
      ['error', 'warning', 'info', 'never'].sort(),
    );
    expect(await offered('cjclint', 'link-name', '--fail')).toEqual([]);
  });

  test.skipIf(!has(shell))('offers the rules there are, the schemas and the shells', async () => {
    expect(await offered('cjclint', 'lint', '--rule', 'vip-link-m')).toEqual(['vip-link-missing']);
    expect(await offered('cjclint', 'preflight', '--skip', 'waiver-e')).toEqual(['waiver-expired']);
    expect(await offered('cjclint', 'explain', 'machine-id-u')).toEqual([
      'machine-id-unique',
      'machine-id-unique-in-network',
    ]);
    expect((await offered('cjclint', 'schema', 're')).sort()).toEqual([
      'redaction-map',
      'rehearsal',
      'report',
    ]);
    expect(await offered('cjclint', 'completions', 'f')).toEqual(['fish']);
    expect(await offered('cjclint', 'rehearse', '--site', 're')).toEqual([]);
  });

  test('a list of rules stands in the script once for its options, and once for arguments', async () => {
    const { out } = await cjclint(['completions', shell]);
    const times = out.split(/\bvip-link-missing\b/).length - 1;
    expect([1, 2]).toContain(times);
  });
});

test('an unknown shell is wrong usage', async () => {
  const { code, err } = await cjclint(['completions', 'bsh']);
  expect(code).toBe(2);
  expect(err).toContain('did you mean "bash"?');
});
