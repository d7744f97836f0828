import { same } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { eachMachineId, idsToldByNodes } from '../../src/jobcenter/machine-id.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { rule } from '../../src/jobcenter/rule.js';

export const machineIdMatch = rule({
  name: 'machine-id-match',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['failover'],
  needs: ['nmapmgr'],
  yieldsTo: [{ rule: 'machine-id-valid', for: 'place' }],
  title: {
    en: 'a node knows a site under another machine ID',
    ja: 'ノードが別のマシンIDでサイトを認識している',
  },
  why: {
    en: 'Site name, machine ID and database together are the site. A node that knows it under another ID starts it as another site, which the other sites and agents do not know.',
    ja: 'サイト名・マシンID・サイトデータベースの組がサイトを表します。別のマシンIDで認識しているノードでは別のサイトとして起動し、他のサイトやエージェントから認識されません。',
  },
  fix: {
    en: 'find out which ID is right; correct the manifest, or set the ID on the node that differs',
    ja: 'どちらのマシンIDが正しいか確認し、マニフェストを直すか、異なるノードの設定を直してください',
  },
  bad: 'cjclint.yaml:             machineId: 100\nnmapmgr (show state):     HOST NAME: jcmgcluster.example.jp   HOST ID: 101',
  good: 'cjclint.yaml:             machineId: 100\nnmapmgr (show state):     HOST NAME: jcmgcluster.example.jp   HOST ID: 100',
  messages: {
    notDeclared: {
      en: (id: number, owner: string, node: string, declared: number) =>
        `nmapmgr on ${node} gives ${owner} the machine ID ${id}, but the manifest says ${declared}; a site has one ID everywhere`,
      ja: (id: number, owner: string, node: string, declared: number) =>
        `${node} の nmapmgr では ${owner} のマシンIDが ${id} ですが、マニフェストでは ${declared} です。サイトのマシンIDはどこでも同じでなければなりません`,
    },
    differ: {
      en: (owner: string, who: string) =>
        `the nodes know ${owner} under different machine IDs: ${who}; a site has one ID everywhere`,
      ja: (owner: string, who: string) =>
        `${owner} のマシンIDがノードによって異なります（${who}）。サイトのマシンIDはどこでも同じでなければなりません`,
    },
  },
  subjects: eachMachineId,
  check(owner, { report, missing, notApplicable, cluster }) {
    const { declared } = owner;
    // With nothing stated and one node to ask there is nothing to compare.
    if (declared === null && owner.nodes.length < 2) return notApplicable();
    const told = idsToldByNodes(owner, cluster, missing);
    if (declared !== null) {
      for (const { node, id } of told) {
        if (id.value === declared.value) continue;
        report('notDeclared', {
          at: id.at,
          args: [id.value, owner.name, node, declared.value],
          node,
          related: [{ at: declared.at, message: { en: 'stated here', ja: 'マニフェストの記述' } }],
        });
      }
      return;
    }
    // One answer alone agrees with nothing; only the manifest can say more where the other nodes do not see the disk.
    if (told.length === 1) missing(null, 'manifest:sites[].machineId');
    const disagreement = same(
      told.map(({ node, id }) => ({ label: node, node, value: String(id.value), at: id.at })),
      ({ value }) => value,
    );
    if (disagreement === null) return;
    const odd = oddOneOut(disagreement);
    if (odd === null) return;
    report('differ', { at: odd.at, args: [owner.name, odd.text], node: odd.node, related: odd.related });
  },
});
