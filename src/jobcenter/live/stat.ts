import type { Layer } from '../../source/layer.js';
import type { Command, Output } from '../../source/live/run-command.js';
import { joinPath, type TreePath } from '../../source/tree-path.js';
import { agentFilePath } from '../agent.js';
import type { Known } from '../collector/known.js';
import { LINK_FOLDER } from '../platform.js';
import type { FactSheet } from './fact-sheet.js';
import type { Machine } from './gather.js';
import { COMMON_CONF, diskPlaces, LOCAL_CONF } from './places.js';

/** A command line holds this many paths with room to spare. */
const PATHS_AT_A_TIME = 500;
/** A folder that holds more is somebody's archive, and the first names tell as much. */
const MOST_ENTRIES = 5000;
const LONG = 8 * 1024 * 1024;

const statOf = (paths: readonly string[], format: string): Command => ({
  program: 'stat',
  args: [`--printf=${format}`, '--', ...paths],
  answers: [1],
  maxBytes: LONG,
});

const MODES = '%a\\t%U\\t%G\\t%F\\t%n\\n';
const TIMES = '%Y\\t%n\\n';

/**
 * Takes `stat` and `changed`. Disks are asked one by one by a process that can be ended: a dead network disk stops
 * whoever asks it.
 * @returns the databases and spool directories that answered; only those may be looked into
 */
export async function takeStat(
  sheet: FactSheet,
  base: Layer,
  open: Machine['open'],
  known: Known,
): Promise<Pick<Known, 'databases' | 'spools'>> {
  const probes = new Map<string, Output>();
  const folders = [...new Set([...known.databases, ...known.spools])].filter((path) => path.startsWith('/'));
  await Promise.all(folders.map(async (path) => probes.set(path, await sheet.run(statOf([path], MODES)))));
  const answered = (path: string) => probes.get(path)?.state === 'ran';
  const reachable = {
    databases: known.databases.filter(answered),
    spools: known.spools.filter(answered),
  };

  const disks = open(diskPlaces(reachable), new Map());
  const paths = [
    ...reachable.databases.flatMap((path) => [
      path,
      ...entriesOf(disks, path),
      joinPath(path, 'nqs/daemon.conf'),
    ]),
    ...reachable.spools.flatMap((path) => [path, joinPath(path, 'jcexecutor'), agentFilePath('linux', path)]),
    ...known.keys.filter((path) => path.startsWith('/')).flatMap((path) => [...foldersAbove(path), path]),
    LINK_FOLDER,
    ...entriesOf(base, LINK_FOLDER),
    COMMON_CONF,
  ];
  const confs = [
    COMMON_CONF,
    LOCAL_CONF,
    ...reachable.databases.map((path) => joinPath(path, 'nqs/daemon.conf')),
  ];
  const [modes, times] = await Promise.all([ask(sheet, paths, MODES), ask(sheet, confs, TIMES)]);

  const unanswered = folders.flatMap((path) => {
    const output = probes.get(path);
    return output?.state === 'failed' ? [`${path}: ${sheet.reason(output)}`] : [];
  });
  const closed = [...disks.problems, ...base.problems].map(({ path }) => `${path} cannot be listed`);
  const gaps = [...unanswered, ...closed, ...modes.gaps];
  // A part would read as the whole: what is not listed would count as not there.
  if (gaps.length > 0) sheet.miss('stat', sheet.isRoot ? (gaps[0] ?? '') : `not root (${gaps[0]})`);
  else sheet.put('stat', modes.text, "(stat --printf='%a\\t%U\\t%G\\t%F\\t%n\\n')");
  if (times.gaps.length > 0) sheet.miss('changed', times.gaps[0] ?? '');
  else sheet.put('changed', times.text, "(stat --printf='%Y\\t%n\\n')");
  return reachable;
}

const entriesOf = (layer: Layer, folder: TreePath): string[] =>
  layer
    .names(folder)
    .slice(0, MOST_ENTRIES)
    .map((name) => joinPath(folder, name));

function foldersAbove(path: TreePath): TreePath[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, place) => `/${parts.slice(0, place + 1).join('/')}`);
}

/** Rows of every path that is there; what kept others from being seen, other than that they are not there. */
async function ask(
  sheet: FactSheet,
  paths: readonly string[],
  format: string,
): Promise<{ readonly text: string; readonly gaps: readonly string[] }> {
  const wanted = [...new Set(paths)].filter((path) => !/[\n\t]/.test(path));
  const rounds: string[][] = [];
  for (let from = 0; from < wanted.length; from += PATHS_AT_A_TIME)
    rounds.push(wanted.slice(from, from + PATHS_AT_A_TIME));
  const outputs = await Promise.all(rounds.map((round) => sheet.run(statOf(round, format))));
  const gaps = outputs.flatMap((output) =>
    output.state === 'failed'
      ? [sheet.reason(output)]
      : output.stderr
          .split('\n')
          .filter((line) => line.trim() !== '' && !/No such file or directory|Not a directory/.test(line)),
  );
  return { text: outputs.map((output) => (output.state === 'ran' ? output.stdout : '')).join(''), gaps };
}
