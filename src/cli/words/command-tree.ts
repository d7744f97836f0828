import type { Command } from 'commander';

/** What completions and the man page need of an option. */
export interface OptionWords {
  /** As the help shows it: `-o, --output <file>`. */
  readonly flags: string;
  /** `-o` and `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** All values there are; empty where anything may stand. */
  readonly values: readonly string[];
}

export interface ArgumentWords {
  readonly name: string;
  readonly description: string;
  /** All values there are; empty where anything may stand. */
  readonly values: readonly string[];
}

export interface CommandWords {
  readonly name: string;
  readonly description: string;
  /** Behind the name: `[options] [path...]`. */
  readonly usage: string;
  readonly arguments: readonly ArgumentWords[];
  /** Its own, its help, and those of all commands. */
  readonly options: readonly OptionWords[];
}

/** The program as data, read from the declarations that also make the help, so that it never goes stale. */
export interface CommandTree {
  readonly description: string;
  readonly options: readonly OptionWords[];
  readonly commands: readonly CommandWords[];
}

/** What may stand for an option's placeholder, such as `<glob>`, or for an argument, such as `explain <rule>`. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/**
 * @param program with all its commands declared
 * @param choices of placeholders that do not say them themselves; default none
 */
export function commandTree(program: Command, choices: Choices = new Map()): CommandTree {
  const help = program.createHelp();
  const optionsOf = (command: Command) =>
    help.visibleOptions(command).map(
      ({ flags, short, long, description, required, optional }): OptionWords => ({
        flags,
        names: [short, long].flatMap((name) => name ?? []),
        description,
        takesValue: required || optional,
        values: listedIn(flags) ?? choices.get(/<.*>/.exec(flags)?.[0] ?? '') ?? [],
      }),
    );
  const common = optionsOf(program);
  const shared = common.filter(({ names }) => names.includes('--lang'));
  return {
    description: program.description(),
    options: common,
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      usage: command.usage(),
      arguments: command.registeredArguments.map((argument) => ({
        name: argument.name(),
        description: argument.description,
        values: choices.get(`${command.name()} <${argument.name()}>`) ?? [],
      })),
      options: [...optionsOf(command), ...shared],
    })),
  };
}

/** `--fail-on <error|warning|info|never>` names all there are. */
const listedIn = (flags: string): string[] | undefined =>
  /[<[]([\w-]+(?:\|[\w-]+)+)[>\]]/.exec(flags)?.[1]?.split('|');
