import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/message/language.js';
import { diagnosisMarkdown } from '../../src/report/diagnosis-markdown.js';
import { differenceMarkdown } from '../../src/report/difference-markdown.js';
import { cell, prose } from '../../src/report/markdown-text.js';
import { rehearsalMarkdown } from '../../src/report/rehearsal-markdown.js';
import { fullPage, type Say } from './html/sample-page.js';

/** What stands outside of code spans, each of which becomes `¤`; an opening fence without an end is text (CommonMark 6.1). */
function outside(markdown: string): string {
  let rest = markdown;
  let text = '';
  for (let fence = /`+/.exec(rest); fence !== null; fence = /`+/.exec(rest)) {
    const [run] = fence;
    const behind = rest.slice(fence.index + run.length);
    const end = [...behind.matchAll(/`+/g)].find(([each]) => each.length === run.length);
    text += rest.slice(0, fence.index) + (end === undefined ? run : '¤');
    rest = end === undefined ? behind : behind.slice(end.index + run.length);
  }
  return text + rest;
}

/** Plain words of any script, short numbers, brackets and stops. */
const HARMLESS = /^[A-Za-z\u00a1-\u{10ffff}0-9 '"(),.:;?-]*$/u;
const hostile = [
  ...['@all', '@', '#12', 'GH-1', '!7', '~label', '%"x"', '$1', '&1', '/close', '::error::x', '::'],
  ...[
    '`',
    '``',
    '```',
    '`@all`',
    '|',
    '\\|',
    '\\',
    '<b>',
    '</details>',
    '<!--',
    '&amp;',
    '[x](y)',
    '![x](y)',
    '](',
    '[',
  ],
  ...[
    '*a*',
    '__a__',
    '~~~',
    '---',
    '===',
    '# x',
    '- x',
    '1. x',
    '+ x',
    '> x',
    'https://x.example/',
    'www.x.example',
    'a@b.example',
  ],
  ...[
    '\n',
    '\r\n',
    '\u2028',
    '\u202e',
    '\u0000',
    '\ud800',
    '日本語',
    '。',
    '（',
    'word',
    "node's",
    '12',
    '123456',
    'deadbeef0',
    ' ',
  ],
];
const hostileText = fc.array(fc.constantFrom(...hostile), { maxLength: 12 }).map((parts) => parts.join(''));

describe('prose', () => {
  test('leaves words as they are, and puts names, paths and settings in code', () => {
    expect(
      prose('NATS_URL points at 192.168.1.11, not at the VIP (of "jcmgcluster"); see node\'s file.'),
    ).toBe('`NATS_URL` points at `192.168.1.11`, not at the VIP (of "jcmgcluster"); see node\'s file.');
    expect(prose('jcmanager02 の /usr/lib/nqs/rc/daemon.conf に maintenance=ON が残っています。')).toBe(
      '`jcmanager02` の `/usr/lib/nqs/rc/daemon.conf` に `maintenance=ON` が残っています。',
    );
    expect(prose('`cjclint init --from <file>` writes one')).toBe('`cjclint init --from <file>` writes one');
  });

  test('whatever is in it, nothing outside of code is markup, a link, a mention or a command', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const left = outside(prose(text));
        expect(left).toMatch(HARMLESS);
        expect(left).not.toMatch(/::\S|^\s*(?:\d+[.)]|-)(?:\s|$)|\d{6}/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a cell of a table stays one cell, however backslashes and bars stand in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cell(prose(text)).replace(/\\[\s\S]/g, '')).not.toContain('|');
      }),
    );
  });
});

const pages: Readonly<Record<string, (say: Say | undefined, language: Language) => string>> = {
  diagnosis: (say, language) => {
    const { diagnosis, result } = fullPage(say);
    if (diagnosis === undefined || result === undefined) throw new Error('no diagnosis');
    return [...diagnosisMarkdown({ ...diagnosis, result }, { language })].join('');
  },
  rehearsal: (say, language) => [...rehearsalMarkdown(fullPage(say).rehearsals ?? [], { language })].join(''),
  difference: (say, language) => {
    const { difference } = fullPage(say);
    if (difference === undefined) throw new Error('no difference');
    return [...differenceMarkdown(difference, { language })].join('');
  },
};

/** The marks with which lines begin, the headings, rows and folds. */
const skeleton = (markdown: string) =>
  markdown
    .split('\n')
    .map((line) =>
      line.startsWith('|')
        ? line.replace(/\\[\s\S]/g, '').replace(/[^|]/g, '')
        : (/^[#\s>*+\d.-]*/.exec(line)?.[0] ?? ''),
    );

describe.each(Object.entries(pages))('the page of a %s', (_, page) => {
  test.each(['en', 'ja'] as const)(
    'has the same lines, rows and folds with hostile values (%s)',
    (language) => {
      const plain = page(undefined, language);
      for (const attack of hostile) {
        const attacked = page((usual) => `${usual}${attack}`, language);
        expect(skeleton(attacked), attack).toEqual(skeleton(plain));
        const left = outside(attacked);
        expect(left, attack).not.toMatch(
          /@|!\[|\]\(|https?:|<(?!!-- cjclint -->|\/?details>|\/?summary>|br>)/,
        );
        expect(left.match(/<\/?(?:details|summary)>/g) ?? [], attack).toEqual(
          outside(plain).match(/<\/?(?:details|summary)>/g) ?? [],
        );
      }
    },
  );

  test('a text of a megabyte makes no page that a forge refuses', () => {
    expect(page((usual) => usual + 'x'.repeat(1_000_000), 'en').length).toBeLessThan(65_536);
  });
});
