import type { Known } from '../collector/known.js';
import { asBytes, type FactSheet } from './fact-sheet.js';

/** The exit status of `getent` for "no such name". */
const NOT_FOUND = 2;
const ADDRESS = /^(\S+)\s/gm;
/** What may be asked of `getent`: anything else has no answer, and would spoil the lines of the fact. */
const ASKABLE = /^[^\s\u0000-\u001f-][^\s\u0000-\u001f]*$/;

/**
 * Looks up names and, with the addresses that they have, those addresses: what the node itself sees. A question that
 * gets no word in time leaves no line, which is not the same as "no answer".
 */
export async function takeLookups(sheet: FactSheet, { names, addresses }: Known): Promise<void> {
  const withShort = names.flatMap((name) => [name, name.split('.', 1)[0] ?? name]);
  const forward = await askAll(sheet, withShort, 'ahosts', (answer) => [
    [...answer.matchAll(ADDRESS)].map((match) => match[1] ?? '').join(' '),
  ]);
  const found = forward.lines.flatMap((line) => (line.split('\t')[1] ?? '').split(' '));
  const reverse = await askAll(sheet, [...addresses, ...found], 'hosts', (answer) =>
    answer
      .split('\n')
      .map((line) => line.trim().split(/\s+/).slice(1).join(' '))
      .filter((line) => line !== ''),
  );
  const lines = [...forward.lines, ...reverse.lines];
  const failed = forward.failed ?? reverse.failed;
  if (lines.length === 0 && failed !== null) return sheet.miss('lookup', failed);
  if (failed !== null) sheet.miss('lookup', failed);
  sheet.put('lookup', lines.map((line) => `${line}\n`).join(''), '(getent ahosts; getent hosts)');
}

async function askAll(
  sheet: FactSheet,
  queries: readonly string[],
  database: 'ahosts' | 'hosts',
  read: (answer: string) => readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly failed: string | null }> {
  const asked = [...new Set(queries)].filter((query) => ASKABLE.test(query));
  const outputs = await Promise.all(
    asked.map((query) => sheet.run({ program: 'getent', args: [database, query], answers: [NOT_FOUND] })),
  );
  let failed: string | null = null;
  const lines = asked.flatMap((query, place) => {
    const output = outputs[place];
    if (output === undefined) return [];
    if (output.state === 'failed') {
      failed = sheet.reason(output);
      return [];
    }
    const answers = output.status === NOT_FOUND ? [] : read(output.stdout);
    const key = asBytes(query);
    return answers.length === 0 ? [`${key}\t`] : answers.map((answer) => `${key}\t${distinct(answer)}`);
  });
  return { lines, failed };
}

/** `getent ahosts` prints an address once per socket type. */
const distinct = (answer: string): string => [...new Set(answer.split(' '))].join(' ');
