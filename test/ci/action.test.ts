import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtBundle, emptyFolder, root } from '../project/bundle.js';
import { actionProblems } from './workflow-parser.js';

const text = readFileSync(join(root, 'action.yml'), 'utf8');
const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Record<string, string>; readonly run: string }[];
  };
} = parse(text);
const [step] = action.runs.steps;
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

const clusters = join(root, 'fixtures/clusters');

/** A runner: runs the action's step as GitHub does, on a checkout that holds two examples. */
function run(
  inputs: Readonly<Record<string, string>>,
  {
    built = true,
    prepare = (_: string) => {},
  }: { built?: boolean; prepare?: (workspace: string) => void } = {},
) {
  const folder = emptyFolder();
  const place = (name: string) => join(folder, name);
  for (const name of ['work/healthy', 'work/ten-faults'])
    cpSync(join(clusters, name.slice('work/'.length)), place(name), { recursive: true });
  prepare(place('work'));
  mkdirSync(place('action/dist'), { recursive: true });
  cpSync(join(root, 'package.json'), place('action/package.json'));
  if (built) cpSync(bundle, place('action/dist/cjclint.mjs'));
  mkdirSync(place('bin'));
  const npx = `#!/bin/sh\nprintf '%s\\n' "$@" >'${place('npx')}'\nshift 2\nexec '${process.execPath}' '${bundle}' "$@"\n`;
  writeFileSync(place('bin/npx'), npx);
  chmodSync(place('bin/npx'), 0o755);
  for (const name of ['summary', 'output']) writeFileSync(place(name), '');

  const value = (expression: string) => {
    const [, name = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
    if (name !== '') return inputs[name] ?? action.inputs[name]?.default ?? 'no such input';
    return expression.includes('github.action_path') ? place('action') : 'no such expression';
  };
  const env = Object.entries(step?.env ?? {}).map(([name, expression]) => [name, value(expression)]);
  writeFileSync(place('step.sh'), step?.run ?? 'exit 99');
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', place('step.sh')],
    {
      cwd: place('work'),
      encoding: 'utf8',
      env: {
        PATH: `${place('bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
        LC_ALL: 'C',
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: place('summary'),
        GITHUB_OUTPUT: place('output'),
        ...Object.fromEntries(env),
      },
    },
  );
  const read = (name: string) => (existsSync(place(name)) ? readFileSync(place(name), 'utf8') : null);
  return {
    status,
    stdout,
    stderr,
    summary: read('summary'),
    output: read('output'),
    npx: read('npx'),
    read,
    folder,
  };
}

describe('action.yml', () => {
  test('is what GitHub takes for an action, and the check sees a mistake', async () => {
    expect(await actionProblems(text)).toEqual([]);
    expect(await actionProblems(text.replace('runs:', 'runz:'))).not.toEqual([]);
    expect(await actionProblems(text.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  test('puts no input into its script, and hands each input to it', () => {
    expect(step?.run).not.toContain('${{');
    const handed = Object.values(step?.env ?? {}).join('\n');
    for (const name of Object.keys(action.inputs)) expect(handed).toContain(`\${{ inputs.${name} }}`);
  });
});

describe('the action', () => {
  test('annotates each finding, shows the report as text and as a summary, and fails with the exit code', () => {
    const ended = run({ paths: 'ten-faults' });
    expect([ended.status, ended.output, ended.stderr]).toEqual([1, 'exit-code=1\n', '']);
    expect(ended.stdout).toMatch(/^::error file=ten-faults\/cjclint\.yaml,line=30,.*machine ID 33/m);
    expect(ended.stdout).toContain('\nverdict: NO-GO (10 errors, 1 warning, 1 info)\n');
    expect(ended.summary).toContain('NO-GO');
    const [, token = ''] = /^::stop-commands::(.+)$/m.exec(ended.stdout) ?? [];
    const shown = ended.stdout.split(`::stop-commands::${token}\n`)[1] ?? '';
    expect(shown.endsWith(`\n::${token}::\n`)).toBe(true);
    expect(shown.replace(`::${token}::`, '')).not.toMatch(/^::/m);
  });

  test('passes on a healthy cluster, whatever line of the paths it stands in', () => {
    expect(run({ paths: '\nhealthy\n\n' })).toMatchObject({ status: 0, output: 'exit-code=0\n', npx: null });
  });

  test('checks everything when no path is given, and fails from the given severity on', () => {
    expect(run({}).status).toBe(1);
    expect(run({ paths: '', 'fail-on': 'never' }).status).toBe(0);
    expect(run({ paths: '', 'working-directory': 'healthy' }).status).toBe(0);
    expect(run({ 'fail-on': 'sometimes' })).toMatchObject({ status: 2, output: 'exit-code=2\n' });
  });

  test('writes SARIF where asked for, and takes further options and the language', () => {
    const ended = run({
      paths: 'ten-faults',
      sarif: 'out report.sarif',
      lang: 'ja',
      args: '--skip\nmachine-id-*\n\n--require-complete',
    });
    const sarif = JSON.parse(ended.read('work/out report.sarif') ?? '{}');
    expect(sarif.version).toBe('2.1.0');
    expect(ended.stdout).toContain('判定: NO-GO');
    expect(ended.stdout).not.toContain('machine-id-unique');
  });

  test('leaves out of the SARIF what is suppressed, for code scanning would show it', () => {
    const results = (args: string) => {
      const ended = run({ paths: 'ten-faults', sarif: '-report.sarif', args });
      expect([ended.status, ended.stderr]).toEqual([args === '' ? 1 : 0, '']);
      return JSON.parse(ended.read('work/-report.sarif') ?? '{}').runs[0].results.length;
    };
    expect(results('')).toBe(12);
    const known = join(emptyFolder(), 'baseline.json');
    run({ paths: 'ten-faults', args: `--write-baseline\n${known}` });
    expect(results(`--baseline\n${known}`)).toBe(0);
  });

  test('checks what a change touches', () => {
    const git = (cwd: string, ...args: string[]) => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.jp'];
      const { status } = spawnSync('git', [...who, ...args], { cwd });
      expect(status).toBe(0);
    };
    const ended = run(
      { changed: 'HEAD' },
      {
        prepare: (work) => {
          git(work, 'init', '-q');
          git(work, 'add', '-A');
          git(work, 'commit', '-q', '-m', 'first');
          writeFileSync(join(work, 'healthy/note'), 'changed');
        },
      },
    );
    expect(ended.status).toBe(0);
    expect(ended.stdout).toContain('1 cluster, ');
  });

  test('takes the npm package of its own version where nothing is built, and of the version asked for', () => {
    expect(run({ paths: 'healthy' }, { built: false }).npx).toMatch(
      new RegExp(`^--yes\ncjclint@${version.replaceAll('.', '\\.')}\nlint\n`),
    );
    const asked = run({ paths: 'healthy', version: '1.2.3-rc.1' });
    expect([asked.status, asked.npx?.split('\n')[1]]).toEqual([0, 'cjclint@1.2.3-rc.1']);
  });

  test.each(['npm:evil@1', 'file:../evil', '1 --registry=http://evil', '$(touch ran)', '../x', '-x'])(
    'takes no version that could name another package: %s',
    (given) => {
      expect(run({ version: given })).toMatchObject({ status: 2, npx: null });
    },
  );

  const hostile = [
    '$(touch ran)',
    '`touch ran`',
    '"; touch ran; "',
    "'; touch ran; '",
    '; touch ran',
    '-o ran',
    '--output=ran',
    '&& touch ran #',
    '*',
  ];
  const free = ['paths', 'changed', 'fail-on', 'lang', 'working-directory'];
  test.each(free.flatMap((name) => hostile.map((given) => [name, given] as const)))(
    'runs nothing of the input %s: %s',
    (name, given) => {
      const ended = run({ paths: 'healthy', [name]: given });
      expect(ended.status).not.toBe(0);
      const everything = readdirSync(ended.folder, { recursive: true }).map(String);
      expect(everything.filter((file) => /(^|\/)ran$/.test(file))).toEqual([]);
    },
  );

  test.each(hostile.filter((given) => !given.startsWith('-')))(
    'runs nothing of args and sarif: %s',
    (given) => {
      const ended = run({ paths: 'healthy', args: given, sarif: `x${given.replaceAll('/', '')}` });
      const everything = readdirSync(ended.folder, { recursive: true }).map(String);
      expect(everything.filter((file) => /(^|\/)ran$/.test(file))).toEqual([]);
    },
  );
});
