import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BaselineEntry, readBaseline } from '../../engine/baseline.js';
import { isInputRule } from '../../engine/own-findings.js';
import type { Severity } from '../../engine/result.js';
import type { Waiver } from '../../engine/waiver.js';
import type { Localized } from '../../message/language.js';
import { FolderLayer } from '../../source/folder-layer.js';
import { defaultLimits } from '../../source/limits.js';
import { type ConfigLine, configFor } from '../settings/config-file.js';
import { decidingLine } from '../settings/settings.js';
import { hasWaivers, readWaivers, WAIVERS } from '../settings/waiver-file.js';
import { UsageError } from '../usage-error.js';

/** Files in which a baseline is looked for. */
const MOST_FILES = 100;

/** What the files of a folder say of one rule. */
export interface RuleHere {
  /** Whether lint runs it here; null where a wrong config file leaves that open. */
  readonly on: boolean | null;
  /** As lint reports it here, as far as somebody set it. */
  readonly severity: Severity;
  /** Whether nothing can switch it off or lower it. */
  readonly always: boolean;
  /** The line of the config file that decides; null where none speaks of it. */
  readonly decidedBy: ConfigLine | null;
  /** Those that speak of it and were read. */
  readonly waivers: readonly Waiver[];
  /** Baselines of the folder, with the number of its findings in each. */
  readonly baselines: readonly { readonly file: string; readonly findings: number }[];
  /** What is wrong with the files, one sentence each. */
  readonly problems: readonly Localized[];
}

/**
 * What holds for a rule in a folder: its config file, waivers and baselines, as lint would find them there.
 * @param rule with its pack @param known full names of all rules @param cwd absolute
 */
export async function ruleHere(
  rule: { readonly id: string; readonly severity: Severity },
  known: readonly string[],
  cwd: string,
): Promise<RuleHere> {
  const problems: Localized[] = [];
  const always = isInputRule(rule.id);
  const decided = await decidedIn(cwd, rule.id, known);
  if (decided.state === 'wrong') problems.push(decided.problem);
  const decidedBy = decided.state === 'read' && !always ? decided.line : null;
  const read = hasWaivers(cwd) ? readWaivers(new FolderLayer(cwd, '', defaultLimits), WAIVERS, null) : null;
  problems.push(...(read?.problems ?? []));
  const set = decidedBy?.severity;
  return {
    on: always ? true : decided.state === 'wrong' ? null : set !== 'off',
    severity: set === undefined || set === 'off' ? rule.severity : set,
    always,
    decidedBy,
    waivers: (read?.waivers ?? []).filter((waiver) => names(waiver.rule.value, rule.id)),
    baselines: baselinesIn(cwd)
      .map(({ file, entries }) => ({
        file,
        findings: entries.filter((entry) => entry.rule === rule.id).length,
      }))
      .filter(({ findings }) => findings > 0),
    problems,
  };
}

const names = (written: string, rule: string) => rule === written || rule.endsWith(`/${written}`);

async function decidedIn(cwd: string, rule: string, known: readonly string[]) {
  try {
    return { state: 'read', line: decidingLine(rule, await configFor(cwd), known) } as const;
  } catch (error) {
    if (error instanceof UsageError) return { state: 'wrong', problem: error.localized } as const;
    throw error;
  }
}

/** A baseline may have any name; a report, which has findings too, says which tool wrote it. */
function baselinesIn(folder: string): { file: string; entries: readonly BaselineEntry[] }[] {
  return jsonFilesIn(folder).flatMap((file) => {
    const text = textOf(join(folder, file));
    if (text === null || /^\s*\{[^{[]*"tool"\s*:/.test(text)) return [];
    const read = readBaseline(text);
    return 'en' in read ? [] : [{ file, entries: read }];
  });
}

function jsonFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

/** @returns null for what is no file, is too large or cannot be read: it is no baseline. */
function textOf(path: string): string | null {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= defaultLimits.fileBytes ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
