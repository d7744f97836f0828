import { mounts } from '../../source/facts/mounts.js';
import type { Layer } from '../../source/layer.js';
import { decode } from '../../text/decode.js';
import { SourceFile } from '../../text/source-file.js';
import { isWithin } from '../platform.js';
import { asBytes, type FactSheet } from './fact-sheet.js';

/** What `fuser` ends with where nobody holds what it was asked about, as with every fault of its own. */
const NOBODY = 1;
const PIDS = /\d+/g;
/** One line for each open file that even root may not look at, in containers by the thousand. */
const CLOSED = /^Cannot stat file \/proc\//;
const LONG = 8 * 1024 * 1024;

/**
 * Takes who holds the shared disks. `fuser -v` prints one table over two streams, which cannot be put together again
 * without a shell; the pids alone stand on one, and `ps` knows their names.
 * @param folders on the disks in question
 * @param own the process that asks, which is gone before anything is unmounted
 */
export async function takeHolders(
  sheet: FactSheet,
  base: Layer,
  folders: readonly string[],
  own: number,
): Promise<void> {
  if (folders.length === 0) return sheet.miss('holders', 'no shared disk is known');
  // Others' processes are left out without a word.
  if (!sheet.isRoot) return sheet.miss('holders', 'not root');
  const points = mountPoints(base, folders);
  if (points === null) return sheet.miss('holders', '/proc/mounts cannot be read');
  const asked = await Promise.all(
    points.map(async (point) => ({
      point,
      output: await sheet.run({ program: 'fuser', args: ['-m', point], answers: [NOBODY], maxBytes: LONG }),
    })),
  );
  const rows: string[] = [];
  for (const { point, output } of asked) {
    if (output.state === 'failed') return sheet.miss('holders', sheet.reason(output));
    const pids = (output.stdout.match(PIDS) ?? []).filter((pid) => Number(pid) !== own);
    if (pids.length > 0) rows.push(`${asBytes(point)}: ${pids.join(' ')}\n`);
    const said = output.stderr.split('\n');
    if (said.some((line) => CLOSED.test(line))) sheet.miss('holders', 'some processes may not be looked at');
    const fault = said.find((line) => !CLOSED.test(line) && /^(?:Cannot|Specified filename)\b/.test(line));
    if (output.status === NOBODY && fault !== undefined) return sheet.miss('holders', fault.slice(0, 200));
  }
  sheet.put('holders', rows.join(''), '(fuser -m)');
}

/** Only mount points are asked about: of any other folder `fuser` names all that use the file system it lies on. */
function mountPoints(base: Layer, folders: readonly string[]): readonly string[] | null {
  const read = base.read('/proc/self/mounts');
  const decoded = read.state === 'read' ? decode(Buffer.from(read.bytes)) : null;
  if (decoded === null || 'binary' in decoded) return null;
  const all = (mounts(new SourceFile('', decoded)).value ?? []).map(({ mountPoint }) => mountPoint);
  const found = folders.flatMap((folder) => {
    const covering = all.filter((point) => point !== '/' && isWithin('linux', folder, point));
    return covering.sort((a, b) => b.length - a.length).slice(0, 1);
  });
  return [...new Set(found)];
}
