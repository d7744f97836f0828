import { same } from '../../src/engine/relations.js';
import { thirdParty } from '../../src/engine/rule.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { nodeGroups } from '../../src/jobcenter/node-groups.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { Checksum } from '../../src/source/facts/types.js';

/** `jobcenter_key.dat` is N's; the fact holds the sums of common files too. */
const LICENCE = /licen[sc]e|jobcenter_key\.dat$/i;
/** So much of a sum is enough to see that two differ. */
const SHOWN_DIGITS = 12;

export const licenseMatch = rule({
  name: 'license-match',
  severity: 'warning',
  evidence: thirdParty,
  phases: ['failover'],
  needs: ['checksums'],
  title: {
    en: 'the nodes have different licence files',
    ja: 'ノードによってライセンスファイルが異なる',
  },
  why: {
    en: 'A node with an older or other licence may refuse to start, or offer less than the node that ran before.',
    ja: '古いライセンスや異なるライセンスのノードでは、フェイルオーバー後に起動できないか、使える機能が減るおそれがあります。',
  },
  fix: {
    en: 'register the same licences on every node',
    ja: '全ノードに同じライセンスを登録してください',
  },
  bad: 'e8ebc0e7…  /usr/lib/nqs/license/jobcenter_key.dat (jcmanager01)\nabababab…  /usr/lib/nqs/license/jobcenter_key.dat (jcmanager02)',
  good: 'e8ebc0e7…  /usr/lib/nqs/license/jobcenter_key.dat (on both nodes)',
  messages: {
    differ: {
      en: (path: string, sums: string) => `the nodes' licence files "${path}" differ: ${sums}`,
      ja: (path: string, sums: string) =>
        `ライセンスファイル "${path}" がノードによって異なります（${sums}）`,
    },
  },
  subjects: nodeGroups,
  check({ nodes }, { report, missing, notApplicable }) {
    if (nodes.length < 2) return notApplicable();
    const known = nodes.map((node) => ({ node, sums: licencesOf(node) }));
    for (const { node, sums } of known) if (sums.size === 0) missing(node.name.value, 'checksums');
    for (const path of new Set(known.flatMap(({ sums }) => [...sums.keys()]))) {
      const voices = known.flatMap(({ node, sums }) => {
        const found = sums.get(path);
        const label = node.name.value;
        return found === undefined
          ? []
          : [
              {
                label,
                node: label,
                value: `${found.sum.toLowerCase().slice(0, SHOWN_DIGITS)}…`,
                at: found.at,
              },
            ];
      });
      const disagreement = same(voices, ({ value }) => value);
      const odd = disagreement === null ? null : oddOneOut(disagreement);
      if (odd === null) continue;
      const { at, node, related, text } = odd;
      report('differ', { at, args: [path, text], node, related });
    }
  },
});

/** The sums of a node's licence files, by path. */
function licencesOf(node: ClusterNode): ReadonlyMap<string, Checksum> {
  const { checksums } = node.facts;
  const rows = checksums.state === 'known' ? checksums.value : [];
  return new Map(rows.filter(({ path }) => LICENCE.test(path)).map((row) => [row.path, row]));
}
