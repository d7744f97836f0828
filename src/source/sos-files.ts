import { baseName, type TreePath } from './tree-path.js';

/** The files of a sosreport that hold what a fact of `.facts` holds; the first that is there counts. */
interface SosFact {
  readonly fact: string;
  /** Names below `sos_commands/<plugin>/`; which plugin a command belongs to changed with the versions. */
  readonly commands: readonly string[];
  /** Files of the node itself, and what sosreport puts at the top. */
  readonly files: readonly TreePath[];
}

export const sosFacts: readonly SosFact[] = [
  {
    fact: 'ip-addr',
    commands: ['ip_-o_addr', 'ip_-o_addr_show', 'ip_addr', 'ip_addr_show'],
    files: ['/ip_addr'],
  },
  {
    fact: 'mounts',
    commands: ['mount_-l', 'mount'],
    files: ['/proc/mounts', '/proc/self/mounts', '/proc/1/mounts', '/mount'],
  },
  { fact: 'ps', commands: ['ps_auxwww', 'ps_auxww', 'ps_aux', 'ps_-ef'], files: ['/ps'] },
  { fact: 'getenforce', commands: ['getenforce', 'sestatus', 'sestatus_-b', 'sestatus_-v'], files: [] },
  {
    fact: 'packages',
    commands: ['dpkg_-l'],
    files: ['/installed-rpms', '/installed-debs'],
  },
  { fact: 'listen', commands: ['ss_-ltn', 'ss_-ltnp'], files: [] },
  { fact: 'passwd', commands: ['getent_passwd'], files: [] },
];

/** Where the host's name stands, alone on its line. */
export const sosHostName: SosFact = {
  fact: 'meta',
  commands: ['hostname'],
  files: ['/hostname', '/etc/hostname'],
};
/** Where the time of collection stands, as `date` prints it. */
export const sosDate: SosFact = {
  fact: 'meta',
  commands: ['date_--utc', 'date_-u', 'date'],
  files: ['/date'],
};

export const SOS_COMMANDS = '/sos_commands';

const all = [...sosFacts, sosHostName, sosDate];
const commands = new Set(all.flatMap((each) => each.commands));
const files = all.flatMap((each) => each.files);
const fileNames = new Set(files.map(baseName));

/** Whether a file, in whatever folder the tree lies, may be one that a fact is taken from. */
export function maySosFact(path: TreePath): boolean {
  const name = baseName(path);
  if (fileNames.has(name) && files.some((file) => path.endsWith(file))) return true;
  return commands.has(name) && path.includes(`${SOS_COMMANDS}/`);
}
