import { lacking } from '../wording.js';
import type { PageWords } from './words.js';

export const english: PageWords = {
  title: 'cjclint report',
  skip: 'Skip to the report',
  contents: 'Contents',
  clusters: 'Clusters',
  cluster: 'cluster',
  verdict: 'verdict',
  meaning: {
    'no-go': 'As it stands, something here fails. Mend the errors first.',
    'cannot-tell': 'Nothing failed, but something that decides could not be checked.',
    'go-with-warnings': 'No error was found; read the warnings before you go on.',
    go: 'No error and no warning was found.',
  },
  asFarAsChecked: 'Only as far as it could be checked: see what was not.',
  notCheckedCount: 'not checked',
  findings: 'Findings',
  noFindings: 'Nothing was found in what could be checked.',
  noPlace: 'no place in a file',
  related: 'See also',
  fix: 'What to do',
  rule: 'rule',
  about: (node, site, agent) =>
    [
      node === null ? '' : `node ${node}`,
      site === null ? '' : `site ${site}`,
      agent === null ? '' : `agent ${agent}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  notShown: (count) => `and ${count} more`,
  drawing: {
    heading: 'The cluster',
    title: (cluster) => `Drawing of the cluster ${cluster}`,
    description: (nodes, services, disks) =>
      `${count(nodes, 'node')} on the left, ${count(services, 'site or agent', 'sites and agents')} in the middle, ` +
      `${count(disks, 'shared disk')} on the right. The list below says the same in words.`,
    node: 'node',
    disk: 'shared disk',
    noData: 'no data of this node',
    active: 'active',
    standby: 'standby',
    legend: 'Lines and signs',
    lines: {
      active: 'has it now (active)',
      standby: 'may take it over (standby)',
      unknown: 'may run it; nothing tells where it runs now',
    },
    signs: { error: 'errors', warning: 'warnings', info: 'infos', open: 'not checked' },
    inWords: 'The same in words',
    runsOn: (nodes) => `may run on ${nodes}`,
    activeOn: (nodes) => `active on ${nodes}`,
    worksFor: (site) => `works for the site ${site}`,
    holds: (names) => `holds the data of ${names}`,
    whole: 'The cluster as a whole, or several parts of it',
    notDrawn: (number) => `${number} more are not drawn; the list has them all.`,
    marked: (errors, warnings, infos, open) =>
      [
        errors > 0 ? count(errors, 'error') : '',
        warnings > 0 ? count(warnings, 'warning') : '',
        infos > 0 ? count(infos, 'info') : '',
        open > 0 ? `${open} not checked` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },
  matrix: {
    heading: 'Rules by node',
    caption: (from, to, of) =>
      from === 1 && to === of
        ? 'How each rule ended on each node'
        : `How each rule ended on each node: nodes ${from} to ${to} of ${of}`,
    whole: 'whole cluster',
    status: {
      failed: 'failed',
      'not-checked': 'not checked',
      passed: 'passed',
      'not-applicable': 'not applicable',
    },
    notAsked: 'not asked here',
    legend:
      'A rule about sites, agents or the whole cluster has its result under “whole cluster”; a finding that names a node stands under that node. A dot: not asked there.',
    notApplicable: (number) => `${count(number, 'rule')} not applicable to this cluster`,
  },
  open: {
    heading: 'Not checked',
    intro:
      'What was not checked may be sound or not. Each entry says what is missing and what would settle it.',
    missing: (need) => lacking([need], []).en,
    nodes: 'on',
    how: 'Settled by',
    rules: (number) => count(number, 'rule'),
    none: 'Every applicable rule was checked.',
  },
  suppressed: {
    heading: 'Suppressed findings',
    reason: 'reason',
    noReason: 'no reason given',
    until: 'until',
    by: { comment: 'comment in the file', waiver: 'waiver', baseline: 'baseline' },
  },
  coverage: 'Coverage',
  problems: 'Inputs that could not be used',
  rules: 'About the rules',
  cause: (rank) => `Cause ${rank}`,
  plan: {
    heading: 'What to do now',
    seen: 'What listens where, seen from this node',
    before: 'To do first, in this order',
    command: 'Then run',
    after: 'Afterwards',
  },
  rehearsal: {
    heading: 'Failover on paper',
    none: 'There is no failover to rehearse: no site and no agent has two nodes.',
    overview: 'Overview',
    site: 'site',
    noSite: 'agents without a site',
    from: 'from',
    to: 'to',
    outcomeOf: 'outcome',
    outcome: { passes: 'would pass', fails: 'would fail', 'cannot-tell': 'cannot tell' },
    meaning: {
      passes: 'Every failover would pass, as far as it can be told.',
      fails: 'At least one failover would fail.',
      'cannot-tell': 'No failover is known to fail, but not all can be told.',
    },
    move: (site, from, to) => `${site}: ${from} → ${to}`,
    counts: (all, passes, fails, unknown) =>
      `${count(all, 'failover')} rehearsed: ${passes} would pass, ${fails} would fail, ${unknown} cannot tell`,
    steps: (passes, fails, unknown) => `${passes} pass, ${fails} fail, ${unknown} cannot tell`,
  },
  madeBy: (tool, version) => `Made by ${tool} ${version}. This page loads nothing and runs no script.`,
};

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
