import type { Command, CommanderError } from 'commander';
import { didYouMean, quoted, UsageError } from '../usage-error.js';
import { longOptions } from './help.js';

/**
 * Puts commander's complaint in our words, with the nearest known name.
 * @returns null when it is none: help or the version was asked for.
 */
export function usageErrorOf(error: CommanderError, command: Command): UsageError | null {
  // Commander quotes the offending text last, and nothing stands behind the quote.
  const named = error.message.slice(error.message.indexOf("'") + 1, error.message.lastIndexOf("'"));
  switch (error.code) {
    case 'commander.unknownOption': {
      const near = didYouMean(named, longOptions(command));
      return new UsageError({
        en: `unknown option ${quoted(named)}${near.en}`,
        ja: `${quoted(named)} というオプションはありません${near.ja}`,
      });
    }
    case 'commander.unknownCommand':
      return unknownCommand(named, command);
    case 'commander.optionMissingArgument':
      return new UsageError({
        en: `option ${quoted(named)} needs a value`,
        ja: `${quoted(named)} には値が必要です`,
      });
    case 'commander.missingArgument':
      return missingArgument(named, command);
    case 'commander.excessArguments': {
      const excess = quoted(command.args[command.registeredArguments.length] ?? '');
      return new UsageError({
        en: `${command.name()} does not take the argument ${excess}`,
        ja: `${command.name()} に引数 ${excess} は指定できません`,
      });
    }
    default:
      if (error.code === 'commander.help' && command.args[0] === 'help' && command.args[1] !== undefined)
        return unknownCommand(command.args[1], command);
      return error.exitCode === 0 || error.code === 'commander.help'
        ? null
        : new UsageError({ en: error.message, ja: error.message });
  }
}

/** @param program whose commands are the candidates. */
function unknownCommand(name: string, program: Command): UsageError {
  const near = didYouMean(
    name,
    program.commands.map((command) => command.name()),
  );
  const hint =
    near.en === '' ? { en: '; see cjclint --help', ja: '。cjclint --help を参照してください' } : near;
  return new UsageError({
    en: `unknown command ${quoted(name)}${hint.en}`,
    ja: `${quoted(name)} というコマンドはありません${hint.ja}`,
  });
}

/** With what all arguments are, where a command takes several: the one that is missing may not be the one left out. */
function missingArgument(named: string, command: Command): UsageError {
  const order = [command.name(), ...command.registeredArguments.map((each) => `<${each.name()}>`)].join(' ');
  const [en, ja] =
    command.registeredArguments.length < 2 ? ['', ''] : [` (the order is: ${order})`, `（順序: ${order}）`];
  return new UsageError({
    en: `${command.name()}: missing argument <${named}>${en}`,
    ja: `${command.name()}: 引数 <${named}> がありません${ja}`,
  });
}
