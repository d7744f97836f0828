import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cjclint } from '../cli/run-program.js';
import { caseFolders, makeCase, readCase } from './case.js';

/** Every file with its bytes, every link with its target, by its path in a folder. */
function everything(folder: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = join(below, name);
    const status = lstatSync(join(folder, path));
    if (status.isDirectory())
      for (const [each, content] of everything(folder, path)) found.set(each, content);
    else if (status.isSymbolicLink()) found.set(path, `-> ${readlinkSync(join(folder, path))}`);
    else if (status.isFile()) found.set(path, readFileSync(join(folder, path), 'latin1'));
  }
  return found;
}

interface Place {
  readonly location: { readonly file: string } | null;
}

interface Reported extends Place {
  readonly rule: string;
  readonly fixable: boolean;
  readonly related: readonly (Place & { readonly message: string })[];
}

/** The file at fault and, of a shared one, its copies. */
const filesOf = ({ location, related }: Reported): string[] =>
  [{ location }, ...related.filter(({ message }) => message === 'the same in this copy')].map(
    (place) => place.location?.file ?? '',
  );

const fixable = [
  'space-around-equals',
  'parameter-case',
  'line-endings',
  'text-encoding',
  'full-width-character',
  'nats-url-required',
  'local-daemon-mode',
  'resolv-def-entry',
  'vip-link-name',
];

// What preflight asks of a live node lies in no file.
const cases = caseFolders().filter(
  ({ rule, folder }) => fixable.includes(rule) && readCase(folder).preflight === undefined,
);

test.each(cases)(
  '--fix on $rule $name: what is called fixable is mended, no other file is touched, and once is enough',
  async ({ folder }) => {
    const described = readCase(folder);
    const root = makeCase(folder, described);
    const cwd = join(root, 'cluster');
    const lint = (...args: string[]) => cjclint(['lint', ...(described.paths ?? ['.']), ...args], { cwd });
    try {
      const before = everything(cwd);
      const found: readonly Reported[] = JSON.parse((await lint('--format', 'json')).out).findings;
      const promised = found.filter((each) => each.fixable).flatMap(filesOf);
      const fixed = await lint('--fix', '--format', 'json');
      expect(fixed.err).not.toContain('error: internal');
      const left: readonly Reported[] = JSON.parse(fixed.out).findings;
      expect(left.filter((each) => each.fixable)).toEqual([]);
      const after = everything(cwd);
      const changed = [...before]
        .filter(([path, content]) => after.get(path) !== content)
        .map(([path]) => path);
      expect(changed.sort()).toEqual([...new Set(promised)].sort());
      await lint('--fix');
      expect(everything(cwd)).toEqual(after);
      // What is left was there before: mending one fault makes no other.
      const rulesBefore = new Set(found.map(({ rule }) => rule));
      expect(left.map(({ rule }) => rule).filter((rule) => !rulesBefore.has(rule))).toEqual([]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
);
