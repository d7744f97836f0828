import { same } from '../../src/engine/relations.js';
import { thirdParty } from '../../src/engine/rule.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { nodeGroups, purposeOf } from '../../src/jobcenter/node-groups.js';
import { oddOneOut, type Voice } from '../../src/jobcenter/odd-one-out.js';
import { firstLine, listed, rule } from '../../src/jobcenter/rule.js';
import type { Package } from '../../src/source/facts/types.js';
import type { SourceFile } from '../../src/text/source-file.js';

const JOBCENTER = /^NECJC/i;
const ABSENT = '-';

interface Installed {
  readonly node: ClusterNode;
  readonly file: SourceFile;
  /** Of one name there may be several versions. */
  readonly packages: ReadonlyMap<string, readonly Package[]>;
}

export const releaseMatch = rule({
  name: 'release-match',
  severity: 'warning',
  evidence: thirdParty,
  phases: ['failover'],
  needs: ['packages'],
  title: {
    en: 'the nodes have different JobCenter packages',
    ja: 'ノードによって JobCenter のパッケージが異なる',
  },
  why: {
    en: 'After a failover another release works on the same database. A newer one may convert it, so that the older one can no longer read it.',
    ja: 'フェイルオーバー後は、異なるリリースが同じデータベースを使用します。新しいリリースがデータを変換すると、古い方では読めなくなるおそれがあります。',
  },
  fix: {
    en: 'install the same release and patches on every node',
    ja: '全ノードに同じリリースとパッチを適用してください',
  },
  bad: 'NECJCMG-16.3-1.x86_64 (jcmanager01)\nNECJCMG-16.2-1.x86_64 (jcmanager02)',
  good: 'NECJCMG-16.3-1.x86_64 (on both nodes)',
  messages: {
    versions: {
      en: (name: string, versions: string) => `the nodes have different versions of ${name}: ${versions}`,
      ja: (name: string, versions: string) => `${name} のバージョンがノードによって異なります（${versions}）`,
    },
    absent: {
      en: (name: string, versions: string) =>
        `${name} is not installed on every node: ${versions} ("${ABSENT}": not installed)`,
      ja: (name: string, versions: string) =>
        `${name} が一部のノードにインストールされていません（${versions}、"${ABSENT}" は未インストール）`,
    },
  },
  subjects: nodeGroups,
  check({ nodes }, { cluster, report, missing, notApplicable }) {
    if (nodes.length < 2) return notApplicable();
    const known = nodes.flatMap((node) => installedOn(node) ?? []);
    for (const node of nodes)
      if (!known.some((each) => each.node === node)) missing(node.name.value, 'packages');
    for (const name of new Set(known.flatMap(({ packages }) => [...packages.keys()]))) {
      const voices = known.flatMap((each): Voice[] => {
        const found = each.packages.get(name);
        const label = each.node.name.value;
        const [first] = found ?? [];
        if (found !== undefined && first !== undefined) {
          const versions = [...new Set(found.map(({ version }) => version))].sort();
          return [{ label, node: label, value: versions.join(' '), shown: listed(versions), at: first.at }];
        }
        // A node that is there for something else need not have the package.
        const purpose = purposeOf(cluster, each.node);
        const isExpected = known.some(
          (other) => other.packages.has(name) && purposeOf(cluster, other.node) === purpose,
        );
        return isExpected ? [{ label, node: label, value: ABSENT, at: firstLine({ file: each.file }) }] : [];
      });
      const disagreement = same(voices, ({ value }) => value);
      const odd = disagreement === null ? null : oddOneOut(disagreement);
      if (odd === null) continue;
      const { at, node, related, text } = odd;
      const isAbsent = voices.some(({ value }) => value === ABSENT);
      report(isAbsent ? 'absent' : 'versions', { at, args: [name, text], node, related });
    }
  },
});

/** @returns null where the node's packages are not known, or none of them is JobCenter's. */
function installedOn(node: ClusterNode): Installed | null {
  const fact = node.facts.packages;
  if (fact.state === 'missing') return null;
  const packages = new Map<string, Package[]>();
  for (const each of fact.value) {
    if (!JOBCENTER.test(each.name)) continue;
    const known = packages.get(each.name);
    if (known === undefined) packages.set(each.name, [each]);
    else known.push(each);
  }
  return packages.size === 0 ? null : { node, file: fact.file, packages };
}
