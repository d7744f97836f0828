import type { CommandTree, OptionWords } from '../../src/cli/words/command-tree.js';

/** The day of the page's form; that of its making would change it on every run. */
const WRITTEN = '2026-11-21';

/** Text as roff takes it literally. */
const literal = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', "'")
    .replaceAll('…', '...')
    .replace(/^([.'])/gm, '\\&$1');

const item = (term: string, text: string) => ['.TP', `.B ${literal(term)}`, literal(text)];

const options = (all: readonly OptionWords[]) =>
  all.flatMap(({ flags, description }) => item(flags, description));

/** The man page of the program, in roff's man macros. @param version of the program */
export function manPage(tree: CommandTree, version: string): string {
  const commands = tree.commands.flatMap(({ name, usage, description, arguments: all, options: own }) => [
    `.SS "${literal(`cjclint ${name} ${usage}`)}"`,
    literal(`${description}.`),
    ...all.flatMap((each) => item(`<${each.name}>`, each.description)),
    ...options(own.filter(({ names }) => !names.includes('--lang') && !names.includes('--help'))),
  ]);
  return [
    '.\\" Made by `npm run docs` from the commands; do not edit.',
    `.TH CJCLINT 1 "${WRITTEN}" "cjclint ${version}" "User Commands"`,
    '.SH NAME',
    'cjclint \\- config linter and preflight checker for JobCenter failover clusters',
    '.SH SYNOPSIS',
    '.B cjclint',
    '.I command',
    '[options] [arguments]',
    '.SH DESCRIPTION',
    literal(tree.description),
    '.SH OPTIONS',
    ...options(tree.options),
    '.SH COMMANDS',
    ...commands,
    '.SH EXIT STATUS',
    ...item('0', 'no finding at or above --fail-on'),
    ...item('1', 'findings at or above --fail-on'),
    ...item('2', 'wrong usage, unreadable input, an invalid manifest, or nothing to check under a path'),
    ...item('3', 'cjclint itself failed'),
    ...item('4', 'a rule of severity error could not be checked (--require-complete)'),
    ...item('130', 'ended by Ctrl-C before all was known; nothing failed up to then'),
    '.SH ENVIRONMENT',
    ...item('LC_ALL, LC_MESSAGES, LANG', 'the language, Japanese or English, where --lang is not given'),
    ...item('NO_COLOR', 'no colour, where --color is not given'),
    '',
  ].join('\n');
}
