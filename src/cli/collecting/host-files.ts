import { quoted, UsageError } from '../usage-error.js';

/** A host as ssh takes it, and the file its snapshot goes to. */
export interface HostFile {
  readonly host: string;
  /** A name without folders. */
  readonly file: string;
}

/**
 * The file of each host: `root@jcmanager01` goes to `jcmanager01.tar.gz`. Where that would be one file for two, the
 * whole is taken: `root@jcmanager01.tar.gz`. A host given twice counts once.
 * @throws UsageError for no host at all, and for one that ssh would take for an option or that cannot be a host.
 */
export function hostFiles(hosts: readonly string[]): HostFile[] {
  if (hosts.length === 0) {
    throw new UsageError({
      en: 'collect needs hosts: --ssh <host>…',
      ja: 'collect には --ssh <ホスト>… が必要です',
    });
  }
  for (const host of hosts) {
    if (!/^[^-\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*$/.test(host)) {
      throw new UsageError({
        en: `--ssh: ${quoted(host)} is no host`,
        ja: `--ssh: ${quoted(host)} はホストとして指定できません`,
      });
    }
  }
  const distinct = [...new Set(hosts)];
  const short = distinct.map((host) => safe(machineOf(host)));
  const files = distinct.map((host, place) => {
    const name = short[place] ?? '';
    const shared = short.filter((other) => other.toLowerCase() === name.toLowerCase()).length > 1;
    return { host, file: `${shared ? safe(host) : name}.tar.gz` };
  });
  const taken = new Map<string, string>();
  for (const { host, file } of files) {
    const other = taken.get(file.toLowerCase());
    taken.set(file.toLowerCase(), host);
    if (other === undefined) continue;
    throw new UsageError({
      en: `--ssh: ${quoted(other)} and ${quoted(host)} would both go to ${quoted(file)}`,
      ja: `--ssh: ${quoted(other)} と ${quoted(host)} の書き出し先がどちらも ${quoted(file)} になります`,
    });
  }
  return files;
}

/** `jcmanager01` of `root@jcmanager01` and of `ssh://root@jcmanager01:2222`. */
function machineOf(host: string): string {
  const uri = /^ssh:\/\/([^/]*)/.exec(host)?.[1];
  const place = (uri ?? host).slice((uri ?? host).lastIndexOf('@') + 1);
  return uri === undefined ? place : place.replace(/:\d+$/, '');
}

/** What may stand in a file's name anywhere; a leading dot would hide it. */
const safe = (text: string): string => text.replace(/[^A-Za-z0-9._@-]/g, '_').replace(/^\./, '_') || '_';
