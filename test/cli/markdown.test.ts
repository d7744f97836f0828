import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastFolder } from '../fast-folder.js';
import { cjclint } from './run-program.js';

const common = 'after/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf';
let cwd = '';

beforeAll(() => {
  cwd = fastFolder('cjclint-markdown-');
  for (const side of ['before', 'after'])
    cpSync(resolve('fixtures/clusters/healthy'), join(cwd, side), {
      recursive: true,
      verbatimSymlinks: true,
    });
  writeFileSync(join(cwd, common), `${readFileSync(join(cwd, common), 'utf8')}maintenance=ON\n`);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const markdown = async (...args: readonly string[]) =>
  (await cjclint([...args, '--format', 'markdown'], { cwd })).out;

describe('--format markdown', () => {
  test('diagnose: the cause with its evidence, how to confirm it, what mends it and how to undo that', async () => {
    const out = await markdown('diagnose', 'after');
    expect(out).toContain(`#### 1. \`maintenance=ON\` is left: a start on \`jcmanager02\``);
    expect(out).toContain('**warning** [jobcenter/maintenance-mode] guide 2.4.4\n');
    expect(out).toContain(`- evidence: \`${common}:3:1\` → \`maintenance=ON\`\n`);
    expect(out).toContain('- confirm: `jcmanager02: cat /usr/lib/nqs/rc/daemon.conf`\n');
    expect(out).toMatch(
      /- fix:\n {2}1\. on `jcmanager02`: .*\n {5}- `LC_ALL=C sed .*`\n {5}- undo: `mv .*`\n/,
    );
  });

  test('diagnose: the same in Japanese, and what to ask for', async () => {
    const out = await markdown('--lang', 'ja', 'diagnose', 'after/nodes/jcmanager02');
    expect(out).toContain('### 考えられる原因\n\n#### 1. `maintenance=ON` が残っています。');
    expect(out).toMatch(/### 追加で入手するもの（判断に役立つ順）\n\n1\. .*（保存先: `.*`）\n {3}- `.*`\n/);
  });

  test('rehearse: a table of the pairs, then the steps of what fails before what passes', async () => {
    const out = await markdown('rehearse', 'after', '--site', 'jcmgcluster.example.jp');
    const site = '`jcmgcluster.example.jp`';
    expect(out).toContain(
      `| \`jcmg-prod\` | ${site} | \`jcmanager01\` | \`jcmanager02\` | ❌ would fail | \`common-settings\` |`,
    );
    const row = `| 9 | common settings \`common-settings\` | ❌ would fail | \`maintenance=ON\` is left: a start on`;
    expect(out).toContain(row);
    expect(out).toContain(`<br>\`${common}:3:1\` |`);
    const fails = out.indexOf(`${site} from \`jcmanager01\``);
    expect(fails).toBeGreaterThan(0);
    expect(out.indexOf(`${site} from \`jcmanager02\``)).toBeGreaterThan(fails);
  });

  test('diff: the change with both values and what it brings', async () => {
    const out = await markdown('diff', 'before', 'after');
    expect(out).toContain(
      [
        '### Changes that break something',
        '',
        '- **maintenance (`/usr/lib/nqs/rc/daemon.conf` of `jcmanager02`)** (file changed 2026-11-14T20:01:00Z)',
        '  - before: not there',
        `  - after: \`maintenance=ON\` (\`${common}:3:1\`)`,
        '  - breaks: **warning** `maintenance=ON` is left: ',
      ].join('\n'),
    );
  });

  test('diff of two nodes: what rightly differs is folded away', async () => {
    const out = await markdown('--lang', 'ja', 'diff', 'after/nodes/jcmanager01', 'after/nodes/jcmanager02');
    expect(out).toContain('### 指摘のある違い\n\n- **maintenance（`/usr/lib/nqs/rc/daemon.conf`）**');
    expect(out).toContain('  - `jcmanager02`: `maintenance=ON` (');
    expect(out).toMatch(/<details><summary>ノード間で異なっていてよいもの（\d+ 件）<\/summary>/);
  });

  test.each([
    ['rehearse', 'after'],
    ['diff', 'before', 'after'],
  ])('%s has no page for formats that take findings only, and says which it has', async (...args) => {
    for (const format of ['sarif', 'junit', 'github', 'gitlab']) {
      const { code, out, err } = await cjclint([...args, '--format', format], { cwd });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`"${format}" is none of text, json, markdown, html`);
    }
  });
});
