import { type Group, groups, sameExcept } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { type Compared, comparable, eachNodeGroup } from '../../src/jobcenter/common-file.js';
import { judgedValue, parameterOf } from '../../src/jobcenter/conf.js';
import type { Conf } from '../../src/jobcenter/model.js';
import { firstLine, listed, rule, whoHasWhat } from '../../src/jobcenter/rule.js';
import type { Origin } from '../../src/text/source-file.js';

export const commonConfMatch = rule({
  name: 'common-conf-match',
  severity: 'warning',
  evidence: inferred('2.3.3.1.3'),
  phases: ['failover'],
  title: {
    en: 'the common daemon.conf files of a site’s nodes differ',
    ja: 'サイトのノード間で共通の daemon.conf の内容が異なる',
  },
  why: {
    en: 'Every node has a common file of its own, and the sites of the node read it: after a failover the cluster site runs with other settings than before.',
    ja: '共通の daemon.conf はノードごとにあり、そのノードのサイトが参照します。内容が異なると、フェイルオーバー後にクラスタサイトの動作が変わります。',
  },
  fix: {
    en: 'make the key the same in the common file of every node of the site',
    ja: 'サイトの全ノードの共通ファイルで、このキーの設定を揃えてください',
  },
  bad: '# jcmanager01\nlisten_port=20816\n# jcmanager02\nlisten_port=20817',
  good: '# jcmanager01\nlisten_port=20816\n# jcmanager02\nlisten_port=20816',
  messages: {
    differs: {
      en: (key: string, who: string) => `"${key}" differs between the nodes' common files: ${who}`,
      ja: (key: string, who: string) => `「${key}」がノードの共通ファイル間で異なります: ${who}`,
    },
    lacking: {
      en: (key: string, lacking: string, who: string) =>
        `"${key}" is not set in the common file of ${lacking}, but elsewhere it is: ${who}`,
      ja: (key: string, lacking: string, who: string) =>
        `「${key}」が ${lacking} の共通ファイルにありません。ほかのノードの設定: ${who}`,
    },
  },
  subjects: eachNodeGroup,
  check(group, context) {
    const path = context.cluster.places.commonConf;
    if (path === null) return context.notApplicable();
    const compared = comparable(group, path, context);
    const leftToOthers = new Set(compared.flatMap(({ conf }) => [...keysOfOtherRules(conf)]));
    for (const { key, disagreement } of sameExcept(compared, ({ conf }) => valuesOf(conf), leftToOthers)) {
      const lacking = compared.filter(({ conf }) => !valuesOf(conf).has(key));
      const holders = groups(compared, ({ conf }) => valuesOf(conf).get(key));
      const odd = disagreement.odd.at(-1);
      const lone = loneOddOne(disagreement.common, disagreement.odd);
      const culprit = lone ?? lacking[0] ?? odd?.holders[0];
      if (culprit === undefined) continue;
      const written = spelling(compared, key);
      const who = whoHasWhat(holders.map(({ value, holders }) => ({ value, holders: holders.map(nameOf) })));
      const place = {
        at: placeOf(culprit, key),
        node: lone?.name ?? null,
        related: compared
          .filter((each) => each !== culprit)
          .map((each) => ({
            at: placeOf(each, key),
            message: { en: `common file of ${each.name}`, ja: `${each.name} の共通ファイル` },
          })),
      };
      if (lacking.length === 0) context.report('differs', { ...place, args: [written, who] });
      else context.report('lacking', { ...place, args: [written, listed(lacking.map(nameOf)), who] });
    }
  },
});

const nameOf = ({ name }: Compared) => name;

/** The key's judged values by its small letters; of duplicates the last counts. */
function valuesOf({ document }: Conf): ReadonlyMap<string, string> {
  return new Map(document.entries.map((entry) => [entry.key.value.toLowerCase(), judgedValue(entry)]));
}

/** local_daemon and maintenance have rules of their own, and so have misplaced keys and keys without value. */
function* keysOfOtherRules({ document }: Conf): Generator<string> {
  yield 'local_daemon';
  yield 'maintenance';
  for (const word of document.keysWithoutValue) yield word.value.toLowerCase();
  for (const { key } of document.entries) {
    const known = parameterOf(key.value);
    const misplaced = known?.file === 'site.conf' || (known?.roles?.includes('common') ?? true) === false;
    if (misplaced) yield key.value.toLowerCase();
  }
}

function placeOf({ conf }: Compared, key: string): Origin {
  const entry = conf.document.entries.findLast((each) => each.key.value.toLowerCase() === key);
  return entry === undefined ? firstLine(conf) : { file: conf.file, range: entry.value.range };
}

/** The key as some file writes it. */
const spelling = (compared: readonly Compared[], key: string): string =>
  compared.flatMap(({ conf }) => conf.document.entries).find((entry) => entry.key.value.toLowerCase() === key)
    ?.key.value ?? key;

function loneOddOne(
  common: Group<Compared, unknown> | null,
  odd: readonly Group<Compared, unknown>[],
): Compared | null {
  const holders = odd.flatMap((group) => group.holders);
  return common !== null && holders.length === 1 ? (holders[0] ?? null) : null;
}
