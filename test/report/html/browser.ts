import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const EXECUTABLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

/** Whether tests that need a browser are left out; in CI a missing one is a failure. */
export const withoutBrowser = EXECUTABLE === undefined && process.env.CI !== 'true';

export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
  /** CSS pixels. */
  readonly width?: number;
}

/** A page that was opened, and what it did meanwhile. */
export interface Opened {
  readonly page: Page;
  /** Addresses that were asked for, the page's own first. */
  readonly requests: readonly string[];
  /** What stands on the console, errors of the policy included, and dialogs. */
  readonly said: readonly string[];
  readonly url: string;
}

/** Debian's Chromium without a network; pages are opened from `file://`, one after the other in one tab. */
export class TestBrowser {
  readonly #folder = mkdtempSync(join(tmpdir(), 'cjclint-browser-'));
  readonly #browser: Browser;
  readonly #page: Page;
  #requests: string[] = [];
  #said: string[] = [];
  #count = 0;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    page.on('request', (request) => this.#requests.push(request.url()));
    page.on('console', (message) => this.#said.push(message.text()));
    page.on('pageerror', (error) => this.#said.push(String(error)));
    page.on('dialog', async (dialog) => {
      this.#said.push(dialog.message());
      await dialog.dismiss();
    });
  }

  static async start(): Promise<TestBrowser> {
    if (EXECUTABLE === undefined) throw new Error('not installed: chromium');
    // Chromium's own sandbox refuses to start as root; the pages are this test's own.
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    const browser = await chromium.launch({ executablePath: EXECUTABLE, args });
    const context = await browser.newContext({ offline: true });
    return new TestBrowser(browser, await context.newPage());
  }

  async open(
    html: string,
    { colorScheme = 'light', media = 'screen', width = 1100 }: Look = {},
  ): Promise<Opened> {
    const page = this.#page;
    this.#count += 1;
    const file = join(this.#folder, `report-${this.#count}.html`);
    writeFileSync(file, html);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, media });
    [this.#requests, this.#said] = [[], []];
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return { page, requests: this.#requests, said: this.#said, url };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }
}
