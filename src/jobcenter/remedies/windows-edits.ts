import type { FixStep } from '../../engine/diagnosis.js';
import type { Localized } from '../../message/language.js';
import { powershellString } from '../../text/powershell-word.js';
import type { ClusterNode } from '../model.js';
import { windowsLine } from '../windows-commands.js';
import { step } from './step.js';

/** ISO 8859-1 gives every byte a character of its own, so that a file of any encoding is written back as it was. */
const BYTES = '$e=[Text.Encoding]::GetEncoding(28591)';

/** Lines of PowerShell that change a file, which is kept as it was beside it. */
function change(
  node: ClusterNode | null,
  path: string,
  rule: string,
  lines: string,
  effect: Localized,
): readonly FixStep[] {
  if (windowsLine([], path) === null) return [];
  const kept = powershellString(`${path}.before-${rule}`);
  const file = powershellString(path);
  return step(
    node,
    `$p=${file}; Copy-Item -LiteralPath $p ${kept}; ${lines}`,
    effect,
    `Move-Item -Force -LiteralPath ${kept} ${file}`,
  );
}

/**
 * Replaces what matches, byte for byte.
 * @param pattern of .NET, made of our own words and checked values alone, as is the replacement
 */
export const windowsReplace = (
  node: ClusterNode | null,
  path: string,
  rule: string,
  [pattern, replacement]: readonly [pattern: string, replacement: string],
  effect: Localized,
): readonly FixStep[] =>
  change(
    node,
    path,
    rule,
    `${BYTES}; [IO.File]::WriteAllBytes($p, $e.GetBytes(($e.GetString([IO.File]::ReadAllBytes($p)) -replace ${powershellString(pattern)}, ${powershellString(replacement)})))`,
    effect,
  );

/**
 * Writes a line behind the last one.
 * @param text what stands in the file now; a last line may lack its end
 * @param line of checked values alone, in ASCII
 */
export const windowsAppend = (
  node: ClusterNode | null,
  path: string,
  rule: string,
  { text, line }: { readonly text: string; readonly line: string },
  effect: Localized,
): readonly FixStep[] => {
  const end = text === '' || text.endsWith('\n') ? '' : '"`r`n" + ';
  return change(
    node,
    path,
    rule,
    `[IO.File]::AppendAllText($p, ${end}${powershellString(line)} + "\`r\`n")`,
    effect,
  );
};
