import type { ConfDocument, ConfEntry } from '../../grammars/conf/document.js';
import { parseConf } from '../../grammars/conf/parse.js';
import type { SourceFile } from '../text/source-file.js';
import type { ClusterNode, Conf, ConfRole, ParameterName, Site } from './model.js';
import type { Platform } from './platform.js';

/** A parameter, where it belongs and what it may say (domain.md §2). */
export interface Parameter {
  readonly name: ParameterName;
  readonly file: Conf['kind'];
  /** The roles of daemon.conf it belongs to; null where nobody restricts it. */
  readonly roles: readonly ConfRole[] | null;
  /** Its values in their documented letter case; null where they are free. */
  readonly values: readonly string[] | null;
}

export const parameters: readonly Parameter[] = [
  { name: 'local_daemon', file: 'daemon.conf', roles: ['common'], values: ['SITE', 'OFF'] },
  { name: 'maintenance', file: 'daemon.conf', roles: ['common'], values: ['ON'] },
  { name: 'ipaddress', file: 'daemon.conf', roles: ['local', 'site'], values: null },
  { name: 'NATS_URL', file: 'daemon.conf', roles: ['local', 'site'], values: null },
  { name: 'ipcheck', file: 'daemon.conf', roles: null, values: ['ON', 'OFF'] },
  { name: 'listen_port', file: 'daemon.conf', roles: null, values: null },
  { name: 'BOOT_TIMEOUT', file: 'site.conf', roles: null, values: null },
  { name: 'STOP_TIMEOUT', file: 'site.conf', roles: null, values: null },
  { name: 'FORCEKILL_TIME', file: 'site.conf', roles: null, values: null },
];

const byKey = new Map(parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]));

/** The documented parameter that a key means, in any letter case. */
export const parameterOf = (key: string): Parameter | undefined => byKey.get(key.toLowerCase());

/** @returns the value as documented where only its letter case differs (`Site` → `SITE`), else the value. */
export function judgedValue(entry: ConfEntry): string {
  const known = parameterOf(entry.key.value)?.values?.find(
    (value) => value === entry.value.value.toUpperCase(),
  );
  return known ?? entry.value.value;
}

/** A daemon.conf or site.conf that was read. */
export class ConfFile implements Conf {
  readonly document: ConfDocument;
  readonly #last = new Map<string, ConfEntry>();

  constructor(
    readonly kind: Conf['kind'],
    readonly file: SourceFile,
    readonly path: string,
    readonly platform: Platform,
    readonly role: ConfRole | null,
    readonly node: ClusterNode | null,
    readonly site: Site | null,
  ) {
    this.document = parseConf(file);
    for (const entry of this.document.entries) this.#last.set(entry.key.value.toLowerCase(), entry);
  }

  get(key: ParameterName): ConfEntry | null {
    return this.#last.get(key.toLowerCase()) ?? null;
  }

  mentions(key: ParameterName): boolean {
    const wanted = key.toLowerCase();
    return (
      this.#last.has(wanted) ||
      this.document.keysWithoutValue.some((word) => word.value.toLowerCase() === wanted)
    );
  }
}
