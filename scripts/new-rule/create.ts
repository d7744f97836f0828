import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ownRules } from '../../src/engine/own-rules.js';
import { identifierOf } from './identifier.js';
import { caseSource, ruleSource } from './template.js';

/** A name that cannot become a rule; the message says why, for the person at the keyboard. */
export class RefusedName extends Error {}

const index = 'rules/index.ts';
const longestName = 60;

/**
 * Writes a rule, its entry in the list and its cases.
 * @param root the top of the repository.
 * @returns the paths it wrote, relative to `root`.
 * @throws RefusedName for a bad or taken name; nothing is written then.
 */
export async function createRule(root: string, name: string): Promise<string[]> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name) || name.length > longestName) {
    throw new RefusedName(
      `"${name}" is no name for a rule: two or more words of small letters and digits joined by "-", such as vip-link-name`,
    );
  }
  const file = `rules/jobcenter/${name}.ts`;
  if (ownRules.some((rule) => rule.name === name) || (await exists(join(root, file)))) {
    throw new RefusedName(`there is a rule "${name}" already`);
  }
  const list = withEntry(await readFile(join(root, index), 'utf8'), name);
  const made: [path: string, text: string][] = [
    [file, ruleSource(name)],
    [index, list],
    ...(['ok', 'ng', 'missing'] as const).map((kind): [string, string] => [
      `fixtures/${name}/${kind}.example/case.yaml`,
      caseSource(kind, name),
    ]),
  ];
  for (const [path, text] of made) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return made.map(([path]) => path);
}

/** @returns the list of rules with one more at its end, its import among the others by letters. */
function withEntry(source: string, name: string): string {
  const identifier = identifierOf(name);
  const added = `import { ${identifier} } from './jobcenter/${name}.js';`;
  const lines = source.split('\n');
  const after = lines.findLastIndex(
    (line) =>
      line.startsWith('import ') &&
      (line.includes("'../") || (line.includes("'./jobcenter/") && line < added)),
  );
  // Imports are ordered by path; identifiers are made from the paths, so their order is the same but for a few.
  lines.splice(after + 1, 0, added);
  const end = lines.findLastIndex((line) => line.startsWith('];'));
  if (end < 0) throw new Error(`${index} has no list that ends in "];"`);
  lines.splice(end, 0, `  ${identifier},`);
  return lines.join('\n');
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
