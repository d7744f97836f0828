import { locate } from '../../engine/place.js';
import type { ConnectionRow } from '../../jobcenter/connection-table.js';
import { timeText } from '../../jobcenter/connection-words.js';
import type { NameQuestion, NodeSight, Sight, SiteSights } from '../../jobcenter/name-table.js';
import { locationEntry, type Tool } from '../../report/json.js';
import { safeJson as json } from '../../report/safe-json.js';
import type { ClusterNames } from '../running/run-names.js';

/** Grows when a reader of older output would misread newer. */
const SCHEMA_VERSION = 1;

/** Who sees what, as JSON (schemas/names.schema.json): one line a site, so that two of them can be compared. */
export function* namesJson(clusters: readonly ClusterNames[], tool: Tool): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "tool": ${json(tool)},\n  "clusters": [`;
  for (const [at, { name, manifest, sites, connections }] of clusters.entries()) {
    yield `${at === 0 ? '' : ','}\n    {"name": ${json(name)}, "manifest": ${json(manifest)}, "sites": [`;
    for (const [nth, site] of sites.entries())
      yield `${nth === 0 ? '' : ','}\n      ${json(siteEntry(site))}`;
    yield sites.length === 0 ? ']' : '\n    ]';
    yield `, "connections": ${json(connections.map(connectionEntry))}}`;
  }
  yield clusters.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

const connectionEntry = ({ node, place, outcome, version, said, connection }: ConnectionRow) => ({
  node,
  place,
  outcome,
  version,
  said,
  recorded: connection.recorded === null ? null : timeText(connection.recorded),
});

const siteEntry = ({ site, vip, questions }: SiteSights) => ({
  site,
  vip,
  questions: questions.map(questionEntry),
});

const questionEntry = ({ direction, query, wanted, nodes }: NameQuestion) => ({
  direction,
  query,
  wanted,
  nodes: nodes.map(nodeEntry),
});

const nodeEntry = ({ node, agent, status, sources }: NodeSight) => ({
  node,
  agent,
  status,
  sources: sources.map(sourceEntry),
});

const sourceEntry = ({ source, server, decides, status, reasons, answers, at }: Sight) => ({
  source,
  server,
  decides,
  status,
  reasons: reasons.map(({ code, value }) => ({ code, value })),
  answers,
  location: locationEntry(at === null ? null : locate(at)),
});
