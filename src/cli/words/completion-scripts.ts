import type { CommandTree, OptionWords } from './command-tree.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const namesOf = (options: readonly OptionWords[]) => options.flatMap(({ names }) => names);

/** Every place where a value of an option may stand: what has been typed before it, and what can be said. */
function valuePlaces({ options, commands }: CommandTree): Place[] {
  return together(
    [{ name: '', options }, ...commands].flatMap((command) =>
      command.options
        .filter(({ takesValue }) => takesValue)
        .map(({ names, values }) => ({ before: names.map((name) => `${command.name} ${name}`), values })),
    ),
  );
}

/** Commands whose arguments are one of a list. */
const argumentPlaces = ({ commands }: CommandTree): Place[] =>
  together(
    commands.flatMap(({ name, arguments: all }) =>
      all.filter(({ values }) => values.length > 0).map(({ values }) => ({ before: [name], values })),
    ),
  );

interface Place {
  readonly before: readonly string[];
  readonly values: readonly string[];
}

/** Places with the same values as one, so that a long list stands in a script once. */
function together(places: readonly Place[]): Place[] {
  const found = new Map<string, Place>();
  for (const { before, values } of places) {
    const key = values.join(' ');
    found.set(key, { before: [...(found.get(key)?.before ?? []), ...before], values });
  }
  return [...found.values()];
}

/** @returns the script that a shell reads to complete the program's commands, options and values. */
export function completionScript(shell: Shell, tree: CommandTree): string {
  return { bash, zsh, fish }[shell](tree);
}

function bash(tree: CommandTree): string {
  const reply = (words: readonly string[]) =>
    `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$word"))`;
  const values = valuePlaces(tree).map(
    ({ before, values: all }) =>
      `    ${before.map(quote).join('|')}) ${all.length === 0 ? '' : `${reply(all)}; `}return ;;`,
  );
  const options = tree.commands.map((each) => `      ${each.name}) ${reply(namesOf(each.options))} ;;`);
  const listed = argumentPlaces(tree).map(
    ({ before, values: all }) => `      ${before.join('|')}) ${reply(all)} ;;`,
  );
  const names = tree.commands.map(({ name }) => name);
  return `# cjclint completions bash: source it, or put it into /etc/bash_completion.d
_cjclint() {
  local word=\${COMP_WORDS[COMP_CWORD]} command= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${names.join('|')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  case "$command \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  if [[ $word == -* ]]; then
    case $command in
      '') ${reply(namesOf(tree.options))} ;;
${options.join('\n')}
    esac
  elif [[ -z $command ]]; then
    ${reply(names)}
  else
    case $command in
${listed.join('\n')}
    esac
  fi
}
complete -o default -F _cjclint cjclint
`;
}

function zsh(tree: CommandTree): string {
  const add = (words: readonly string[]) => `compadd -- ${words.map(quote).join(' ')}`;
  const values = valuePlaces(tree).map(
    ({ before, values: all }) =>
      `    (${before.map(quote).join('|')}) ${all.length === 0 ? '_files' : add(all)}; return ;;`,
  );
  const options = tree.commands.map((each) => `      (${each.name}) ${add(namesOf(each.options))} ;;`);
  const listed = argumentPlaces(tree).map(
    ({ before, values: all }) => `      (${before.join('|')}) ${add(all)} ;;`,
  );
  const described = tree.commands.map(({ name, description }) => `      ${quote(`${name}:${description}`)}`);
  return `#compdef cjclint
# cjclint completions zsh: put it as _cjclint into a folder of $fpath, or source it behind compinit
_cjclint() {
  local command= i
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      (${tree.commands.map(({ name }) => name).join('|')}) command=\${words[i]}; break ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    case $command in
      ('') ${add(namesOf(tree.options))} ;;
${options.join('\n')}
    esac
  elif [[ -z $command ]]; then
    local -a commands
    commands=(
${described.join('\n')}
    )
    _describe command commands
  else
    case $command in
${listed.join('\n')}
      (*) _files ;;
    esac
  fi
}
if [[ \${funcstack[1]} == _cjclint ]]; then _cjclint "$@"; else compdef _cjclint cjclint; fi
`;
}

function fish(tree: CommandTree): string {
  const lists = [...valuePlaces(tree), ...argumentPlaces(tree)].filter(({ values }) => values.length > 0);
  const variables = new Map(lists.map(({ values }, at) => [values.join(' '), `__cjclint_words_${at + 1}`]));
  // Fish takes the list when it completes, so that it need not stand in every line.
  const words = (values: readonly string[]) => fishQuote(`$${variables.get(values.join(' '))}`);
  const option = (condition: string, { names, description, takesValue, values }: OptionWords) => {
    const flags = names.map((name) =>
      name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
    );
    const value = values.length > 0 ? ` -x -a ${words(values)}` : takesValue ? ' -r' : '';
    return `complete -c cjclint -n ${fishQuote(condition)} ${flags.join(' ')}${value} -d ${fishQuote(description)}`;
  };
  const lines = [
    ...[...variables].map(([values, name]) => `set -g ${name} ${values}`),
    ...tree.options.map((each) => option('__fish_use_subcommand', each)),
    ...tree.commands.flatMap(({ name, description, options, arguments: all }) => [
      `complete -c cjclint -n __fish_use_subcommand -f -a ${name} -d ${fishQuote(description)}`,
      ...options.map((each) => option(`__fish_seen_subcommand_from ${name}`, each)),
      ...all
        .filter(({ values }) => values.length > 0)
        .map(
          ({ values }) =>
            `complete -c cjclint -n ${fishQuote(`__fish_seen_subcommand_from ${name}`)} -f -a ${words(values)}`,
        ),
    ]),
  ];
  return `# cjclint completions fish: put it into ~/.config/fish/completions/cjclint.fish\n${lines.join('\n')}\n`;
}

const fishQuote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
