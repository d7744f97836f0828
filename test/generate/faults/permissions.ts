import type { Cluster } from '../cluster.js';
import { drop, lineOf, placeOf, replace } from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux' } as const;
const agent = { ...linux, agents: 1 } as const;
const enforcing = { ...linux, selinux: 'Enforcing' } as const;

/** Gives a path another mode in the `stat` fact of its active node. */
function mode(c: Cluster, file: string, path: string, digits: string): Place[] {
  replace(
    c,
    file,
    new RegExp(`^\\d+(\\t\\w+\\t\\w+\\t[\\w ]+)\\t${path}$`, 'm'),
    `${digits}\troot\troot\tdirectory\t${path}`,
  );
  return [placeOf(c, file, digits, `directory\t${path}`)].map((place) => ({
    ...place,
    ...lineAt(c, file, `\t${path}\n`),
  }));
}

/** The line of a row that ends in a path, which other rows only begin with. */
function lineAt(c: Cluster, file: string, ending: string): { line: number } {
  const entry = c.tree.get(file);
  const text = entry?.kind === 'text' ? entry.text : '';
  return { line: text.slice(0, text.indexOf(ending)).split('\n').length };
}

const databaseMode = (c: Cluster, below: string, digits: string): Place[] =>
  mode(c, c.fact(c.active(), 'stat'), `${c.site().database}${below}`, digits);

const spoolMode = (c: Cluster, digits: string): Place[] => {
  const holder = c.nodeNamed(c.agent().activeOn[0] ?? '');
  return mode(c, c.fact(holder, 'stat'), c.agent().spool, digits);
};

function label(c: Cluster): Place[] {
  const file = c.fact(c.active(), 'selinux-labels');
  const { database } = c.site();
  replace(
    c,
    file,
    `system_u:object_r:jobcenter_exec_t:s0 ${database}\n`,
    `unconfined_u:object_r:mnt_t:s0 ${database}\n`,
  );
  return [placeOf(c, file, 'unconfined_u:object_r:mnt_t:s0')];
}

function umask(c: Cluster, value: string): Place[] {
  const file = c.fact(c.active(), 'umask');
  replace(c, file, '0022', value);
  // Whether the directories are there with 755 already would lower it.
  drop(c, 'stat');
  return [placeOf(c, file, value)];
}

export const permissionFaults: readonly Fault[] = [
  fault('db-mode/database-closed', 'error', linux, (c) => databaseMode(c, '', '700')),
  fault('db-mode/database-not-searchable', 'error', linux, (c) => databaseMode(c, '', '744')),
  fault('db-mode/nqs-closed', 'error', linux, (c) => databaseMode(c, '/nqs', '750')),
  fault('db-mode/wider', 'warning', linux, (c) => databaseMode(c, '', '777')),
  fault('spool-mode/closed', 'error', agent, (c) => spoolMode(c, '700')),
  fault('spool-mode/wider', 'warning', agent, (c) => spoolMode(c, '775')),
  fault('umask-755/closed', 'warning', linux, (c) => umask(c, '0077')),
  fault('umask-755/group-only', 'warning', linux, (c) => umask(c, '0027')),
  fault('private-key-mode/readable', 'warning', agent, (c) => {
    c.agent().keyMode = '644';
    c.agent().keyFolderMode = '755';
    // Another agent's key may stand in the same folder.
    for (const each of c.plan.agents)
      if (each !== c.agent()) Object.assign(each, { keyMode: '600', keyFolderMode: '755' });
    c.rerender();
    return c.agent().nodes.map((name) => {
      const file = c.fact(c.nodeNamed(name), 'stat');
      const { line } = lineOf(c, file, `\t${c.agent().privateKey}`);
      return { file, line: line ?? 1, text: '644' };
    });
  }),
  fault('selinux-label/enforcing', 'error', enforcing, label),
  fault('selinux-label/permissive', 'warning', { ...linux, selinux: 'Permissive' }, label),
  fault('selinux-rule/standby', 'warning', enforcing, (c) => {
    const file = c.fact(c.standby(), 'selinux-rule');
    const { database } = c.site();
    replace(
      c,
      file,
      `${database}\tsystem_u:object_r:jobcenter_exec_t:s0`,
      `${database}\tsystem_u:object_r:default_t:s0`,
    );
    return [lineOf(c, file, `${database}\tsystem_u:object_r:default_t`)];
  }),
];
