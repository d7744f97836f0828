import type { PageContent } from './html/page.js';
import type { HtmlOptions } from './html/shown.js';

/** A page of its own for a browser; what makes it is loaded only where one is written. */
export async function* htmlReport(content: PageContent, options: HtmlOptions): AsyncGenerator<string> {
  const { htmlPage } = await import('./html/page.js');
  yield* htmlPage(content, options);
}
