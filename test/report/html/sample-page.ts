import type { Picture } from '../../../src/engine/picture.js';
import type { ClusterResult } from '../../../src/engine/result.js';
import type { PageContent } from '../../../src/report/html/page.js';
import { both, cluster, finding, notChecked, place, run } from '../sample-result.js';

/** Makes every text of a page from its usual words; hostile tests put theirs in its place. */
export type Say = (usual: string) => string;

const asIs: Say = (usual) => usual;

/** A cluster with something of everything a page shows. */
function fullCluster(say: Say = asIs): ClusterResult {
  const [one, two] = [say('jcmanager01'), say('jcmanager02')];
  const site = say('jcmgcluster.example.jp');
  const agent = say('jcagcluster');
  const text = (usual: string) => both(say(usual));
  const stat = {
    missing: ['stat'],
    supply: text('save stat as .facts/stat'),
    gaps: [{ node: two, need: say('stat'), how: text('save stat as .facts/stat') }],
  };
  const at = {
    ...place(say('prod/shared/daemon.conf'), 'NATS_URL=nats://<|192.168.1.11|>:23141', 2),
    firstLine: 1,
    excerpt: [say('ipaddress=192.168.1.100'), 'NATS_URL=nats://192.168.1.11:23141'],
  };
  const common = {
    node: null,
    site,
    agent: null,
    cluster: say('jcmg-prod'),
    help: text('NATS_URL=nats://192.168.1.100:23141'),
  };
  const findings = [
    finding({
      ...common,
      message: text('NATS_URL points elsewhere'),
      location: at,
      related: [{ message: text('ipaddress set here'), location: at }],
    }),
    finding({
      ...common,
      node: two,
      rule: 'jobcenter/vip-link-name',
      severity: 'warning',
      message: text('the link has another name'),
      location: null,
    }),
    finding({
      ...common,
      site: null,
      agent,
      rule: 'jobcenter/on-startup-action',
      severity: 'info',
      message: text('requests are dropped'),
      location: at,
    }),
    finding({
      ...common,
      site: null,
      node: one,
      rule: 'jobcenter/maintenance-mode',
      severity: 'warning',
      message: text('maintenance=ON'),
      location: at,
    }),
  ];
  const suppressed = finding({ ...common, message: text('a known one') });
  return cluster({
    name: say('jcmg-prod'),
    manifest: say('prod/cjclint.yaml'),
    nodes: [one, two],
    sites: [site],
    agents: [agent],
    findings,
    notChecked: [{ ...notChecked('db-mode', two, stat), site }, notChecked('umask-755', two, stat)],
    suppressed: [
      { finding: suppressed, reason: say('agreed with operations'), expires: '2027-03-31', by: 'waiver' },
    ],
    outcomes: [
      { rule: 'jobcenter/machine-id-unique', node: null, site: null, agent: null, status: 'passed' },
      { rule: 'jobcenter/maintenance-mode', node: one, site: null, agent: null, status: 'failed' },
      { rule: 'jobcenter/maintenance-mode', node: two, site: null, agent: null, status: 'passed' },
      { rule: 'jobcenter/db-mode', node: one, site, agent: null, status: 'passed' },
    ],
    picture: pictureOf(one, two, site, agent, say),
  });
}

const pictureOf = (one: string, two: string, site: string, agent: string, say: Say): Picture => ({
  nodes: [
    { name: one, addresses: [say('192.168.1.11')], hasData: true },
    { name: two, addresses: [say('192.168.1.12')], hasData: false },
  ],
  services: [
    {
      kind: 'site',
      name: site,
      title: both(say('site')),
      address: { label: both(say('VIP')), value: say('192.168.1.100'), rules: ['jobcenter/vip-link-name'] },
      storage: { label: both(say('database')), value: say('/mnt/jobmgdb'), rules: [] },
      properties: [{ label: both(say('machine ID')), value: say('100') }],
      nodes: [one, two],
      activeNodes: [one],
      site: null,
    },
    {
      kind: 'agent',
      name: agent,
      title: both(say('agent')),
      address: { label: both(say('endpoint')), value: say('http://jcmgcluster.example.jp:23151'), rules: [] },
      storage: { label: both(say('spool')), value: say('/mnt/jobagdb'), rules: [] },
      properties: [],
      nodes: [one, two],
      activeNodes: [],
      site,
    },
  ],
  disks: [
    { path: say('/mnt/jobmgdb'), services: [0] },
    { path: say('/mnt/jobagdb'), services: [1] },
  ],
});

/** A page of every kind at once; no command makes all of it. */
export function fullPage(
  say: Say = asIs,
): PageContent & { readonly result: NonNullable<PageContent['result']> } {
  const checked = fullCluster(say);
  const text = (usual: string) => both(say(usual));
  const [node, other] = [say('jcmanager01'), say('jcmanager02')];
  const evidence = [
    { message: text('maintenance is ON'), location: place(say('nodes/a/daemon.conf'), '<|maintenance=ON|>') },
    { message: text('no process runs'), location: null },
  ];
  const [first] = checked.findings;
  const findings = first === undefined ? [] : [first];
  const names = { node: other, site: say('jcmgcluster.example.jp'), agent: null, cluster: say('jcmg-prod') };
  return {
    result: run([checked], {
      inputProblems: [text('"gone": no such file or folder')],
      internalErrors: [say('jobcenter/db-mode: out of order')],
    }),
    plan: {
      verdict: 'go',
      action: text('create the site'),
      seen: [text('192.168.1.100:23141: NATS server 2.10.16')],
      before: [{ node, command: say('umask 022'), what: text('set the umask') }],
      command: {
        node,
        command: say('/usr/lib/nqs/cluster/cjcmksite jcmgcluster 100 /mnt/jobmgdb'),
        what: text('makes the site'),
      },
      after: [{ node: null, command: null, what: text('register the site with the cluster software') }],
    },
    diagnosis: {
      understood: [text('the site ran and no process was there')],
      causes: [
        {
          ...names,
          rank: 1,
          rule: 'jobcenter/maintenance-mode',
          consequences: ['jobcenter/processes-complete'],
          phase: 'failover',
          severity: 'warning',
          grade: 'manual',
          reference: 'G 2.4.4',
          sentence: text('maintenance=ON was left on the standby'),
          because: text('cjcpw then starts alone'),
          evidence,
          confirm: say('jcmanager02: grep maintenance /usr/lib/nqs/rc/daemon.conf'),
          fix: [
            {
              node: other,
              command: say("sed -i '/^maintenance/d' daemon.conf"),
              effect: text('removes it'),
              undo: text('put it back'),
            },
            { node: null, command: null, effect: text('start the site'), undo: null },
          ],
        },
      ],
      hints: [{ sentence: text('one watched process may have died'), reference: 'G 2.1.4' }],
      ask: [{ node: other, command: say('ps -ef'), saveAs: say('.facts/ps'), why: text('shows what runs') }],
    },
    rehearsals: [
      {
        cluster: say('jcmg-prod'),
        site: say('jcmgcluster.example.jp'),
        from: node,
        to: other,
        outcome: 'fails',
        steps: [
          {
            step: 'stop-site',
            title: text('stop the site'),
            status: 'passes',
            reason: text('cjcpw runs'),
            rules: [],
            evidence: [],
          },
          {
            step: 'common-settings',
            title: text('common settings'),
            status: 'fails',
            reason: text('maintenance=ON'),
            rules: ['jobcenter/maintenance-mode'],
            evidence,
          },
          {
            step: 'start-site',
            title: text('start the site'),
            status: 'cannot-tell',
            reason: text('a step before fails'),
            rules: [],
            evidence: [],
          },
        ],
      },
    ],
    difference: {
      before: say('before.tar.gz'),
      after: say('after.tar.gz'),
      compared: [say('jcmg-prod')],
      changes: [
        {
          ...names,
          what: text('NATS_URL of the site'),
          before: {
            text: text('nats://192.168.1.100:23141'),
            location: place(say('a/daemon.conf'), '<|x|>'),
          },
          after: null,
          changedAt: '2026-11-20T03:04:05Z',
          breaks: findings,
          mends: [],
        },
      ],
      collected: { before: '2026-11-19T03:04:05Z', after: '2026-11-20T03:04:05Z' },
      swapped: true,
      nodes: null,
      expected: [],
      alike: 0,
      unexplained: { breaks: [], mends: findings },
      oneSided: { before: findings, after: [] },
      notCompared: [text('no passwd before')],
    },
  };
}
