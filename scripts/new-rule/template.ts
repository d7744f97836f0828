import { identifierOf } from './identifier.js';

/** The source of a new rule: it compiles, says nothing yet, and marks what to fill in. */
export function ruleSource(name: string): string {
  return `import { manual } from '../../src/engine/rule.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';

export const ${identifierOf(name)} = rule({
  name: '${name}',
  severity: 'error',
  // Where the fact stands; its grade bounds the severity.
  evidence: manual('2.1.1'),
  phases: ['failover'],
  title: { en: 'TODO: what is wrong, in one line', ja: 'TODO: 何が問題か（1行）' },
  why: { en: 'TODO: what happens on the node.', ja: 'TODO: ノードで何が起きるか。' },
  fix: { en: 'TODO: what to do about it.', ja: 'TODO: どう対処するか。' },
  bad: 'TODO: text that fails',
  good: 'TODO: text that passes',
  messages: {
    wrong: {
      en: (value: string) => \`TODO: "\${value}" is wrong\`,
      ja: (value: string) => \`TODO: "\${value}" が誤っています\`,
    },
  },
  subjects: eachSite,
  check(site, { report }) {
    // TODO: judge the site; the second condition only shows how a finding is made.
    if (site.name.value === '') report('wrong', { at: site.name.at, args: [site.name.value] });
  },
});
`;
}

/** The manifest of a new case: two nodes and a site, to which the case adds the files that matter. */
export function manifestSource(example: string): string {
  return `cluster: ${example}
nodes:
  - name: jcmanager01
    machineId: 33
    addresses: [192.168.1.11]
  - name: jcmanager02
    machineId: 34
    addresses: [192.168.1.12]
sharedDisks: [/mnt/jobmgdb]
sites:
  - name: jcmgcluster.example.jp
    machineId: 100
    database: /mnt/jobmgdb
    vip: 192.168.1.100
`;
}
