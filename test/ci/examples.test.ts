import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { cjclint } from '../cli/run-program.js';
import { emptyFolder, root } from '../project/bundle.js';
import { workflowProblems } from './workflow-parser.js';

const example = join(root, 'examples/configs');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const keys = (of: object | undefined) => Object.keys(of ?? {});

describe('the example repository', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = emptyFolder();
    cpSync(example, cwd, { recursive: true });
    execFileSync('git', ['init', '-q', cwd]);
  });
  const lint = async (...args: string[]) => {
    const { code, out, err } = await cjclint(['lint', '--format', 'json', ...args], { cwd });
    const { findings, suppressed, clusters, verdict } = JSON.parse(out);
    const rules = (of: readonly { rule: string }[]) => of.map(({ rule }) => rule);
    return { code, err, open: rules(findings), known: rules(suppressed), clusters: clusters.length, verdict };
  };

  test('is healthy: what is found is waived or known', async () => {
    expect(await lint('--baseline', 'cjclint-baseline.json')).toEqual({
      code: 0,
      err: '',
      open: [],
      known: ['jobcenter/site-name-fqdn', 'jobcenter/ipcheck-off'],
      clusters: 2,
      verdict: 'go',
    });
  });

  test('shows without its waivers and baseline what they hide', async () => {
    rmSync(join(cwd, 'clusters/osaka/cjclint-waivers.yaml'));
    const { open, verdict } = await lint();
    expect([open.sort(), verdict]).toEqual([
      ['jobcenter/ipcheck-off', 'jobcenter/site-name-fqdn'],
      'go-with-warnings',
    ]);
  });

  test('says the same in a folder below', async () => {
    const { out } = await cjclint(['lint', '--format', 'json'], { cwd: join(cwd, 'clusters/osaka') });
    expect(JSON.parse(out).clusters).toHaveLength(2);
  });
});

describe('its workflow for GitHub', () => {
  const text = read('examples/configs/.github/workflows/cjclint.yml');
  const { steps }: { steps: readonly { uses: string; with?: Record<string, string> }[] } =
    parse(text).jobs.cjclint;
  const step = steps.find(({ uses }) => uses.includes('/cjclint@'));

  test('is what GitHub takes for a workflow, and the check sees a mistake', async () => {
    expect(await workflowProblems(text)).toEqual([]);
    expect(await workflowProblems(text.replace('runs-on:', 'runs-onn:'))).not.toEqual([]);
    expect(await workflowProblems(text.replace('github.base_ref', 'github..base_ref'))).not.toEqual([]);
  });

  test('gives the action only inputs that it has, and uploads what it writes', () => {
    const inputs = keys(parse(read('action.yml')).inputs);
    expect(step?.with).toBeDefined();
    for (const name of keys(step?.with)) expect(inputs).toContain(name);
    const upload = steps.find(({ uses }) => uses.includes('upload-sarif'));
    expect(upload?.with?.sarif_file).toBe(step?.with?.sarif);
  });

  test('names the version that this is', () => {
    expect(step?.uses).toBe(`example/cjclint@v${parse(read('package.json')).version}`);
  });
});

test('its pipeline for GitLab gives the component only inputs that it has', () => {
  const [{ component, inputs }] = parse(read('examples/configs/.gitlab-ci.yml')).include;
  const [header] = parseAllDocuments(read('templates/cjclint.yml')).map((document) => document.toJS());
  const { version } = parse(read('package.json'));
  expect(component).toBe(`$CI_SERVER_FQDN/example/cjclint/cjclint@${version}`);
  expect(keys(inputs)).not.toEqual([]);
  for (const name of keys(inputs)) expect(keys(header.spec.inputs)).toContain(name);
});

test('its hook is one that there is', () => {
  const hooks: readonly { id: string }[] = parse(read('.pre-commit-hooks.yaml'));
  const [{ hooks: used }] = parse(read('examples/configs/.pre-commit-config.yaml')).repos;
  expect(hooks.map(({ id }) => id)).toContain(used[0].id);
});

test.each([
  ['docs/guide/ci.md', 'examples/configs/.github/workflows/cjclint.yml'],
  ['docs/guide/ci.ja.md', 'examples/configs/.github/workflows/cjclint.yml'],
  ['docs/guide/ci.md', 'examples/configs/.gitlab-ci.yml'],
  ['docs/guide/ci.ja.md', 'examples/configs/.gitlab-ci.yml'],
])('%s shows %s as it is', (page, file) => {
  expect(read(page)).toContain(`\`\`\`yaml\n${read(file)}\`\`\`\n`);
});
