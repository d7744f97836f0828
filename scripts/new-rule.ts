/** `npm run new:rule <name>`: everything a new rule needs, to be filled in. */
import { resolve } from 'node:path';
import { createRule, RefusedName } from './new-rule/create.js';

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || rest.length > 0) {
  console.error('usage: npm run new:rule <name>, for example: npm run new:rule vip-link-name');
  process.exit(2);
}
try {
  const made = await createRule(resolve(import.meta.dirname, '..'), name);
  console.log(made.map((path) => `made ${path}`).join('\n'));
  console.log('next: write the cases, then the rule; npm test; npm run docs');
} catch (error) {
  if (!(error instanceof RefusedName)) throw error;
  console.error(error.message);
  process.exit(2);
}
