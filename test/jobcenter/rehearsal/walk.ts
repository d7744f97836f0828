import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rules } from '../../../rules/index.js';
import { openCase } from '../../../src/cli/inputs/open-case.js';
import { textUnder } from '../../../src/engine/place.js';
import type { Rehearsal } from '../../../src/engine/rehearsal.js';
import type { StepName } from '../../../src/jobcenter/failover-steps.js';
import type { Wanted } from '../../../src/jobcenter/rehearsal/move.js';
import { rehearse } from '../../../src/jobcenter/rehearsal/rehearse.js';
import { fastFolder } from '../../fast-folder.js';
import type { Tree } from '../../generate/tree.js';
import { writeTree } from '../../generate/tree.js';

/** Runs something in a folder of its own. */
async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = fastFolder('cjclint-rehearsal-');
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rehearsed(cwd: string, paths: readonly string[], wanted?: Wanted): Promise<Rehearsal[]> {
  const opened = await openCase(paths, { cwd });
  return opened.targets.flatMap((target) => {
    const { rehearsals, internalErrors } = rehearse(target, rules, wanted);
    if (internalErrors.length > 0) throw new Error(internalErrors.join('; '));
    return rehearsals;
  });
}

/** Rehearses the clusters of a generated tree. */
export const rehearseTree = (
  tree: Tree,
  paths: readonly string[],
  wanted?: Wanted,
): Promise<readonly Rehearsal[]> =>
  inFolder((folder) => {
    writeTree(folder, tree);
    return rehearsed(folder, paths, wanted);
  });

/** A copy of fixtures/clusters/healthy, to be changed before its failover from 01 to 02 is rehearsed. */
export class Copy {
  constructor(readonly folder: string) {}

  /** @throws where the text is not there: a change that changes nothing proves nothing. */
  replace(path: string, text: string | RegExp, by: string): this {
    const file = join(this.folder, path);
    const before = readFileSync(file, 'utf8');
    const after = before.replace(text, () => by);
    if (after === before) throw new Error(`${path} has no ${text}`);
    writeFileSync(file, after);
    return this;
  }

  append(path: string, line: string): this {
    const file = join(this.folder, path);
    writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`);
    return this;
  }

  remove(path: string): this {
    rmSync(join(this.folder, path), { recursive: true });
    return this;
  }

  write(path: string, text: string): this {
    writeFileSync(join(this.folder, path), text);
    return this;
  }

  link(path: string, target: string): this {
    symlinkSync(target, join(this.folder, path));
    return this;
  }
}

/** A step as a reader sees it. */
export interface SeenStep {
  readonly status: string;
  readonly reason: string;
  readonly reasonJa: string;
  readonly rules: readonly string[];
  /** Where the evidence stands, from the copy's folder, and the text under each place. */
  readonly evidence: readonly { readonly file: string; readonly text: string }[];
}

export const SITE = 'jcmgcluster.example.jp';
export const ACTIVE = 'nodes/jcmanager01';
export const STANDBY = 'nodes/jcmanager02';

function healthyCopy<T>(change: (copy: Copy) => unknown, then: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    cpSync(resolve('fixtures/clusters/healthy'), folder, { recursive: true, verbatimSymlinks: true });
    change(new Copy(folder));
    return then(folder);
  });
}

/** The failovers of a changed copy. @param paths what of it is given */
export const rehearseCopy = (
  change: (copy: Copy) => unknown,
  wanted?: Wanted,
  paths: readonly string[] = ['.'],
): Promise<Rehearsal[]> => healthyCopy(change, (folder) => rehearsed(folder, paths, wanted));

/** One step of the first site's failover in a changed copy, from the active to the standby unless said otherwise. */
export async function stepOf(
  step: StepName,
  change: (copy: Copy) => unknown,
  [from, to] = ['jcmanager01', 'jcmanager02'],
): Promise<SeenStep> {
  const [rehearsal] = await rehearseCopy(change, { site: SITE, from, to });
  const found = rehearsal?.steps.find((each) => each.step === step);
  if (found === undefined) throw new Error(`no step ${step}`);
  return {
    status: found.status,
    reason: found.reason.en,
    reasonJa: found.reason.ja,
    rules: found.rules,
    evidence: found.evidence.map(({ location }) => ({
      file: location?.file ?? '',
      text: textUnder(location),
    })),
  };
}
