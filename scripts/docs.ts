/** `npm run docs`: makes docs/rules/ from the rules, so that the pages never say anything else than the program. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rules } from '../rules/index.js';
import { OWN_PACK, ownEvidence, ownRules } from '../src/engine/own-rules.js';
import { type DocumentedRule, indexPage, rulePage } from './docs/pages.js';

const folder = resolve(import.meta.dirname, '../docs/rules');

const documented: readonly DocumentedRule[] = [
  ...rules.map((rule) => ({ ...rule, pack: 'jobcenter' })),
  ...ownRules.map((rule) => ({ ...rule, pack: OWN_PACK, evidence: ownEvidence, phases: [], needs: [] })),
];

const pages = new Map(documented.map((rule) => [`${rule.name}.md`, rulePage(rule)]));
pages.set('README.md', indexPage(documented));

await mkdir(folder, { recursive: true });
for (const file of await readdir(folder)) {
  if (!pages.has(file)) await rm(join(folder, file), { recursive: true });
}
for (const [file, text] of pages) await writeFile(join(folder, file), text);
