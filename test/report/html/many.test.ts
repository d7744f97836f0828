import { expect, test } from 'vitest';
import { both, cluster, finding, place, run } from '../sample-result.js';
import { written } from './pages.js';

test('a page is written in time that grows with the number of findings alone', () => {
  // Each against each would be ten thousand million steps.
  const findings = Array.from({ length: 100_000 }, (_, line) =>
    finding({ message: both(`number ${line}`), location: place('x', 'NATS_URL=<|y|>', line + 1) }),
  );
  const html = written({ result: run([cluster({ findings })]) });
  expect(html.split('<article class="finding').length - 1).toBe(100_000);
});
