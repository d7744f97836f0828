import type { Process, ProcessStart } from '../../source/facts/types.js';
import type { Platform } from '../platform.js';
import { isSiteProcess, processName, WATCHER } from '../processes.js';
import { commandMeaning } from './meaning.js';
import { joined } from './rows.js';
import { clockTime, TIMES } from './time.js';
import type { Trait } from './trait.js';

/** How many of each JobCenter process there are, and what cjcpw watches; other processes and all numbers come and go. */
export function processTraits(processes: readonly Process[], platform: Platform): Trait[] {
  const named = processes.map((row) => ({ row, name: processName(row, platform) }));
  const watchers = named.filter(({ name }) => name === WATCHER).map(({ row }) => row);
  return [
    ...joined(
      named
        .filter(({ name }) => isSiteProcess(name))
        .map(({ row, name }) => ({ key: name, text: '', at: row.at })),
      (name) => ({ en: `the process ${name}`, ja: `プロセス ${name}` }),
    ),
    ...joined(
      watchers.map(({ args, at }) => ({ key: `${WATCHER} (arguments)`, text: args, at })),
      () => ({ en: `arguments of ${WATCHER}`, ja: `${WATCHER} の引数` }),
      (args) => commandMeaning(platform, args),
    ),
  ];
}

/** When each JobCenter process was started, on the node's own clock. */
export const startTraits = (rows: readonly ProcessStart[], platform: Platform): Trait[] =>
  joined(
    rows
      .map((row) => ({ ...row, key: processName(row, platform), text: clockTime(row.localSeconds) ?? '?' }))
      .filter(({ key }) => isSiteProcess(key)),
    (name) => ({ en: `when ${name} started`, ja: `${name} の起動時刻` }),
  ).map((each) => ({ ...each, meaning: TIMES }));
