import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { builtBundle, emptyFolder, root } from '../project/bundle.js';
import { gitlabProblems } from '../report/gitlab-shape.js';
import { junitProblems } from '../report/junit-schema.js';

interface Spec {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> };
}
interface Job {
  readonly image: string;
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: unknown;
}

const text = readFileSync(join(root, 'templates/cjclint.yml'), 'utf8');
const [header, template] = parseAllDocuments(text).map((document) => document.toJS());
const { spec }: Spec = header;

/** The template with inputs put in, in every text of it, as GitLab does after it has read the YAML. */
function jobs(inputs: Readonly<Record<string, string>>): Readonly<Record<string, Job>> {
  const filled = (value: string) =>
    value.replace(
      /\$\[\[ inputs\.([\w-]+) \]\]/g,
      (_, name: string) => inputs[name] ?? spec.inputs[name]?.default ?? 'no such input',
    );
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [filled(key), walk(each)]));
  };
  return JSON.parse(JSON.stringify(walk(template)));
}

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

const SHELLS = ['bash', 'dash', 'busybox'] as const;

/** Runs the job's script in a checkout that holds two examples. */
function run(
  inputs: Readonly<Record<string, string>>,
  shell: (typeof SHELLS)[number] = 'bash',
  predefined: Readonly<Record<string, string>> = {},
  prepare: (work: string) => void = () => {},
) {
  const folder = emptyFolder();
  const place = (name: string) => join(folder, name);
  for (const name of ['healthy', 'ten-faults'])
    cpSync(join(root, 'fixtures/clusters', name), place(`work/${name}`), { recursive: true });
  prepare(place('work'));
  mkdirSync(place('bin'));
  const npx = `#!/bin/sh\nprintf '%s\\n' "$@" >'${place('npx')}'\nshift 2\nexec '${process.execPath}' '${bundle}' "$@"\n`;
  writeFileSync(place('bin/npx'), npx);
  chmodSync(place('bin/npx'), 0o755);
  const [job] = Object.values(jobs(inputs));
  const expanded = (value: string) => value.replace(/\$(\w+)/g, (_, name: string) => predefined[name] ?? '');
  const variables = Object.entries(job?.variables ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? expanded(value) : value.value,
  ]);
  // A runner runs all lines in one shell that stops at the first failure.
  writeFileSync(place('script'), (job?.script ?? ['exit 99']).join('\n'));
  const [program, ...args] = shell === 'busybox' ? ['busybox', 'sh'] : [shell];
  const { status, stdout, stderr } = spawnSync(program ?? '', [...args, '-e', place('script')], {
    cwd: place('work'),
    encoding: 'utf8',
    env: {
      PATH: `${place('bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
      LC_ALL: 'C',
      GITLAB_CI: 'true',
      ...predefined,
      ...Object.fromEntries(variables),
    },
  });
  const read = (name: string) => (existsSync(place(name)) ? readFileSync(place(name), 'utf8') : null);
  return { status, stdout, stderr, npx: read('npx'), read, folder };
}

describe('templates/cjclint.yml', () => {
  test('is a component: its inputs have defaults, each is used, and none stands in the script', () => {
    for (const [name, input] of Object.entries(spec.inputs)) {
      expect(input.default, name).toEqual(expect.any(String));
      expect(text.split('\n---\n')[1]).toContain(`$[[ inputs.${name} ]]`);
    }
    expect(Object.keys(jobs({ 'job-name': 'lint' }))).toEqual(['lint']);
    const scripts = JSON.stringify(Object.values(template).map((job) => JSON.stringify(job)));
    expect(scripts).toContain('inputs.paths');
    for (const { script } of Object.values(jobs({ paths: 'PATHS', args: 'ARGS', version: 'VERSION' })))
      expect(script.join('\n')).not.toMatch(/PATHS\b(?<!CJCLINT_PATHS)|VERSION\b(?<!CJCLINT_VERSION)|\$\[\[/);
    expect(jobs({}).cjclint).toMatchObject({
      image: 'node:20',
      artifacts: {
        when: 'always',
        reports: { codequality: 'gl-code-quality-report.json', junit: 'cjclint-junit.xml' },
      },
    });
  });
});

describe.each(SHELLS)('the job under %s', (shell) => {
  test('prints the report, writes what GitLab reads, and fails with the exit code', () => {
    const ended = run({ paths: 'ten-faults' }, shell);
    expect([ended.status, ended.stderr]).toEqual([1, '']);
    expect(ended.stdout).toContain('verdict: NO-GO (10 errors, 1 warning, 1 info)');
    const report = JSON.parse(ended.read('work/gl-code-quality-report.json') ?? '');
    expect(gitlabProblems(report)).toEqual([]);
    expect(report).toHaveLength(12);
    expect(junitProblems(ended.read('work/cjclint-junit.xml') ?? '')).toEqual([]);
    expect(ended.npx).toMatch(/^--yes\ncjclint@latest\nlint\n/);
  });

  test('takes several paths and further options', () => {
    const args = '--skip\nmachine-id-*\n--no-inline-config';
    const ended = run({ paths: 'healthy\nten-faults', args, 'fail-on': 'never', version: '1.2.3' }, shell);
    expect(ended.status).toBe(0);
    expect(ended.stdout).not.toContain('machine-id-unique');
    expect(ended.stdout).toContain('2 clusters');
    expect(ended.npx).toMatch(/^--yes\ncjclint@1\.2\.3\nlint\n/);
  });

  test('passes on a healthy cluster, with nothing grave in the report', () => {
    const ended = run({ paths: 'healthy' }, shell);
    expect(ended.status).toBe(0);
    const report: { severity: string }[] = JSON.parse(ended.read('work/gl-code-quality-report.json') ?? '');
    expect(report.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test.each(['npm:evil', '-x', '', '1 2', '$(touch ran)', '../x'])('takes no version like %j', (version) => {
    expect(run({ version }, shell)).toMatchObject({ status: 2, npx: null });
  });

  test.each([
    '$(touch ran)',
    '`touch ran`',
    '"; touch ran; "',
    "'; touch ran; '",
    'WORDS',
    '; touch ran',
    '\\',
    '*',
  ])('runs nothing of its inputs: %s', (hostile) => {
    const ended = run({ paths: hostile, args: hostile, changed: hostile, 'fail-on': hostile }, shell);
    expect(ended.status).not.toBe(0);
    const everything = readdirSync(ended.folder, { recursive: true }).map(String);
    expect(everything.filter((file) => /(^|\/)ran$/.test(file))).toEqual([]);
  });
});

test('a merge request is checked for what it touches, any other pipeline in full', () => {
  const inputs = { changed: '$CI_MERGE_REQUEST_DIFF_BASE_SHA', 'fail-on': 'never' };
  const git = (cwd: string, ...args: string[]) => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.jp'];
    expect(spawnSync('git', [...who, ...args], { cwd }).status).toBe(0);
  };
  const prepare = (work: string) => {
    git(work, 'init', '-q');
    git(work, 'add', '-A');
    git(work, 'commit', '-q', '-m', 'first');
    writeFileSync(join(work, 'healthy/note'), 'changed');
  };
  const merge = run(inputs, 'bash', { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD' }, prepare);
  expect(merge.stdout).toContain('\n1 cluster, ');
  expect(run(inputs, 'bash', {}, prepare).stdout).toContain('\n2 clusters, ');
});
