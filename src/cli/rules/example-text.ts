import { readFileSync } from 'node:fs';

/** The examples as `npm run docs` made them; `npm run build` puts their packed text in the place of this function. */
export const exampleText = (): string =>
  readFileSync(new URL('../../../docs/rules/examples.json', import.meta.url), 'utf8');
