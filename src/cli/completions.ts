import { Argument, type Command } from 'commander';
import type { Context } from './context.js';
import { oneOf } from './options/checking-options.js';
import { SCHEMAS } from './schema.js';
import { withoutPack } from './settings/rule-filter.js';

/** `completions <shell>`: prints the script that completes this program's words in a shell. */
export function declareCompletions(program: Command, { io, language }: Context): void {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  program
    .command('completions')
    .description(say('print a completion script for a shell', 'シェルの補完スクリプトを出力する'))
    .addArgument(new Argument('<shell>', say('bash, zsh or fish', 'bash、zsh、fish のいずれか')))
    .action(async (name: string) => {
      const [{ SHELLS, completionScript }, { commandTree }, { catalogue }] = await Promise.all([
        import('./words/completion-scripts.js'),
        import('./words/command-tree.js'),
        import('./rules/catalogue.js'),
      ]);
      const shell = oneOf('completions', name, SHELLS);
      const rules = catalogue.map(({ id }) => withoutPack(id));
      const choices = new Map<string, readonly string[]>([
        ['<glob>', rules],
        ['explain <rule>', rules],
        ['completions <shell>', SHELLS],
        ['schema <name>', SCHEMAS],
      ]);
      io.out(completionScript(shell, commandTree(program, choices)));
    });
}
