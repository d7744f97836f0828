import { readFileSync } from 'node:fs';

/** The notices as `npm run docs` made them; `npm run build` puts their packed text in the place of this function. */
export const noticesText = (): string =>
  readFileSync(new URL('../../../THIRD-PARTY-NOTICES.md', import.meta.url), 'utf8');
