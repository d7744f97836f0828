import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunResult } from '../../../src/engine/result.js';
import { cluster, run } from '../sample-result.js';
import { TestBrowser, withoutBrowser } from './browser.js';
import { A4, ask, audit, checked, openAll, widths, written } from './pages.js';
import { fullPage } from './sample-page.js';

describe.skipIf(withoutBrowser)('a page on screen and paper', () => {
  let browser: TestBrowser;
  let tenFaults: RunResult;
  let all: RunResult;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    tenFaults = await checked('ten-faults');
    all = await checked('.');
  });
  afterAll(() => browser?.stop());

  describe.each(['en', 'ja'] as const)('in %s', (language) => {
    test.each(['light', 'dark'] as const)('has nothing that axe objects to (%s)', async (colorScheme) => {
      const opened = await browser.open(written(fullPage(), language), { colorScheme });
      await openAll(opened);
      const { objections, passed } = await audit(opened);
      expect(objections).toEqual([]);
      expect(passed).toEqual(
        expect.arrayContaining(['color-contrast', 'heading-order', 'landmark-one-main', 'html-has-lang']),
      );
    });

    test.each([1100, 360])('fits a window of %i pixels', async (width) => {
      for (const content of [fullPage(), { result: all }]) {
        const opened = await browser.open(written(content, language), { width });
        await openAll(opened);
        const [wide, seen] = await widths(opened);
        expect(wide).toBeLessThanOrEqual(seen);
      }
    });

    test('prints on A4 with everything opened and nothing cut off', async () => {
      for (const content of [fullPage(), { result: all }]) {
        const html = written(content, language);
        const opened = await browser.open(html, { media: 'print', width: A4, colorScheme: 'dark' });
        const [wide, seen] = await widths(opened);
        expect(wide).toBeLessThanOrEqual(seen);
        // No part scrolls on paper, and what is folded on screen is there.
        expect(
          await ask(
            opened,
            '[...document.querySelectorAll("main *")].filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible" && !each.closest("mark,.unseen")).length',
          ),
        ).toBe(0);
        expect(
          await ask(
            opened,
            '[...document.querySelectorAll("details > :not(summary)")].filter((each) => !each.checkVisibility()).length',
          ),
        ).toBe(0);
        expect(await ask(opened, 'document.querySelectorAll("details:not([open])").length')).toBeGreaterThan(
          0,
        );
        // On paper dark is light.
        expect(await ask(opened, 'getComputedStyle(document.body).backgroundColor')).toBe(
          'rgb(255, 255, 255)',
        );
        const pdf = await opened.page.pdf({ format: 'A4', preferCSSPageSize: true });
        expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      }
    });
  });

  test('has nothing that axe objects to in the report of a real cluster, and of several', async () => {
    for (const result of [tenFaults, all]) {
      expect((await audit(await browser.open(written({ result })))).objections).toEqual([]);
    }
  });

  test('says its language, and has one main heading and no gap in their order', async () => {
    for (const language of ['en', 'ja'] as const) {
      const opened = await browser.open(written(fullPage(), language));
      expect(await ask(opened, 'document.documentElement.lang')).toBe(language);
      const levels = await ask<number[]>(
        opened,
        '[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((each) => Number(each.tagName[1]))',
      );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1)).toEqual([]);
    }
  });

  test('is gone through by keyboard: past the contents first, then in the order of the text, always seen', async () => {
    const opened = await browser.open(written({ result: tenFaults }));
    const { page } = opened;
    await page.keyboard.press('Tab');
    expect(await ask(opened, 'document.activeElement.className')).toBe('skip');
    expect(await ask(opened, 'document.activeElement.getBoundingClientRect().left >= 0')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await ask(opened, 'document.activeElement.tagName')).toBe('MAIN');
    const tops: number[] = [];
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      const [top, outline] = await ask<[number, string]>(
        opened,
        '(() => { const at = document.activeElement; return [at.getBoundingClientRect().top + scrollY, getComputedStyle(at).outlineStyle]; })()',
      );
      tops.push(Math.round(top));
      expect(outline).not.toBe('none');
    }
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(new Set(tops).size).toBeGreaterThan(15);
  });

  test('opens a cluster that its index leads to, by keyboard alone', async () => {
    const opened = await browser.open(written({ result: all }));
    await opened.page.locator('#clusters tbody a').nth(2).focus();
    await opened.page.keyboard.press('Enter');
    const open = '[...document.querySelectorAll("section.cluster > details")].map((each) => each.open)';
    await expect
      .poll(() => ask<boolean[]>(opened, open))
      .toEqual(all.clusters.map((_, place) => place === 2));
  });

  test('opens and closes its parts by keyboard', async () => {
    const opened = await browser.open(written({ result: all }));
    const first = opened.page.locator('section.cluster > details > summary').first();
    await first.focus();
    await opened.page.keyboard.press('Enter');
    expect(await ask(opened, 'document.querySelector("section.cluster > details").open')).toBe(true);
  });

  test('splits a matrix of many nodes, so that each part fits a page of paper', async () => {
    const nodes = Array.from({ length: 20 }, (_, place) => `jcmanager${place}`);
    const opened = await browser.open(written({ result: run([cluster({ nodes })]) }), {
      media: 'print',
      width: A4,
    });
    expect(await opened.page.locator('.matrix caption').allInnerTexts()).toEqual([
      'How each rule ended on each node: nodes 1 to 6 of 20',
      'How each rule ended on each node: nodes 7 to 12 of 20',
      'How each rule ended on each node: nodes 13 to 18 of 20',
      'How each rule ended on each node: nodes 19 to 20 of 20',
    ]);
    const [wide, seen] = await widths(opened);
    expect(wide).toBeLessThanOrEqual(seen);
  });
});
