import { inferred } from '../../src/engine/rule.js';
import type { Cluster, ClusterNode, Site } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { LINK_FOLDER, samePath } from '../../src/jobcenter/platform.js';
import { processName, WATCHER } from '../../src/jobcenter/processes.js';
import { eachNode, isManagerNode, listed, rule } from '../../src/jobcenter/rule.js';
import { isDatabaseOn } from '../../src/jobcenter/tree-compare.js';
import { leadsTo } from '../../src/jobcenter/vip.js';
import type { Process } from '../../src/source/facts/types.js';
import type { Origin, Sourced } from '../../src/text/source-file.js';

export const cjcpwArguments = rule({
  name: 'cjcpw-arguments',
  severity: 'error',
  evidence: inferred('2.3.3.1.4'),
  phases: ['failover'],
  needs: ['ps'],
  title: {
    en: 'a running cjcpw has another site or database than the manifest',
    ja: '動作中の cjcpw のサイト名またはデータベースがマニフェストと異なる',
  },
  why: {
    en: 'cjcpw starts what it is told. With another site or path the cluster software runs something else than what the other nodes would take over.',
    ja: 'cjcpw は引数で指定されたサイトを起動します。引数が異なると、他のノードが引き継ぐものとは別のサイトが動作します。',
  },
  fix: {
    en: 'write `cjcpw <site> <database>` with the same values into the start scripts of every node, or correct the manifest',
    ja: '全ノードの起動スクリプトに同じ値で `cjcpw <サイト名> <データベース>` と記述するか、マニフェストを修正してください',
  },
  bad: '1790 1 root /usr/lib/nqs/cluster/cjcpw oldsite /mnt/jobmgdb',
  good: '1790 1 root /usr/lib/nqs/cluster/cjcpw jcmgcluster.example.jp /mnt/jobmgdb',
  messages: {
    otherSite: {
      en: (site: string, node: string, known: string) =>
        `cjcpw on ${node} runs "${site}", which is no site of that node (${known})`,
      ja: (site: string, node: string, known: string) =>
        `${node} の cjcpw が "${site}" を起動していますが、このノードのサイト（${known}）ではありません`,
    },
    otherDatabase: {
      en: (site: string, database: string, wanted: string) =>
        `cjcpw runs ${site} on "${database}"; its database is "${wanted}"`,
      ja: (site: string, database: string, wanted: string) =>
        `cjcpw が ${site} をデータベース "${database}" で起動しています。正しいデータベースは "${wanted}" です`,
    },
  },
  subjects: eachNode,
  check(node, { cluster, report, missing, notApplicable }) {
    const sites = cluster.sites.filter((site) => site.nodes.includes(node));
    const { ps } = node.facts;
    if (!isManagerNode(cluster, node)) return notApplicable();
    if (ps.state === 'missing') return missing(node.name.value, 'ps');
    const started = ps.value.flatMap((process) => argumentsOf(process, cluster) ?? []);
    if (started.length === 0) return notApplicable();
    for (const { name, database } of started) {
      const cut = (given: Sourced<string>, wanted: string) =>
        isStartOf(given.value, wanted) && mayBeCut(given.at);
      const site = sites.find((each) => nameKey(each.name.value) === nameKey(name.value));
      if (site === undefined) {
        // A site that only its link tells of has no known name.
        const isUnnamed = sites.some(
          (each) => !each.named && (database === null || isDatabaseOf(cluster, node, each, database.value)),
        );
        if (isUnnamed || nameKey(name.value) === nameKey(node.name.value)) continue;
        if (sites.some((each) => cut(name, each.name.value))) {
          missing(node.name.value, 'ps');
          continue;
        }
        report('otherSite', {
          at: name.at,
          args: [name.value, node.name.value, listed(sites.map((each) => each.name.value))],
          related: sites.map((each) => ({
            at: each.name.at,
            message: { en: 'a site of the node', ja: 'このノードのサイト' },
          })),
        });
      } else if (database !== null && !isDatabaseOf(cluster, node, site, database.value)) {
        if (cut(database, site.database.value)) {
          missing(node.name.value, 'ps');
          continue;
        }
        report('otherDatabase', {
          at: database.at,
          args: [name.value, database.value, site.database.value],
          site: site.name.value,
          related: [
            { at: site.database.at, message: { en: 'its database', ja: 'このサイトのデータベース' } },
          ],
        });
      }
    }
  },
});

interface Started {
  readonly name: Sourced<string>;
  /** Null where it is not given. */
  readonly database: Sourced<string> | null;
}

const SEPARATED = /\S+/g;

/** What a `cjcpw [-c] <site> <database>` starts; null for another program and for `cjcpw -stop <site>` (G 2.4.2). */
function argumentsOf(process: Process, { platform }: Cluster): Started | null {
  if (!process.args.includes(WATCHER) || processName(process, platform) !== WATCHER) return null;
  const words = [...process.args.matchAll(SEPARATED)].map((match) => ({ text: match[0], from: match.index }));
  const program = words.findIndex(({ text }) => /cjcpw(\.exe)?"?$/i.test(text));
  const given = words.slice(program + 1);
  if (program < 0 || given.some(({ text }) => text === '-stop')) return null;
  const [name, first] = given.filter(({ text }) => !text.startsWith('-'));
  if (name === undefined) return null;
  const rest = first === undefined ? '' : process.args.slice(first.from).trimEnd();
  return {
    name: { value: unquoted(name.text), at: partOf(process.at, name.from, name.text) },
    database:
      first === undefined ? null : { value: unquoted(rest), at: partOf(process.at, first.from, rest) },
  };
}

const isStartOf = (text: string, whole: string): boolean =>
  text.length < whole.length && whole.toLowerCase().startsWith(text.toLowerCase());

/** Whether a text may go on: it ends its line, and as a terminal cuts at its width, no other line is longer. */
function mayBeCut({ file, range }: Origin): boolean {
  if (range === null) return false;
  const { line } = file.position(range.start);
  const own = file.lines.textOf(line).trimEnd().length;
  if (range.end < file.lines.startOf(line) + own) return false;
  for (let other = 1; other <= file.lines.count; other++)
    if (file.lines.textOf(other).trimEnd().length > own) return false;
  return true;
}

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');

/** The place of the arguments is theirs, so that offsets in them are offsets in it. */
function partOf({ file, range }: Origin, from: number, text: string): Origin {
  return range === null
    ? { file, range }
    : { file, range: { start: range.start + from, end: range.start + from + text.length } };
}

function isDatabaseOf({ platform }: Cluster, node: ClusterNode, site: Site, path: string): boolean {
  const { value: database } = site.database;
  const link = node.links.find(({ name }) => samePath(platform, path, `${LINK_FOLDER}/${name}`));
  if (link?.target != null && leadsTo(platform, link.target, database)) return true;
  return isDatabaseOn(platform, node, path, database);
}
