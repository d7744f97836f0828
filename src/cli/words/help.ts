import { type Command, Help, type HelpConfiguration } from 'commander';
import type { Language } from '../../message/language.js';
import { simpleMeasure } from '../../report/width.js';
import { wrap } from '../../report/wrap.js';

/** Commander's own words in Japanese. */
const japanese: ReadonlyMap<string, string> = new Map([
  ['Usage:', '使い方:'],
  ['Arguments:', '引数:'],
  ['Options:', 'オプション:'],
  ['Global Options:', '共通オプション:'],
  ['Commands:', 'コマンド:'],
]);

/** Help in one language, wrapped with Japanese characters counted as two columns. */
export function helpIn(language: Language): HelpConfiguration {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const localUsage = (usage: string) =>
    say(usage, usage.replace('[options]', '[オプション]').replace('[command]', '[コマンド]'));
  return {
    showGlobalOptions: true,
    visibleGlobalOptions: (command) =>
      command.parent === null ? [] : command.parent.options.filter((option) => option.long === '--lang'),
    padWidth: (command, help) => Math.min(LONGEST_TERM, Help.prototype.padWidth(command, help)),
    // What is said of a longer term begins below it.
    formatItem: (term, width, description, help) => {
      const format = Help.prototype.formatItem.bind(help);
      if (help.displayWidth(term) <= width) return format(term, width, description, help);
      return `  ${term}\n${format('', width, description, help)}`;
    },
    // Also in a narrow terminal; Commander leaves text unwrapped where less than 40 columns are left.
    minWidthToWrap: 16,
    displayWidth: simpleMeasure.columns,
    boxWrap: wrap,
    optionDescription: ({ description, defaultValueDescription }) =>
      defaultValueDescription === undefined || defaultValueDescription === ''
        ? description
        : `${description}${say(` (default: ${defaultValueDescription})`, `（省略時: ${defaultValueDescription}）`)}`,
    styleTitle: (title) => say(title, japanese.get(title) ?? title),
    styleUsage: localUsage,
    subcommandTerm: termOf,
    styleSubcommandTerm: localUsage,
  };
}

/** A list with longer terms leaves no room beside them for words. */
const LONGEST_TERM = 34;

/** `lint [options] [path...]`; a command with many arguments names them in its own help. */
function termOf(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const start = command.options.length > 0 ? [command.name(), '[options]'] : [command.name()];
  const term = [...start, ...words].join(' ');
  return term.length <= LONGEST_TERM ? term : [...start, '…'].join(' ');
}

/** The options of a command and of those above it, long forms only. */
export function longOptions(command: Command | null): string[] {
  if (command === null) return [];
  const own = command.options.flatMap((option) => option.long ?? []);
  return ['--help', ...own, ...longOptions(command.parent)];
}
