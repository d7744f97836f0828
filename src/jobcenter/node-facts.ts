import { ownFinding } from '../engine/own-findings.js';
import type { Fact, FactParser, ParsedFact } from '../source/fact.js';
import { passwd } from '../source/facts/passwd.js';
import type { NodeTree } from '../source/node-tree.js';
import { isPlaceholder } from '../source/placeholder.js';
import { nearest } from '../text/nearest.js';
import type { Range, SourceFile } from '../text/source-file.js';
import { factOfFile, factParsers, type NodeFacts, nodeFacts } from './facts/index.js';
import type { NetworkMapState } from './facts/types.js';
import type { Reading } from './reading.js';

const FOLDER = '/.facts';

/** Reads what stands in a node's `.facts`; what cannot be understood becomes a finding, never silence. */
export function readFacts(
  tree: NodeTree,
  node: string,
  reading: Reading,
): { facts: NodeFacts; networkMaps: ReadonlyMap<string, NetworkMapState> } {
  const networkMaps = new Map<string, NetworkMapState>();
  const present = new Map<string, SourceFile>();
  for (const name of tree.names(FOLDER)) {
    if (isPlaceholder(name)) continue;
    const file = reading.file(tree, `${FOLDER}/${name}`, node);
    if (file === null) continue;
    const fact = factOfFile(name);
    if (fact === null) {
      unknownFact(reading, node, name, file);
    } else if (fact.site === null) {
      present.set(name, file);
    } else {
      const map = parsed(factParsers.nmapmgr, file, node, name, reading);
      if (map.state === 'known') networkMaps.set(fact.site, map.value);
    }
  }

  const metaFile = present.get('meta');
  const meta: Fact<ReturnType<typeof factParsers.meta>['value']> =
    metaFile === undefined
      ? { state: 'missing', reason: null }
      : parsed(factParsers.meta, metaFile, node, 'meta', reading);
  const facts = nodeFacts((name, parser) => {
    const file = present.get(name);
    if (file !== undefined) return parsed(parser, file, name === 'meta' ? null : node, name, reading);
    const reason = meta.state === 'known' ? (meta.value.get(`missing.${name}`)?.value ?? null) : null;
    return { state: 'missing', reason };
  });
  if (facts.passwd.state === 'known') return { facts, networkMaps };
  const accounts = accountsOfTree(tree, node, reading);
  return { facts: accounts === null ? facts : { ...facts, passwd: accounts }, networkMaps };
}

/** @param node null when what is not understood has been said already */
function parsed<T>(
  parse: FactParser<T>,
  file: SourceFile,
  node: string | null,
  name: string,
  reading: Reading,
): Fact<NonNullable<T>> {
  const { value, notUnderstood }: ParsedFact<T> = parse(file);
  if (node !== null) for (const range of notUnderstood) sayNotUnderstood(reading, node, name, file, range);
  // A file of which nothing was understood ("command not found") tells nothing: not that there is nothing.
  const tells = notUnderstood.length === 0 || !(Array.isArray(value) && value.length === 0);
  if (value === null || value === undefined || !tells) return { state: 'missing', reason: 'not understood' };
  return { state: 'known', value, file };
}

/**
 * The accounts of the tree's own /etc/passwd, where nsswitch.conf says that no other source adds to them.
 * @returns null where that cannot be told.
 */
function accountsOfTree(tree: NodeTree, node: string, reading: Reading): NodeFacts['passwd'] | null {
  const order = reading.file(tree, '/etc/nsswitch.conf', node);
  const sources = /^[ \t]*passwd:(.*)$/m.exec(order?.text ?? '')?.[1]?.replace(/\[[^\]]*\]|#.*/g, ' ') ?? '';
  const names = sources.split(/\s+/).filter((source) => source !== '');
  // systemd and altfiles know only the system's own accounts.
  const local = new Set(['files', 'compat', 'systemd', 'altfiles']);
  if (names.length === 0 || names.some((source) => !local.has(source))) return null;
  const file = reading.file(tree, '/etc/passwd', node);
  return file === null ? null : parsed(passwd, file, node, 'passwd', reading);
}

function sayNotUnderstood(
  reading: Reading,
  node: string,
  name: string,
  file: SourceFile,
  range: Range,
): void {
  reading.findings.push(
    ownFinding('fact-not-understood', 'info', {
      cluster: reading.cluster,
      at: { file, range },
      message: {
        en: `this line of the fact "${name}" is not understood: "${shown(file, range)}"`,
        ja: `ファクト "${name}" のこの行を解釈できません: "${shown(file, range)}"`,
      },
      help: {
        en: 'save the output of the command as it is; rules that need this line may not be checked',
        ja: 'コマンドの出力をそのまま保存してください。この行を使うルールは検査されないことがあります',
      },
      names: { node },
    }),
  );
}

const LONGEST_SHOWN = 80;

function shown(file: SourceFile, range: Range): string {
  const text = file.text.slice(range.start, Math.min(range.end, range.start + LONGEST_SHOWN));
  return range.end - range.start > LONGEST_SHOWN ? `${text}…` : text;
}

function unknownFact(reading: Reading, node: string, name: string, file: SourceFile): void {
  const meant = nearest(name, Object.keys(factParsers));
  reading.findings.push(
    ownFinding('fact-not-understood', 'info', {
      cluster: reading.cluster,
      at: { file, range: null },
      message: {
        en: `"${name}" is not the name of a fact${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
        ja: `"${name}" というファクトはありません${meant === undefined ? '' : `。"${meant}" ではありませんか`}`,
      },
      help: {
        en: 'rename the file, or remove it from .facts',
        ja: 'ファイル名を直すか、.facts から除いてください',
      },
      names: { node },
    }),
  );
}
