import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { catalogue } from '../../../src/cli/rules/catalogue.js';
import { runLint } from '../../../src/cli/running/run-lint.js';
import { pictureOf } from '../../../src/jobcenter/picture.js';
import type { Language } from '../../../src/message/language.js';
import { htmlPage, type PageContent } from '../../../src/report/html/page.js';
import type { Opened } from './browser.js';

/** A4 without the page's own margins, in CSS pixels. */
export const A4 = Math.floor(((210 - 24) / 25.4) * 96);

const tool = { name: 'cjclint', version: '0.1.0' };

export const written = (content: PageContent, language: Language = 'en'): string =>
  [...htmlPage(content, { tool, language, rules: catalogue })].join('');

const cwd = fileURLToPath(new URL('../../../fixtures/clusters', import.meta.url));

/** Checks example clusters as the program does for a page. */
export const checked = (...paths: readonly string[]) => runLint(paths, { cwd, draw: pictureOf });

/** Runs a script in the page: a text, so that the tests' own types need no DOM. */
export const ask = <T>({ page }: Opened, script: string): Promise<T> => page.evaluate<T>(script);

/** How wide the page is, and how much of that is seen without scrolling sideways. */
export const widths = (opened: Opened): Promise<readonly [number, number]> =>
  ask(opened, '[document.documentElement.scrollWidth, document.documentElement.clientWidth]');

export const openAll = (opened: Opened): Promise<void> =>
  ask(opened, 'void document.querySelectorAll("details").forEach((each) => { each.open = true; })');

/** What axe objects to, each with the elements, and the names of the rules that it found kept. */
export async function audit(opened: Opened) {
  await opened.page.evaluate(axe.source);
  const { violations, passes } = await ask<AxeResults>(opened, 'axe.run(document)');
  return {
    objections: violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html)]),
    passed: passes.map(({ id }) => id),
  };
}
