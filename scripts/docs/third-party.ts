import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as it is installed. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly license: string;
  /** Where its source is. */
  readonly repository: string;
}

/** A package whose code is in the program. */
export interface BundledPackage extends Package {
  /** What its licence wants to be passed on. */
  readonly notice: string;
}

/**
 * The packages whose code is in the program, by name.
 * @param files what is bundled, relative to `root`
 */
export function bundledPackages(root: string, files: readonly string[]): readonly BundledPackage[] {
  // The validators were written by ajv, partly in its own words.
  const written = files.some((file) => file.endsWith('.generated.mjs'))
    ? ['node_modules/ajv/package.json']
    : [];
  const folders = [...files, ...written].flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? [],
  );
  const packages = [...new Set(folders)].map((folder) => {
    const made = packageIn(join(root, folder));
    const inside = files.filter((file) => file.startsWith(`${folder}/`)).map((file) => join(root, file));
    return { ...made, notice: noticeOf(made, join(root, folder), inside) };
  });
  // By name, wherever they are installed.
  return packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The packages that `package.json` asks for, by name. */
export function directPackages(root: string): readonly Package[] {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return Object.keys(devDependencies)
    .sort()
    .map((name) => packageIn(join(root, 'node_modules', name)));
}

interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly repository?: string | { readonly url: string };
}

/** @throws {Error} for a package that does not say how it is licensed or where it comes from */
function packageIn(folder: string): Package {
  const metadata: Metadata = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = metadata;
  if (license === undefined) throw new Error(`${name} names no licence`);
  return { name, version, license, repository: repositoryOf(metadata) };
}

/** @param files those of the package that are in the program */
function noticeOf({ name, license }: Package, folder: string, files: readonly string[]): string {
  const texts = readdirSync(folder)
    .filter((each) => /^(licen[cs]e|notice)(\.|$)/i.test(each))
    .map((each) => readFileSync(join(folder, each), 'utf8'));
  const all = texts.length > 0 ? texts : [...headComments(files), standardText(name, license)];
  return all.map(trimmed).join('\n\n');
}

/** What the files of a package say of themselves where it has no licence file. */
function headComments(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const [, comment] = /^\/\*!\n((?: \*.*\n)+?) ?\*\//.exec(readFileSync(file, 'utf8')) ?? [];
    return comment === undefined ? [] : [comment.replace(/^ \* ?/gm, '')];
  });
}

/** @throws {Error} for a licence whose text is not known here */
function standardText(name: string, license: string): string {
  if (license !== 'MIT') throw new Error(`${name} has no licence file, and ${license} is not known here`);
  return `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

const trimmed = (text: string) =>
  text
    .replaceAll('\r', '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');

function repositoryOf({ name, repository }: Metadata): string {
  const written = typeof repository === 'string' ? repository : repository?.url;
  if (written === undefined) throw new Error(`${name} names no repository`);
  const url = written
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/^git@([^:]+):/, 'https://$1/')
    .replace(/\.git$/, '');
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(url)?.[1];
  return short === undefined ? url : `https://github.com/${short}`;
}

/** The page that goes wherever the program goes. */
export function noticesPage(bundled: readonly BundledPackage[]): string {
  const byNotice = new Map<string, BundledPackage[]>();
  for (const each of bundled) byNotice.set(each.notice, [...(byNotice.get(each.notice) ?? []), each]);
  const parts = [...byNotice].map(([notice, packages]) => {
    const names = packages.map(
      ({ name, version, license, repository }) => `- ${name} ${version} (${license}), <${repository}>\n`,
    );
    return `${names.join('')}\n\`\`\`text\n${notice}\n\`\`\`\n`;
  });
  return `# Third-party notices

cjclint is licensed under Apache-2.0 (LICENSE). The program contains the packages below. The executable for machines
without Node also contains Node.js, whose licences are in the file LICENSE of its own distribution
(https://github.com/nodejs/node).

Made by \`npm run docs\` from what \`npm run build\` puts together.

${parts.join('\n')}`;
}

/** The table of where everything comes from, for docs/ARCHITECTURE.md. */
export function provenanceTable(direct: readonly Package[], bundled: readonly Package[]): string {
  const inside = new Set(bundled.map(({ name }) => name));
  const asked = new Set(direct.map(({ name }) => name));
  const all = [...direct, ...bundled.filter(({ name }) => !asked.has(name))];
  const rows = all
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, version, license, repository }) => {
      const where = [asked.has(name) ? 'asked for' : '', inside.has(name) ? 'in the program' : ''];
      return `| ${name} | ${version} | ${license} | ${where.filter((each) => each !== '').join(', ')} | <${repository}> |\n`;
    });
  return `| package | version | licence | how | source |\n| --- | --- | --- | --- | --- |\n${rows.join('')}`;
}

const OPEN = '<!-- where everything comes from: made by `npm run docs` -->\n';
const CLOSE = '<!-- end -->\n';

/** @returns the page with the table between its marks replaced. */
export function withProvenance(page: string, table: string): string {
  const [start, end] = [page.indexOf(OPEN), page.indexOf(CLOSE)];
  if (start < 0 || end < start) throw new Error('docs/ARCHITECTURE.md lacks the marks around its table');
  return `${page.slice(0, start + OPEN.length)}\n${table}\n${page.slice(end)}`;
}
