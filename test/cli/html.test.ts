import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-html-'));
  for (const side of ['before', 'after']) {
    cpSync(resolve('fixtures/clusters/healthy'), join(cwd, side), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const common = join(cwd, 'after/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf');
  writeFileSync(common, `${readFileSync(common, 'utf8')}maintenance=ON\n`);
});
afterAll(() => rmSync(cwd, { recursive: true }));

const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];
const count = (html: string, part: string) => html.split(part).length - 1;

describe('--format html', () => {
  test('lint writes one file, with the other reports of the run beside it', async () => {
    const { code, out, err } = await cjclint(
      ['lint', 'after', '--format', 'html', '-o', 'report.html', '--format', 'json'],
      { cwd },
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const html = readFileSync(join(cwd, 'report.html'), 'utf8');
    expect(heading(html)).toBe('cjclint report');
    expect(count(html, '<article class="finding')).toBe(JSON.parse(out).findings.length);
    expect(count(html, '<svg role="img"')).toBe(1);
    expect(html).toContain('maintenance=ON is left');
  });

  test('is in Japanese as a whole', async () => {
    const { out } = await cjclint(['--lang', 'ja', 'lint', 'after', '--format', 'html'], { cwd });
    expect(out).toContain('<html lang="ja">');
    expect(heading(out)).toBe('cjclint レポート');
    const texts = out
      .replace(/<style>[\s\S]*?<\/style>/, '')
      .replaceAll(/<code[\s\S]*?<\/code>|<[^>]*>/g, '\n');
    // Words of the English page, which have no business here.
    expect(texts).not.toMatch(/\b(passed|failed|not checked|See also|What to do|Findings|active|standby)\b/);
  });

  test('diagnose has the causes before the results', async () => {
    const { out } = await cjclint(['diagnose', 'after', '--format', 'html'], { cwd });
    expect(out).toContain('id="cause-1"');
    expect(out.indexOf('id="cause-1"')).toBeLessThan(out.indexOf('<article class="finding'));
    expect(count(out, '<svg role="img"')).toBe(1);
  });

  test('diff has each change with both values and what it brings', async () => {
    const { out } = await cjclint(['diff', 'before', 'after', '--format', 'html'], { cwd });
    expect(count(out, '<article class="change')).toBe(1);
    expect(out).toContain('<em>not there</em>');
    expect(out).toContain('<code>maintenance=ON</code>');
    expect(out).toContain('1 change: 1 finding came, 0 findings went');
    expect(out).toContain('Findings that this brings (1)');
    // The newer state is drawn and shown node by node below, with what is broken in it.
    expect(count(out, '<svg role="img"')).toBe(1);
    expect(count(out, '<article class="finding')).toBeGreaterThan(0);
  });

  test('rehearse has the timeline of every pair, and the cluster with its findings below', async () => {
    const { out } = await cjclint(['rehearse', 'after', '--format', 'html'], { cwd });
    expect(count(out, '<ol class="timeline">')).toBe(4);
    expect(count(out, '<svg role="img"')).toBe(1);
    expect(out).toContain('maintenance=ON is left');
    // Where it ends stands in the overview, by the numbers that the steps have below.
    expect(out).toMatch(/<\/span> 9\. common settings<\/td>/);
    expect(out).toContain('<strong>9. common settings</strong>');
    expect(out.indexOf('class="timeline"')).toBeLessThan(out.indexOf('<svg role="img"'));
  });

  test('diagnose has commands that can be copied whole, with their node beside them', async () => {
    const { out } = await cjclint(['diagnose', 'after', '--format', 'html'], { cwd });
    expect(out).toMatch(/confirm <span class="where"><code>jcmanager0[12]<\/code><\/span>/);
    expect(out).toContain('<div class="command"><code>cat /usr/lib/nqs/rc/daemon.conf</code></div>');
  });

  test.each([['lint'], ['diagnose']])(
    '%s says in the page which input could not be used',
    async (command) => {
      const { code, out } = await cjclint([command, 'after', 'gone', '--format', 'html'], { cwd });
      expect(code).toBe(2);
      expect(out).toContain('<h2 id="problems-h">Inputs that could not be used (1)</h2>');
    },
  );
});
