import type { ConfEntry } from '../../grammars/conf/document.js';
import { type Subject, thirdParty } from '../../src/engine/rule.js';
import { judgedValue, parameterOf } from '../../src/jobcenter/conf.js';
import type { Cluster, ClusterNode, Conf } from '../../src/jobcenter/model.js';
import { eachManagerNode, eachSite, listed, rule } from '../../src/jobcenter/rule.js';

/** A site's daemon.conf, and the nodes whose common files hold for it too. */
interface Pair {
  /** Copies that differ are each judged; none where it is nowhere in the data. */
  readonly confs: readonly Conf[];
  /** Of the file, for the case that it is missing. */
  readonly path: string;
  readonly nodes: readonly ClusterNode[];
  /** Whose file it is; null for a cluster site's. */
  readonly node: ClusterNode | null;
}

export const parameterConflict = rule({
  name: 'parameter-conflict',
  severity: 'warning',
  evidence: thirdParty,
  phases: ['start'],
  title: {
    en: "the common file and a site's file give one key different values",
    ja: '共通ファイルとサイトのファイルで同じキーの値が異なる',
  },
  why: {
    en: "The guide does not say which file wins; another source says the site's. A site may so run with a value that nobody meant for it.",
    ja: 'どちらのファイルが優先されるかはマニュアルに記載がありません（サイト側が優先という資料もあります）。意図しない値で動作するおそれがあります。',
  },
  fix: {
    en: 'keep the key in one of the two files, or give both the same value',
    ja: 'キーをどちらか一方のファイルだけに残すか、両方を同じ値にしてください',
  },
  bad: '# /usr/lib/nqs/rc/daemon.conf\nlisten_port=20816\n# /mnt/jobmgdb/nqs/daemon.conf\nlisten_port=20817',
  good: '# /mnt/jobmgdb/nqs/daemon.conf\nlisten_port=20817',
  messages: {
    conflict: {
      en: (key: string, value: string, others: string) =>
        `${key} is "${value}" here and "${others}" in the common daemon.conf; which one wins is not documented`,
      ja: (key: string, value: string, others: string) =>
        `${key} がここでは「${value}」、共通の daemon.conf では「${others}」です。どちらが優先されるかは文書化されていません`,
    },
  },
  subjects: pairs,
  check({ confs, path, nodes, node }, { cluster, report, missing }) {
    const commons = nodes.flatMap(({ commonConf }) =>
      commonConf === null ? [] : [{ file: commonConf.file, entries: lastByKey(commonConf) }],
    );
    for (const conf of confs) {
      for (const [key, entry] of lastByKey(conf)) {
        const known = parameterOf(key);
        // A key that belongs in one of the two only is parameter-placement's.
        if (known !== undefined && known.roles !== null) continue;
        const value = judgedValue(entry);
        const others = commons.flatMap(({ file, entries }) => {
          const common = entries.get(key);
          if (common === undefined || judgedValue(common) === value) return [];
          return [{ value: judgedValue(common), at: { file, range: common.value.range } }];
        });
        if (others.length === 0) continue;
        const name = known?.name ?? entry.key.value;
        report('conflict', {
          at: { file: conf.file, range: entry.value.range },
          args: [name, value, listed(new Set(others.map((other) => other.value)))],
          related: others.map(({ at }) => ({
            at,
            message: { en: 'in the common file', ja: '共通ファイルの値' },
          })),
        });
      }
    }
    if (confs.length === 0) missing(node?.name.value ?? null, path);
    const { commonConf } = cluster.places;
    for (const each of nodes)
      if (each.commonConf === null && commonConf !== null) missing(each.name.value, commonConf);
  },
});

/** Windows has no common file, so that nothing can conflict there. */
function pairs(cluster: Cluster): Subject<Pair>[] {
  const { commonConf, localConf } = cluster.places;
  if (commonConf === null || localConf === null) return [];
  return [
    ...eachManagerNode(cluster).map(({ it: node, ...names }) => ({
      ...names,
      it: { confs: node.localConf === null ? [] : [node.localConf], path: localConf, nodes: [node], node },
    })),
    ...eachSite(cluster).map(({ it: { confs, confPath, nodes }, ...names }) => ({
      ...names,
      it: { confs, path: confPath, nodes, node: null },
    })),
  ];
}

/** The entries that count, by key in small letters: of duplicates the last. */
const lastByKey = ({ document }: Conf): ReadonlyMap<string, ConfEntry> =>
  new Map(document.entries.map((entry) => [entry.key.value.toLowerCase(), entry]));
