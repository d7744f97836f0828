import type { FilePlace } from '../text/source-file.js';
import type { Layer, LayerEntry, LayerProblem, ReadBytes } from './layer.js';
import { SOS_COMMANDS, sosDate, sosFacts, sosHostName } from './sos-files.js';
import { SubLayer } from './sub-layer.js';
import { baseName, joinPath, type TreePath } from './tree-path.js';

const FACTS = '/.facts';
const META = '/.facts/meta';

/**
 * A sosreport's tree with the outputs it holds as facts: `/.facts/ip-addr` is read from
 * `/sos_commands/networking/ip_-o_addr`, and is shown by that name. What `.facts` has itself stays.
 */
class SosLayer implements Layer {
  readonly #layer: Layer;
  /** Paths in `.facts` that stand for others. */
  readonly #virtual: ReadonlyMap<TreePath, TreePath>;
  readonly #meta: Uint8Array | null;

  constructor(layer: Layer) {
    this.#layer = layer;
    const find = finder(layer);
    const virtual = new Map<TreePath, TreePath>();
    for (const { fact, commands, files } of sosFacts) {
      const path = joinPath(FACTS, fact);
      const source = layer.entry(path) === undefined ? find(commands, files) : null;
      if (source !== null) virtual.set(path, source);
    }
    const host = layer.entry(META) === undefined ? find(sosHostName.commands, sosHostName.files) : null;
    const date = find(sosDate.commands, sosDate.files);
    this.#meta = host === null ? null : metaOf(textOf(layer, host), date === null ? '' : textOf(layer, date));
    if (host !== null && this.#meta !== null) virtual.set(META, host);
    this.#virtual = virtual;
  }

  entry(path: TreePath): LayerEntry | undefined {
    if (this.#virtual.has(path)) return { kind: 'file' };
    if (path === FACTS && this.#virtual.size > 0) return { kind: 'directory' };
    return this.#layer.entry(path);
  }

  names(path: TreePath): readonly string[] {
    const names = this.#layer.names(path);
    if (this.#virtual.size === 0) return names;
    if (path === FACTS) return [...new Set([...names, ...[...this.#virtual.keys()].map(baseName)])].sort();
    return path === '/' && !names.includes('.facts') ? ['.facts', ...names] : names;
  }

  hidden(path: TreePath): boolean {
    return this.#layer.hidden(path);
  }

  read(path: TreePath): ReadBytes {
    if (path === META && this.#meta !== null) return { state: 'read', bytes: this.#meta };
    return this.#layer.read(this.#virtual.get(path) ?? path);
  }

  display(path: TreePath): string {
    return this.#layer.display(this.#virtual.get(path) ?? path);
  }

  place(path: TreePath): FilePlace {
    return this.#layer.place(this.#virtual.get(path) ?? path);
  }

  get problems(): readonly LayerProblem[] {
    return this.#layer.problems;
  }
}

/** A node tree as it is, or, when it is a sosreport, from its top folder on and with its outputs as facts. */
export function withSosFacts(layer: Layer): Layer {
  if (isSosReport(layer)) return new SosLayer(layer);
  const tops = layer.names('/').filter((name) => SOS_FOLDER.test(name));
  const [top] = tops;
  if (top === undefined || tops.length > 1) return layer;
  const inner = new SubLayer(layer, `/${top}`);
  return isSosReport(inner) ? new SosLayer(inner) : layer;
}

const SOS_FOLDER = /^sosreport-/;

const isSosReport = (layer: Layer) => layer.entry(SOS_COMMANDS)?.kind === 'directory';

/** Finds the first of some files that is there; commands are looked for in every plugin's folder. */
function finder(layer: Layer) {
  const outputs = new Map<string, TreePath>();
  for (const plugin of layer.names(SOS_COMMANDS)) {
    const folder = joinPath(SOS_COMMANDS, plugin);
    for (const name of layer.names(folder)) {
      const path = joinPath(folder, name);
      if (!outputs.has(name) && layer.entry(path)?.kind === 'file') outputs.set(name, path);
    }
  }
  return (commands: readonly string[], files: readonly TreePath[]): TreePath | null =>
    files.find((path) => layer.entry(path)?.kind === 'file') ??
    commands.map((name) => outputs.get(name)).find((path) => path !== undefined) ??
    null;
}

function textOf(layer: Layer, path: TreePath): string {
  const read = layer.read(path);
  return read.state === 'read' ? Buffer.from(read.bytes.subarray(0, LONGEST)).toString('utf8') : '';
}

const LONGEST = 4096;
const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The host's name on its own line, so that it stands where it stands in the file, then the time of collection. */
function metaOf(hostName: string, date: string): Uint8Array | null {
  const name = hostName.split('\n')[0]?.trim() ?? '';
  if (!HOST_NAME.test(name)) return null;
  const time = timeOf(date.split('\n')[0]?.trim() ?? '');
  return Buffer.from(`${name}\n${time === null ? '' : `collected_at=${time}\n`}`);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DATE = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([A-Z]{3,4}) (\d{4})$/;
/** Only zones that mean one thing: most three-letter names stand for several. */
const ZONE_HOURS: Readonly<Record<string, number>> = { UTC: 0, GMT: 0, JST: 9 };

/** `Sat Nov 21 13:16:00 JST 2026` of the C locale as UTC; null for other forms. */
function timeOf(line: string): string | null {
  const [, month = '', day, hours, minutes, seconds, zone = '', year] = DATE.exec(line) ?? [];
  const zoneHours = ZONE_HOURS[zone];
  const at = MONTHS.indexOf(month);
  if (zoneHours === undefined || month === '' || at < 0 || at % 3 !== 0) return null;
  const time = Date.UTC(
    Number(year),
    at / 3,
    Number(day),
    Number(hours) - zoneHours,
    Number(minutes),
    Number(seconds),
  );
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
