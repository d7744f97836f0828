import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunResult } from '../../../src/engine/result.js';
import { TestBrowser, withoutBrowser } from './browser.js';
import { A4, ask, checked, openAll, widths, written } from './pages.js';
import { fullPage } from './sample-page.js';

describe.skipIf(withoutBrowser)('a page keeps to itself', () => {
  let browser: TestBrowser;
  let tenFaults: RunResult;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    tenFaults = await checked('ten-faults');
  });
  afterAll(() => browser?.stop());

  test('loads nothing but itself, and nothing stands on the console', async () => {
    for (const html of [written({ result: tenFaults }), written(fullPage(), 'ja')]) {
      const { requests, said, url } = await browser.open(html);
      expect(requests).toEqual([url]);
      expect(said).toEqual([]);
    }
  });

  test('runs under a policy that lets through its own style and nothing else', async () => {
    const html = written(fullPage());
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    // What would get in by a fault of ours is still stopped.
    const broken = html.replace('</main>', '<img src="http://192.0.2.1/x"><script>alert(1)</script></main>');
    const { said } = await browser.open(broken);
    expect(said.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2);
    expect(said).toHaveLength(2);
  });

  describe('with hostile values in every field', () => {
    const skeleton =
      '[...document.querySelectorAll("*")].map((each) => each.tagName + " " + each.getAttributeNames().filter((name) => name !== "y" && name !== "d").join(" "))';
    const attacks = [
      '<script>alert(1)</script>',
      '" onload="alert(1)" x="',
      "' onfocus='alert(1)' autofocus='",
      '</style></title></svg></code><img src=x onerror=alert(1)>',
      '<!-- --><![CDATA[',
      '&lt;script&gt;&#60;&#x3c;',
      'javascript:alert(1)',
      'url(http://192.0.2.1/) expression(alert(1)) }*{display:none}',
      '\u202e\u2066gnp.exe\u2069\u200b\ufeff',
      'a\u0000b\u001b[31mc\u009bd\u0085\u2028\ud800',
      `${'$'}{1+1} {{1+1}} <% 1+1 %>`,
    ];

    test.each(attacks)('%j changes nothing of the page but its words', async (attack) => {
      const plain = await browser.open(written(fullPage()));
      const wanted = await ask<string[]>(plain, skeleton);
      const html = written(fullPage((usual) => `${usual}${attack}`));
      expect(html).not.toMatch(
        /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800]/u,
      );
      const opened = await browser.open(html);
      expect(await ask(opened, skeleton)).toEqual(wanted);
      expect(opened.requests).toEqual([opened.url]);
      expect(opened.said).toEqual([]);
      // It stands there to be read, not obeyed.
      const visible = attack.replaceAll(/[\u0000-\u001f].*$/g, '').slice(0, 12);
      if (/^[\x20-\x7e]+$/.test(visible)) {
        expect(await opened.page.locator('article.finding h4').first().textContent()).toContain(visible);
      }
    });

    test('names of a thousand letters break nothing', async () => {
      const html = written(fullPage((usual) => `${usual}${'W'.repeat(1000)}`));
      for (const look of [{ width: 360 }, { width: A4, media: 'print' as const }]) {
        const opened = await browser.open(html, look);
        await openAll(opened);
        const [wide, seen] = await widths(opened);
        expect(wide).toBeLessThanOrEqual(seen);
      }
    });
  });
});
