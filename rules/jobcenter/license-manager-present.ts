import { manual } from '../../src/engine/rule.js';
import { purposeOf } from '../../src/jobcenter/node-groups.js';
import { eachNode, firstLine, rule } from '../../src/jobcenter/rule.js';

const LICENSE_MANAGER = /^NECWSLM/i;

export const licenseManagerPresent = rule({
  name: 'license-manager-present',
  severity: 'info',
  evidence: manual('2.3'),
  phases: ['create-site', 'agent'],
  needs: ['packages'],
  title: {
    en: 'a node has no LicenseManager package',
    ja: 'ノードに LicenseManager がインストールされていない',
  },
  why: {
    en: 'LicenseManager is installed before JobCenter on every node; without it JobCenter has no licence to run with.',
    ja: 'LicenseManager は JobCenter より先に各ノードへインストールします。ないとライセンスを登録できません。',
  },
  fix: {
    en: 'install LicenseManager on the node and register its licences',
    ja: 'ノードに LicenseManager をインストールし、ライセンスを登録してください',
  },
  bad: 'NECJCMG-16.3-1.x86_64',
  good: 'NECWSLM-1.9-1.x86_64\nNECJCMG-16.3-1.x86_64',
  messages: {
    absent: {
      en: (node: string) => `${node} has no LicenseManager package (NECWSLM…)`,
      ja: (node: string) => `${node} に LicenseManager のパッケージ（NECWSLM…）がありません`,
    },
  },
  subjects: eachNode,
  check(node, { cluster, report, missing, notApplicable }) {
    if (purposeOf(cluster, node) === '') return notApplicable();
    const { packages } = node.facts;
    if (packages.state === 'missing') return missing(node.name.value, 'packages');
    if (packages.value.some(({ name }) => LICENSE_MANAGER.test(name))) return;
    report('absent', { at: firstLine({ file: packages.file }), args: [node.name.value] });
  },
});
