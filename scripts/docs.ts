/**
 * `npm run docs`: makes docs/rules/ from the rules and their cases, man/cjclint.1 from the commands, the READMEs'
 * example from a run, and THIRD-PARTY-NOTICES.md from what is bundled, so that the pages never say anything else than
 * the program.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rules } from '../rules/index.js';
import { programFor, run } from '../src/cli/program.js';
import { tool } from '../src/cli/version.js';
import { commandTree } from '../src/cli/words/command-tree.js';
import { OWN_PACK, ownEvidence, ownRules } from '../src/engine/own-rules.js';
import { PACK } from '../src/jobcenter/pack.js';
import { bundle } from './bundle.mjs';
import { ruleExamples } from './docs/examples.js';
import { manPage } from './docs/man.js';
import { type DocumentedRule, indexPage, rulePage } from './docs/pages.js';
import { firstCommand, withOutput } from './docs/readme.js';
import {
  bundledPackages,
  directPackages,
  noticesPage,
  provenanceTable,
  withProvenance,
} from './docs/third-party.js';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/rules');

const examples = await ruleExamples([
  ...rules.map(({ name }) => `${PACK}/${name}`),
  ...ownRules.map(({ name }) => `${OWN_PACK}/${name}`),
]);

const documented: readonly DocumentedRule[] = [
  ...rules.map((rule) => ({ ...rule, pack: PACK })),
  ...ownRules.map((rule) => ({ ...rule, pack: OWN_PACK, evidence: ownEvidence, phases: [], needs: [] })),
].map((rule) => ({ ...rule, examples: examples[`${rule.pack}/${rule.name}`] ?? {} }));

const pages = new Map(documented.map((rule) => [`${rule.name}.md`, rulePage(rule)]));
pages.set('README.md', indexPage(documented));
// What `cjclint explain` shows; the build packs it into the program.
pages.set('examples.json', `${JSON.stringify(examples, null, 1)}\n`);

await mkdir(folder, { recursive: true });
for (const file of await readdir(folder)) {
  if (!pages.has(file)) await rm(join(folder, file), { recursive: true });
}
for (const [file, text] of pages) await writeFile(join(folder, file), text);

async function outputOf(args: readonly string[]): Promise<string> {
  let output = '';
  const out = (text: string) => {
    output += text;
  };
  await run(args, { out, err: out, env: {}, cwd: root, terminal: null });
  return output;
}

const program = programFor({
  io: { out: () => {}, err: () => {}, env: {}, cwd: root, terminal: null },
  language: 'en',
  end: () => {},
});
await mkdir(join(root, 'man'), { recursive: true });
await writeFile(join(root, 'man/cjclint.1'), manPage(commandTree(program), tool.version));

for (const [file, language] of [
  ['README.md', 'en'],
  ['README.ja.md', 'ja'],
] as const) {
  const path = join(root, file);
  const page = await readFile(path, 'utf8');
  await writeFile(path, withOutput(page, await outputOf(['--lang', language, ...firstCommand(page)])));
}

const bundled = bundledPackages(root, (await bundle()).files);
await writeFile(join(root, 'THIRD-PARTY-NOTICES.md'), noticesPage(bundled));
const architecture = join(root, 'docs/ARCHITECTURE.md');
const table = provenanceTable(directPackages(root), bundled);
await writeFile(architecture, withProvenance(await readFile(architecture, 'utf8'), table));
