import { expect, test } from 'vitest';
import { both, cluster, finding, place, run } from '../sample-result.js';
import { written } from './pages.js';

/** How often a page of so many findings looks at the words and the place of any of them. */
function looksAt(count: number): number {
  let looks = 0;
  const watched = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, key, receiver) {
        looks += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  const findings = Array.from({ length: count }, (_, line) =>
    finding({
      message: watched(both(`number ${line}`)),
      location: watched(place('x', 'NATS_URL=<|y|>', line + 1)),
    }),
  );
  const html = written({ result: run([cluster({ findings })]) });
  expect(html.split('<article class="finding').length - 1).toBe(count);
  return looks;
}

test('a page looks at each finding as often as it has to, however many others there are', () => {
  // Four times as many, and a little more for sorting; each against each would be sixteen times as much.
  expect(looksAt(2000)).toBeLessThan(5 * looksAt(500));
});
