import type { ConnectionRow } from '../../jobcenter/connection-table.js';
import { connectionText } from '../../jobcenter/connection-words.js';
import type { NameQuestion, NodeSight, Sight, SightReason, SightStatus } from '../../jobcenter/name-table.js';
import { reasonText, sourceText, statusWords } from '../../jobcenter/name-words.js';
import type { Language } from '../../message/language.js';
import { listed } from '../../message/listed.js';
import type { Paint, Palette } from '../../report/palette.js';
import { type Measure, measureFor } from '../../report/width.js';
import { wrap } from '../../report/wrap.js';
import { escapeControl } from '../../text/escape.js';
import type { ClusterNames } from '../running/run-names.js';

export interface NamesTextOptions {
  readonly language: Language;
  readonly palette: Palette;
  /** Columns of the terminal. */
  readonly width: number;
}

/** One source of a node, as it is shown. */
interface Row {
  readonly decides: boolean;
  readonly source: string;
  readonly answers: string;
  readonly verdict: string;
  readonly paint: Paint;
}

const GAP = '  ';
/** Columns of the mark before a source. */
const MARK = 4;
const DEEPER = 6;
const NARROWEST = 20;

/** Who sees what, for people: a table for each name and VIP, or a list where the terminal is too narrow for it. */
export async function* namesText(
  clusters: readonly ClusterNames[],
  options: NamesTextOptions,
): AsyncGenerator<string> {
  const { palette } = options;
  const say = (en: string, ja: string) => (options.language === 'ja' ? ja : en);
  for (const { name, manifest, sites, connections } of clusters) {
    const title = palette.heading(escapeControl(name ?? ''));
    yield `${title}${manifest === null ? '' : ` ${palette.dim(`(${escapeControl(manifest)})`)}`}\n\n`;
    if (sites.length === 0) yield `${say('no site is known', 'サイトがありません')}\n\n`;
    for (const { site, questions } of sites)
      for (const question of questions) yield await questionText(site, question, options);
    if (connections.length > 0) yield connectionsText(connections, options);
  }
  if (clusters.length === 0) return;
  yield `${palette.label('*')} ${say('what the node goes by', 'そのノードで有効な応答')}\n`;
}

async function questionText(
  site: string,
  question: NameQuestion,
  options: NamesTextOptions,
): Promise<string> {
  const { language, palette, width } = options;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const { direction, query, wanted, nodes } = question;
  const unknown =
    direction === 'forward'
      ? say('the name of the site is not known', 'サイト名が不明です')
      : say('the VIP is not known', 'VIP が不明です');
  if (query === null) return `${palette.path(escapeControl(site))}: ${unknown}\n\n`;
  const head = `${palette.path(escapeControl(query))} → ${escapeControl(wanted ?? '?')}\n`;
  const blocks = nodes.map((each) => ({
    title: nodeTitle(each, language),
    rows: rowsOf(each, options),
    sights: each.sources,
  }));
  const cells = blocks.flatMap(({ rows }) => rows.flatMap((row) => [row.source, row.answers, row.verdict]));
  const measure = await measureFor(cells);
  const lines = layout(
    blocks.flatMap(({ rows }) => rows),
    measure,
    options,
  );
  const body = blocks.map(({ title, rows, sights }) => {
    const none = say('no data of this node', 'このノードのデータがありません');
    const shown = rows.length === 0 ? [`    ${palette.dim(none)}`] : rows.map(lines);
    const open = rows.length > 0 && !rows.some(({ decides }) => decides);
    const undecided = sights.some(({ reasons }) => reasons.some(isPassedOver))
      ? say('cannot tell: no answer is what the node goes by', '判定不能: このノードで有効な応答がありません')
      : say('cannot tell: no source answers', '判定不能: 応答する参照元がありません');
    const last = open ? [wrapped(undecided, MARK, width, palette.verdict['cannot-tell'])] : [];
    return `  ${title}\n${[...shown, ...last].join('\n')}\n`;
  });
  return `${head}${body.join('')}\n`;
}

/** What listens where, by the node that it is seen from. */
function connectionsText(
  rows: readonly ConnectionRow[],
  { language, palette, width }: NamesTextOptions,
): string {
  const title =
    language === 'ja' ? '接続の結果（保存したファイルによる）' : 'what listens where, as it was recorded';
  let node: string | null = null;
  const lines = rows.flatMap((row) => {
    const head = row.node === node ? [] : [`  ${escapeControl(row.node)}`];
    node = row.node;
    const text = escapeControl(connectionText(row.connection)[language]);
    return [
      ...head,
      wrapped(text, MARK, width, row.outcome === 'nats' ? palette.verdict.go : (each) => each),
    ];
  });
  return `${palette.path(title)}\n${lines.join('\n')}\n\n`;
}

function nodeTitle({ node, agent }: NodeSight, language: Language): string {
  const title = escapeControl(node);
  if (agent === null) return title;
  const of = escapeControl(agent);
  return language === 'ja' ? `${title}（エージェント ${of}）` : `${title} (agent ${of})`;
}

const rowsOf = ({ sources }: NodeSight, { language, palette }: NamesTextOptions): Row[] =>
  sources.map((sight) => ({
    decides: sight.decides,
    source: escapeControl(sourceText(sight.source, sight.server)[language]),
    answers: escapeControl(listed(sight.answers)[language]) || '-',
    verdict: escapeControl(verdictOf(sight, language)),
    paint: paintOf(sight.status, palette),
  }));

function verdictOf({ status, reasons }: Sight, language: Language): string {
  const textOf = (some: readonly SightReason[]) =>
    some.map((reason) => reasonText(reason)[language]).join(language === 'ja' ? '、' : '; ');
  const why = textOf(reasons.filter((reason) => !isPassedOver(reason)));
  const word = statusWords[status][language];
  const judged = word === '' || why === '' ? word + why : `${word}: ${why}`;
  const but = textOf(reasons.filter(isPassedOver));
  if (but === '') return judged;
  return language === 'ja' ? `${judged}。ただし、${but}` : `${judged}; but ${but}`;
}

/** Whether it is no fault of the answer, but keeps the node from going by it. */
const isPassedOver = ({ code }: SightReason): boolean => code === 'never-asked' || code === 'own-name-first';

function paintOf(status: SightStatus, palette: Palette): Paint {
  switch (status) {
    case 'right':
      return palette.verdict.go;
    case 'odd':
      return palette.severity.warning;
    case 'wrong':
    case 'missing':
      return palette.severity.error;
    case 'cannot-tell':
      return palette.verdict['cannot-tell'];
    case 'silent':
      return palette.dim;
  }
}

/** How each row is drawn: in columns that all rows share, or one under the other where these are too wide. */
function layout(
  rows: readonly Row[],
  measure: Measure,
  { width, palette }: NamesTextOptions,
): (row: Row) => string {
  const widest = (of: (row: Row) => string) => Math.max(0, ...rows.map((row) => measure.columns(of(row))));
  const [source, answers, verdict] = [
    widest((row) => row.source),
    widest((row) => row.answers),
    widest((row) => row.verdict),
  ];
  const padded = (text: string, columns: number) => text + ' '.repeat(columns - measure.columns(text));
  const mark = (row: Row) => `  ${row.decides ? palette.label('*') : ' '} `;
  if (MARK + source + answers + verdict + 2 * GAP.length <= width) {
    return (row) =>
      `${mark(row)}${padded(row.source, source)}${GAP}${padded(row.answers, answers)}${GAP}${row.paint(row.verdict)}`;
  }
  return (row) =>
    [
      `${mark(row)}${row.source}`,
      ...(row.answers === '-' ? [] : [wrapped(row.answers, DEEPER, width, (text) => text)]),
      wrapped(row.verdict, DEEPER, width, row.paint),
    ].join('\n');
}

/** Text in lines that fit behind an indent, each painted by itself. */
const wrapped = (text: string, indent: number, width: number, paint: Paint): string =>
  wrap(text, Math.max(NARROWEST, width - indent))
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${paint(line)}`)
    .join('\n');
