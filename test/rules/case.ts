import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Stage } from '../../src/jobcenter/stage.js';
import { fastFolder } from '../fast-folder.js';

/** One finding that a case expects; what is left out is not compared. */
export interface ExpectedFinding {
  /** Without pack for JobCenter's own. */
  readonly rule: string;
  readonly severity?: 'error' | 'warning' | 'info';
  /** Relative to the cluster's folder. */
  readonly file: string;
  readonly line?: number;
  /** The exact text under the range. */
  readonly text?: string;
  readonly node?: string | null;
  readonly site?: string | null;
  readonly agent?: string | null;
  /** Part of the English message. */
  readonly message?: string;
  /** The other places, all of them, in any order. */
  readonly related?: readonly { readonly file: string; readonly text?: string; readonly line?: number }[];
}

export interface ExpectedNotChecked {
  readonly rule: string;
  readonly node?: string | null;
  readonly site?: string | null;
  readonly agent?: string | null;
  readonly missing: readonly string[];
}

/** `case.yaml` of a case folder: a healthy cluster, what this case changes in it, and what must come out. */
export interface Case {
  /** Whether the rule's page shows this case; of several, and without any, the first. */
  readonly example?: boolean;
  /** A folder of fixtures/clusters; left out: the case folder holds everything. */
  readonly base?: string;
  /** Files and folders of the base that this case lacks. */
  readonly remove?: readonly string[];
  /** Pieces of text of the base to replace; each must stand there exactly once. */
  readonly edit?: readonly { readonly file: string; readonly find: string; readonly put: string }[];
  /** Files to write; a text, or `{base64: …}` for bytes. */
  readonly write?: Readonly<Record<string, string | { readonly base64: string }>>;
  /** Links to make: path → target. */
  readonly links?: Readonly<Record<string, string>>;
  /** What to lint, relative to the case; default its folder. */
  readonly paths?: readonly string[];
  /** Preflight instead of lint: its stage and arguments, and the node that it runs on, by its tree. */
  readonly preflight?: PreflightCase;
  /**
   * What becomes of preflight's connections, by `address:port`: how the connection ends (`refused`, `time-out`,
   * `unreachable`, `not-tried`, `connected`, `silent`, `hung-up`), or the line that is heard. What is not named is
   * refused; without any of them nothing is connected to.
   */
  readonly connections?: Readonly<Record<string, string>>;
  /** Lines of a recording of connections, which lint is given: `node time address:port outcome [said]`. */
  readonly recorded?: readonly string[];
  /** The status of the rule in question; default by the kind of case. */
  readonly status?: 'passed' | 'failed' | 'not-applicable' | 'not-checked';
  /** All findings there may be, beyond the infos that the base itself has. */
  readonly findings?: readonly ExpectedFinding[];
  /** Entries that must be among the not checked. */
  readonly notChecked?: readonly ExpectedNotChecked[];
}

export interface PreflightCase {
  readonly stage: Stage;
  readonly node: string;
  readonly site: string;
  readonly machineId: number;
  readonly database: string;
}

export interface CaseFolder {
  readonly rule: string;
  readonly kind: 'ok' | 'ng' | 'missing';
  readonly name: string;
  readonly folder: string;
}

const fixtures = join(import.meta.dirname, '../../fixtures');
const notRules = new Set(['clusters', 'diagnosis']);

/** Every case folder: `fixtures/<rule>/{ok,ng,missing}.<case>/`. */
export function caseFolders(): CaseFolder[] {
  return readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notRules.has(entry.name))
    .flatMap((entry) =>
      readdirSync(join(fixtures, entry.name)).map((name) => {
        const kind = name.split('.')[0];
        if (kind !== 'ok' && kind !== 'ng' && kind !== 'missing')
          throw new Error(`fixtures/${entry.name}/${name}: ok., ng. or missing.`);
        return { rule: entry.name, kind, name, folder: join(fixtures, entry.name, name) };
      }),
    );
}

export function readCase(folder: string): Case {
  return parse(readFileSync(join(folder, 'case.yaml'), 'utf8')) ?? {};
}

/** Makes the cluster of a case in a new folder `cluster`. @returns the folder that holds it; remove it when done. */
export function makeCase(folder: string, described: Case): string {
  const root = fastFolder('cjclint-case-');
  const cluster = join(root, 'cluster');
  mkdirSync(cluster);
  if (described.base !== undefined) copy(join(fixtures, 'clusters', described.base), cluster);
  copy(folder, cluster);
  rmSync(join(cluster, 'case.yaml'));
  for (const path of described.remove ?? []) {
    if (!existsSync(join(cluster, path)) && !isLink(join(cluster, path)))
      throw new Error(`remove: ${path} is not in the base`);
    rmSync(join(cluster, path), { recursive: true });
  }
  for (const { file, find, put } of described.edit ?? []) {
    const text = readFileSync(join(cluster, file), 'utf8');
    if (text.split(find).length !== 2)
      throw new Error(`edit: "${find}" stands ${text.split(find).length - 1} times in ${file}`);
    writeFileSync(
      join(cluster, file),
      text.replace(find, () => put),
    );
  }
  for (const [path, content] of Object.entries(described.write ?? {})) {
    mkdirSync(dirname(join(cluster, path)), { recursive: true });
    writeFileSync(
      join(cluster, path),
      typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'),
    );
  }
  for (const [path, target] of Object.entries(described.links ?? {})) {
    mkdirSync(dirname(join(cluster, path)), { recursive: true });
    symlinkSync(target, join(cluster, path));
  }
  return root;
}

const copy = (from: string, to: string) => cpSync(from, to, { recursive: true, verbatimSymlinks: true });

const isLink = (path: string) => {
  const folder = dirname(path);
  return existsSync(folder) && readdirSync(folder).includes(path.slice(folder.length + 1));
};
