import type { ClusterResult, Status } from '../../engine/result.js';
import { worseStatus } from '../../engine/verdict.js';
import { ruleName } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** Nodes side by side in one table: as many as an A4 page takes. */
const NODES_PER_TABLE = 6;
/** The column of what is about no single node. */
const WHOLE = '';

interface Cell {
  status: Status;
  findings: number;
  /** The index of the first finding in the cluster's order; null where nothing was found. */
  first: number | null;
}

/** The groups of rows, the most urgent first; rules that are not applicable are only named. */
const groups = ['failed', 'not-checked', 'passed'] as const satisfies readonly Status[];
const signs = {
  failed: '×',
  'not-checked': '?',
  passed: '○',
  'not-applicable': '–',
} as const satisfies Record<Status, string>;

/**
 * How each rule ended on each node.
 * @param idOf the id of a finding's article, by its index in the cluster's findings
 */
export function* matrixTables(
  cluster: ClusterResult,
  shown: Shown,
  label: string,
  idOf: (finding: number) => string,
): Generator<Markup> {
  const { matrix: words } = shown.words;
  const cells = cellsOf(cluster);
  const rows = rowsOf(cluster, shown);
  const count = Math.max(1, Math.ceil(cluster.nodes.length / NODES_PER_TABLE));
  for (let table = 0; table < count; table++) {
    const from = table * NODES_PER_TABLE;
    const nodes = cluster.nodes.slice(from, from + NODES_PER_TABLE);
    const columns = [...(table === 0 ? [WHOLE] : []), ...nodes];
    const caption = words.caption(from + 1, from + nodes.length, cluster.nodes.length);
    yield html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${label}-${table}">
<table class="matrix"><caption id="${label}-${table}">${caption}</caption>
<thead><tr><th scope="col">${shown.words.rule}</th>${columns.map(
      (node) => html`<th scope="col">${node === WHOLE ? words.whole : html`<code>${node}</code>`}</th>`,
    )}</tr></thead>
`;
    for (const status of groups) {
      const rules = rows.get(status) ?? [];
      if (rules.length === 0) continue;
      yield html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length + 1}">${words.status[status]}${shown.inBrackets(rules.length)}</th></tr>
`;
      for (const rule of rules) {
        const row = cells.get(rule);
        yield html`<tr><th scope="row">${ruleName(rule, shown)}</th>${columns.map((node) =>
          cellOf(row?.get(node), shown, idOf),
        )}</tr>
`;
      }
      yield html`</tbody>`;
    }
    yield html`</table></div>
`;
  }
  const idle = rows.get('not-applicable') ?? [];
  if (idle.length > 0) {
    yield html`<details><summary>${words.notApplicable(idle.length)}</summary><ul class="columns">${idle.map(
      (rule) => html`<li><code>${rule}</code></li>`,
    )}</ul></details>
`;
  }
}

function cellOf(cell: Cell | undefined, shown: Shown, idOf: (finding: number) => string): Markup {
  const { status, notAsked } = shown.words.matrix;
  if (cell === undefined)
    return html`<td class="none"><span aria-hidden="true">·</span><span class="unseen">${notAsked}</span></td>`;
  const { first, findings } = cell;
  const text = html`<span aria-hidden="true">${signs[cell.status]}</span> ${status[cell.status]}`;
  if (first === null) return html`<td class="${cell.status}">${text}</td>`;
  return html`<td class="${cell.status}"><a href="#${idOf(first)}">${text}${shown.inBrackets(findings)}</a></td>`;
}

/** Rules by how they ended, in the catalogue's order; the engine's own only where they found something. */
function rowsOf({ statuses, findings }: ClusterResult, shown: Shown): ReadonlyMap<Status, readonly string[]> {
  const ended = new Map(statuses);
  for (const { rule } of findings) ended.set(rule, 'failed');
  const place = new Map(shown.order.map((rule, index) => [rule, index]));
  const rows = new Map<Status, string[]>();
  const rules = [...ended].sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  for (const [rule, status] of rules) {
    const row = rows.get(status);
    if (row === undefined) rows.set(status, [rule]);
    else row.push(rule);
  }
  return rows;
}

/** By rule and node: what was found, what was not checked, and of the rest how it ended. */
function cellsOf({ nodes, outcomes, notChecked, findings }: ClusterResult) {
  const columns = new Set(nodes);
  const cells = new Map<string, Map<string, Cell>>();
  const at = (rule: string, node: string | null): Cell => {
    const column = node !== null && columns.has(node) ? node : WHOLE;
    const row = cells.get(rule) ?? new Map<string, Cell>();
    cells.set(rule, row);
    const cell = row.get(column) ?? { status: 'not-applicable', findings: 0, first: null };
    row.set(column, cell);
    return cell;
  };
  const end = (rule: string, node: string | null, status: Status): Cell => {
    const cell = at(rule, node);
    cell.status = worseStatus(cell.status, status);
    return cell;
  };
  for (const { rule, node, status } of outcomes ?? []) {
    // A failed subject counts where its findings say, an unchecked one where something is missing.
    if (status === 'passed' || status === 'not-applicable') end(rule, node, status);
  }
  for (const { rule, node } of notChecked) end(rule, node, 'not-checked');
  for (const [index, { rule, node }] of findings.entries()) {
    const cell = end(rule, node, 'failed');
    cell.findings += 1;
    cell.first ??= index;
  }
  return cells;
}
