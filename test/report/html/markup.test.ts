import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../../src/report/html/markup.js';

const anything = fc.string({ unit: 'binary', maxLength: 40 });

test('no value gets out of its place, as text, as an attribute or in a list', () => {
  fc.assert(
    fc.property(anything, anything, (first, second) => {
      const { text } = html`<p title="${first}">${[second, html`<b>${first}</b>`]}</p>`;
      const parts = /^<p title="([^"]*)">([^<]*)<b>([^<]*)<\/b><\/p>$/.exec(text);
      expect(parts).not.toBeNull();
      for (const part of parts?.slice(1) ?? []) {
        expect(part.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"'\p{Cc}\p{Cs}]/u);
      }
    }),
    { numRuns: 2000 },
  );
});

test('plain text stays as it is, whatever its script', () => {
  expect(html`<p>${'フェイルオーバー a-1_b'}</p>`.text).toBe('<p>フェイルオーバー a-1_b</p>');
});

test('markup in markup is not escaped twice, and nothing stands for null', () => {
  expect(html`${html`<i>${'<'}</i>`}${null}${[1, ' & ', html`<hr>`]}`.text).toBe('<i>&lt;</i>1 &amp; <hr>');
});
