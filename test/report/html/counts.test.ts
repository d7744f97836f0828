import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textUnder } from '../../../src/engine/place.js';
import type { RunResult } from '../../../src/engine/result.js';
import { both, cluster, finding, place, run } from '../sample-result.js';
import { TestBrowser, withoutBrowser } from './browser.js';
import { ask, checked, openAll, widths, written } from './pages.js';
import { fullPage } from './sample-page.js';

describe.skipIf(withoutBrowser)('a page says what the result says', () => {
  let browser: TestBrowser;
  let tenFaults: RunResult;
  let all: RunResult;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    tenFaults = await checked('ten-faults');
    all = await checked('.');
  });
  afterAll(() => browser?.stop());

  describe('shows the counts of the result', () => {
    const numbers = (text: string) =>
      [...text.matchAll(/[×△i](\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);

    test('one article a finding, with the same texts, the worst first', async () => {
      const opened = await browser.open(written({ result: tenFaults }));
      const heads = await opened.page.locator('article.finding h4').allInnerTexts();
      expect([...heads].sort()).toEqual(
        tenFaults.findings
          .map(
            ({ severity, message }) =>
              `${{ error: '×', warning: '△', info: 'i' }[severity]} ${severity} ${message.en}`,
          )
          .sort(),
      );
      const signs = heads.map((head) => head.charAt(0));
      expect(signs).toEqual([...signs].sort((a, b) => '×△i'.indexOf(a) - '×△i'.indexOf(b)));
      const head = await opened.page.locator('header').textContent();
      const { errors, warnings, infos } = tenFaults.summary;
      expect(head).toContain(`${errors} errors, ${warnings} warning, ${infos} info`);
    });

    test('every mark of the drawing and of the cluster as a whole adds up to the findings', async () => {
      const opened = await browser.open(written({ result: tenFaults }));
      const badges = await opened.page.locator('figure svg[role=img] .note').allTextContents();
      const whole = await opened.page.locator('figcaption p').first().textContent();
      expect(whole).toBe('The cluster as a whole, or several parts of it: 1 info');
      expect(numbers(badges.join(' ')) + 1).toBe(tenFaults.findings.length);
    });

    test('the drawing has each node, site, agent and disk, and the same in words', async () => {
      const opened = await browser.open(written({ result: tenFaults }));
      await openAll(opened);
      const drawn = await opened.page.locator('figure svg[role=img]').first();
      const svg = (await drawn.locator('text').allTextContents()).join('\n');
      const words = await opened.page.locator('.in-words').textContent();
      for (const name of [
        'jcmanager01',
        'jcmanager02',
        'jcmgcluster.example.jp',
        'jcmgsecond.example.jp',
        'jcagcluster',
        '192.168.1.100',
        '/mnt/jobmgdb2',
      ]) {
        expect(svg).toContain(name);
        expect(words).toContain(name);
      }
      expect(await drawn.locator('rect.node').count()).toBe(2);
      expect(await drawn.locator('rect.service').count()).toBe(3);
      expect(await drawn.locator('path.disk').count()).toBe(3);
      expect(await drawn.locator('title').textContent()).toBe('Drawing of the cluster jcmg-ten-faults');
    });

    test('the matrix has a row a rule in the group of its status, and all findings in its cells', async () => {
      const opened = await browser.open(written({ result: tenFaults }));
      const { failed, notChecked, passed, notApplicable } = tenFaults.coverage;
      expect(await opened.page.locator('.matrix tr.group').allInnerTexts()).toEqual([
        `failed (${failed})`,
        `not checked (${notChecked})`,
        `passed (${passed})`,
      ]);
      expect(await opened.page.locator('.matrix tbody tr:not(.group)').count()).toBe(
        failed + notChecked + passed,
      );
      expect(await opened.page.getByText('rules not applicable to this cluster').textContent()).toContain(
        `${notApplicable}`,
      );
      const cells = await opened.page.locator('.matrix td a').allInnerTexts();
      expect(cells.reduce((sum, text) => sum + Number(/\((\d+)\)/.exec(text)?.[1]), 0)).toBe(
        tenFaults.findings.length,
      );
      expect(await opened.page.locator('.matrix thead th').allInnerTexts()).toEqual([
        'rule',
        'whole cluster',
        'jcmanager01',
        'jcmanager02',
      ]);
    });

    test.each([
      ['maintenance-mode', '·', '○ passed', '× failed (1)'],
      ['machine-id-unique', '× failed (1)', '·', '·'],
      ['db-mode', '·', '○ passed', '× failed (1)'],
    ])('the matrix tells the nodes apart: %s', async (rule, whole, first, second) => {
      const opened = await browser.open(written({ result: tenFaults }));
      const row = opened.page.locator('.matrix tr', {
        has: opened.page.getByText(`jobcenter/${rule}`, { exact: true }),
      });
      const cells = await row.locator('td').allInnerTexts();
      expect(cells.map((text) => text.split('\n')[0]?.replace('not asked here', ''))).toEqual([
        whole,
        first,
        second,
      ]);
    });

    test('a cell of the matrix leads to its finding', async () => {
      const opened = await browser.open(written({ result: tenFaults }));
      for (const link of await opened.page.locator('.matrix td a').all()) {
        const target = await link.getAttribute('href');
        expect(await opened.page.locator(`article.finding${target}`).count()).toBe(1);
      }
    });

    test('every link leads somewhere in the page, and no two parts have one name', async () => {
      for (const content of [fullPage(), { result: all }]) {
        const opened = await browser.open(written(content));
        expect(
          await ask(
            opened,
            '[...document.querySelectorAll("a")].map((each) => each.getAttribute("href")).filter((to) => document.getElementById(to.slice(1)) === null)',
          ),
        ).toEqual([]);
        expect(
          await ask(
            opened,
            '(() => { const ids = [...document.querySelectorAll("[id]")].map((each) => each.id); return ids.filter((id, at) => ids.indexOf(id) !== at); })()',
          ),
        ).toEqual([]);
      }
    });
  });

  test('marks exactly the text of each finding, Japanese and tabs included', async () => {
    const shown = async (result: RunResult) => {
      const opened = await browser.open(written({ result }));
      return opened.page.locator('article.finding > .frame mark').allTextContents();
    };
    const wanted = tenFaults.findings
      .filter(({ location }) => location !== null && location.excerpt.length > 0)
      .map(({ location }) => textUnder(location));
    expect((await shown(tenFaults)).sort()).toEqual(wanted.sort());
    const odd = ['ｉｐ<|＝|>192.168.1.1 # 待機系', '\t<|a\u0000b|>\tc', '𠮷<|𠮷|>𠮷', 'NATS_URL=<||>'];
    const result = run([
      cluster({ findings: odd.map((marked) => finding({ location: place('x', marked), help: both('') })) }),
    ]);
    expect(await shown(result)).toEqual(['＝', 'a\\x00b', '𠮷', '\u00a0']);
  });

  test('cuts a line of a megabyte around its mark', async () => {
    const line = `${'x'.repeat(500_000)}<|NATS|>${'y'.repeat(500_000)}`;
    const result = run([cluster({ findings: [finding({ location: place('x', line) })] })]);
    const html = written({ result });
    expect(html.length).toBeLessThan(60_000);
    const opened = await browser.open(html);
    expect(await opened.page.locator('article.finding mark').textContent()).toBe('NATS');
  });

  test('shows a report of many clusters by an index, each folded', async () => {
    const opened = await browser.open(written({ result: all }));
    expect(await opened.page.locator('#clusters tbody tr').count()).toBe(all.clusters.length);
    expect(await opened.page.locator('section.cluster > details:not([open])').count()).toBe(
      all.clusters.length,
    );
    const cells = await opened.page.locator('#clusters tbody tr td:nth-child(3)').allInnerTexts();
    expect(cells.reduce((sum, each) => sum + Number(each), 0)).toBe(all.summary.errors);
  });

  test('draws of a cluster of hundreds the part where something was found, and lists all', async () => {
    const nodes = Array.from({ length: 200 }, (_, place) => `node${place}`);
    const services = nodes.map((_, place) => ({
      kind: 'agent' as const,
      name: `agent${place}`,
      title: both('agent'),
      address: null,
      storage: null,
      properties: [],
      nodes,
      activeNodes: [],
      site: null,
    }));
    const picture = {
      nodes: nodes.map((name) => ({ name, addresses: [], hasData: true })),
      services,
      disks: [],
    };
    const findings = [finding({ node: 'node150', site: null, agent: 'agent190' })];
    const opened = await browser.open(written({ result: run([cluster({ nodes, findings, picture })]) }));
    const drawn = opened.page.locator('figure svg[role=img]');
    const names = (await drawn.locator('.strong').allTextContents()).filter((name) => /150|190/.test(name));
    expect(names).toEqual(['node150', 'agent190']);
    expect(await drawn.locator('.note.error').allTextContents()).toEqual(['×1']);
    expect(Number(await drawn.getAttribute('height'))).toBeLessThan(12_000);
    expect(await opened.page.locator('figcaption').textContent()).toContain('360 more are not drawn');
    expect(await opened.page.locator('.in-words > ul > li').count()).toBe(400);
  });

  test('stays usable with 2,000 findings', async () => {
    const findings = Array.from({ length: 2000 }, (_, line) =>
      finding({ message: both(`number ${line}`), location: place('x', 'NATS_URL=<|y|>', line + 1) }),
    );
    const opened = await browser.open(written({ result: run([cluster({ findings })]) }));
    expect(await opened.page.locator('article.finding').count()).toBe(2000);
    const [wide, seen] = await widths(opened);
    expect(wide).toBeLessThanOrEqual(seen);
  });
});
