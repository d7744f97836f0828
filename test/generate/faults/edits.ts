import { isNode, parseDocument } from 'yaml';
import type { Cluster } from '../cluster.js';
import type { NodePlan } from '../plan.js';
import { textOf } from '../tree.js';
import type { Place } from './fault.js';

export function write(cluster: Cluster, file: string, text: string): void {
  const entry = cluster.tree.get(file);
  cluster.tree.set(file, { kind: 'text', text, charset: entry?.kind === 'text' ? entry.charset : 'utf-8' });
}

export const read = (cluster: Cluster, file: string): string => textOf(cluster.tree, file);

/** The end of line that a file uses. */
const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Replaces text that must be there. */
export function replace(cluster: Cluster, file: string, before: string | RegExp, after: string): void {
  const text = read(cluster, file);
  const changed = text.replace(before, () => after);
  if (changed === text) throw new Error(`nothing to replace by ${after} in ${file}`);
  write(cluster, file, changed);
}

export function append(cluster: Cluster, file: string, line: string): void {
  const text = read(cluster, file);
  write(cluster, file, text + line + newlineOf(text));
}

/** Removes the lines that match, of which there must be one. */
export function removeLines(cluster: Cluster, file: string, match: RegExp): void {
  const text = read(cluster, file);
  const newline = newlineOf(text);
  const lines = text.split(newline);
  const kept = lines.filter((line) => !match.test(line));
  if (kept.length === lines.length) throw new Error(`no line ${match} in ${file}`);
  write(cluster, file, kept.join(newline));
}

/** Gives a `key=value` line another value, in every copy of the file. @returns the values' places. */
export function setKey(cluster: Cluster, files: readonly string[], key: string, value: string): Place[] {
  return files.map((file) => {
    replace(cluster, file, new RegExp(`^${key}=[^\\r\\n]*`, 'm'), `${key}=${value}`);
    return placeOf(cluster, file, value, `${key}=${value}`);
  });
}

/** Adds a line to every copy of a file. @returns the places of `text` in it, the whole line by default. */
export function addLine(cluster: Cluster, files: readonly string[], line: string, text = line): Place[] {
  return files.map((file) => {
    append(cluster, file, line);
    return placeOf(cluster, file, text, line);
  });
}

/** The place of a text on the last line that contains `near`. */
export function placeOf(cluster: Cluster, file: string, text: string, near: string = text): Place {
  const lines = read(cluster, file).split(/\r?\n/);
  const line = lines.findLastIndex((each) => each.includes(near) && each.includes(text));
  if (line < 0) throw new Error(`no ${near} in ${file}`);
  return { file, line: line + 1, text };
}

/** The line that contains `near`, whatever part of it is named. */
export function lineOf(cluster: Cluster, file: string, near: string): Place {
  const { line } = placeOf(cluster, file, near);
  return line === undefined ? { file } : { file, line };
}

/** Where a missing key is reported. */
export const firstLine = (file: string): Place => ({ file, line: 1 });

/** A link, a folder, an empty file. */
export const whole = (file: string): Place => ({ file, line: 1, text: '' });

type Path = readonly (string | number)[];

/** The place of a manifest's value. */
export function inManifest(cluster: Cluster, ...path: Path): Place {
  const file = cluster.manifest;
  const text = read(cluster, file);
  const node = parseDocument(text).getIn([...path], true);
  if (!isNode(node) || !node.range) throw new Error(`the manifest has no ${path.join('.')}`);
  const [start, end] = node.range;
  const shown = text.slice(start, end).replace(/^'(.*)'$/s, '$1');
  return { file, line: text.slice(0, start).split('\n').length, text: shown };
}

/** Like {@link inManifest}, whatever part of the line is named. */
export function manifestLine(cluster: Cluster, ...path: Path): Place {
  const { file, line } = inManifest(cluster, ...path);
  return line === undefined ? { file } : { file, line };
}

/** Gives a manifest's value other text. */
export function setManifest(cluster: Cluster, value: string, ...path: Path): Place {
  const file = cluster.manifest;
  const text = read(cluster, file);
  const node = parseDocument(text).getIn([...path], true);
  if (!isNode(node) || !node.range) throw new Error(`the manifest has no ${path.join('.')}`);
  const [start, end] = node.range;
  write(cluster, file, text.slice(0, start) + value + text.slice(end));
  return inManifest(cluster, ...path);
}

/** The manifest's `name` of a node: where something that the node lacks is asked for. */
export const nodeEntry = (cluster: Cluster, node: NodePlan): Place =>
  inManifest(cluster, 'nodes', cluster.plan.nodes.indexOf(node), 'name');

export function drop(cluster: Cluster, fact: string): void {
  for (const node of cluster.plan.nodes) cluster.tree.delete(cluster.fact(node, fact));
}

/** Removes every file below a folder of the tree. */
export function dropFolder(cluster: Cluster, folder: string): void {
  for (const path of [...cluster.tree.keys()]) if (path.startsWith(`${folder}/`)) cluster.tree.delete(path);
}

/** All nodes' answers to one question of the `lookup` fact. */
export function answer(cluster: Cluster, nodes: readonly NodePlan[], query: string, reply: string): Place[] {
  return nodes.map((node) => {
    const file = cluster.fact(node, 'lookup');
    const lines = read(cluster, file).split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${query}\t`));
    if (at < 0) throw new Error(`nobody asked for ${query}`);
    lines[at] = `${query}\t${reply}`;
    write(cluster, file, lines.join('\n'));
    return { file, line: at + 1 };
  });
}
