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

/** The kinds of cases that every rule has (test/rules/case.ts). */
export type CaseKind = 'ok' | 'ng' | 'missing';

/** The case.yaml of a new case: what it changes in a healthy cluster, and all that must come out. */
export function caseSource(kind: CaseKind, name: string): string {
  switch (kind) {
    case 'ok':
      return `# TODO: the nearest thing to a fault that is none
base: healthy
`;
    case 'ng':
      return `# TODO: the fault, and every finding it may give
base: healthy
edit:
  - file: cjclint.yaml
    find: 'database: /mnt/jobmgdb2'
    put: 'database: /mnt/TODO'
findings:
  - rule: ${name}
    severity: error
    file: cjclint.yaml
    text: /mnt/TODO
    message: TODO
`;
    case 'missing':
      return `# TODO: the input that the rule cannot do without
base: healthy
remove: [nodes/jcmanager02/.facts/stat]
notChecked:
  - {rule: ${name}, node: jcmanager02, missing: [stat]}
`;
  }
}
