import { resolve } from 'node:path';
import type { Cluster } from '../../jobcenter/model.js';
import { freeText } from '../../jobcenter/redaction/free-text.js';
import { secretsOf, stayingNames, withoutPeople } from '../../jobcenter/redaction/secrets.js';
import type { Localized } from '../../message/language.js';
import type { RecordedContact } from '../../recording/contact-rows.js';
import {
  type Connecting,
  HeardServers,
  type Renaming,
  renamed,
  renamedContact,
} from '../../redact/heard-servers.js';
import { RecordingLayer } from '../../redact/recording-layer.js';
import { type KnownFiles, RedactedLayer } from '../../redact/redacted-layer.js';
import { Redactor } from '../../redact/redactor.js';
import type { RenamedRow } from '../../redact/renamed.js';
import type { Layer } from '../../source/layer.js';
import { baseName, type TreePath } from '../../source/tree-path.js';
import type { DnsAllowed } from '../options/dns-options.js';
import { type Disguise, undisguised } from './disguise.js';
import { statusOf } from './path-status.js';

/** What keeps a run's results free of the names, addresses, users and private paths of its inputs. */
export interface Redaction {
  /** To open the same inputs with. */
  readonly disguise: Disguise;
  /** Words of the user's own, such as a symptom or a site's name. */
  readonly text: (text: string) => string;
  /** Whom to ask in place of name servers; null where nobody is asked. */
  readonly dns: (allowed: DnsAllowed | null) => DnsAllowed | null;
  /** Tells again what became of connections; null where nothing is hidden. */
  readonly connections: Connecting | null;
  /** The live machine, of which people are shown commands beside paths. */
  readonly live: (layer: Layer) => Layer;
  /** What has to be said of it, beside the results. */
  readonly caveat: Localized | null;
  /** What was replaced so far, and by what. */
  readonly rows: () => Iterable<RenamedRow>;
}

const files: KnownFiles = {
  tops: new Set(['.facts', 'etc', 'usr', 'C']),
  trees: new Set(['shared']),
  owners: new Set(['.facts']),
  prepare: withoutPeople,
  free: freeText,
};

/** A first run over the same inputs, from which it is known what in them is private. */
export class FirstRun {
  /** By their contents: what many nodes have alike is looked through once. */
  readonly #texts = new Map<string, readonly [TreePath, string]>();
  readonly #clusters: Cluster[] = [];
  readonly #words: string[] = [];
  readonly #hosts: string[] = [];
  readonly #paths: string[] = [];
  readonly #servers = new HeardServers();
  /** To open the inputs with. */
  readonly disguise: Disguise = {
    ...undisguised,
    wrap: (layer) =>
      new RecordingLayer(layer, (path, text) => this.#texts.set(`${baseName(path)} ${text}`, [path, text])),
  };

  /** Takes a cluster as it was built. */
  met(cluster: Cluster): void {
    this.#clusters.push(cluster);
  }

  /** @param words of the user's own */
  told(words: string | null | undefined): void {
    if (words != null) this.#words.push(words);
  }

  /** @param name of a machine or a site, or an address, as the user gave it */
  named(name: string): void {
    this.#hosts.push(name);
  }

  /** @param path on a machine, as the user gave it */
  pathTo(path: string): void {
    this.#paths.push(path);
  }

  /** Asks the same name servers, and listens; null where nobody is asked. */
  dns(allowed: DnsAllowed | null): DnsAllowed | null {
    if (allowed === null) return null;
    for (const { node, place, outcome } of allowed.contacts) {
      this.#hosts.push(node);
      this.#servers.heard(place, outcome);
    }
    return { ...allowed, client: this.#servers.answering(allowed.client) };
  }

  /** Connects through the same, and listens. */
  connecting(through: Connecting): Connecting {
    return this.#servers.connecting(through);
  }

  /**
   * @param cwd absolute; paths are relative to it
   * @param before what was given in an earlier run, to be given again
   */
  redaction(cwd: string, before: readonly RenamedRow[]): Redaction {
    const secrets = secretsOf({
      clusters: this.#clusters,
      texts: this.#texts.values(),
      words: [...this.#words, ...this.#servers.banners()],
      hosts: [...this.#hosts, ...this.#servers.names()],
      paths: this.#paths,
    });
    const redactor = new Redactor(secrets, before);
    const rename = (text: string) => redactor.text(text);
    const staying = stayingNames(secrets);
    return {
      disguise: {
        wrap: (layer) => new RedactedLayer(layer, redactor, files),
        shown: (path) => redactor.label(path),
        real: (path) => (statusOf(resolve(cwd, path)) === undefined ? redactor.original(path) : path),
      },
      text: rename,
      dns: (allowed) =>
        allowed === null
          ? null
          : {
              ...allowed,
              client: this.#servers.answersUnder(rename),
              servers: allowed.servers.map((server) => renamed(server, rename)),
              contacts: allowed.contacts.map((contact) => renamedRow(contact, rename)),
            },
      connections: this.#servers.contactsUnder(rename),
      live: (layer) => new RedactedLayer(layer, redactor, files, rename),
      caveat: staying === 0 ? null : caveatOf(staying),
      rows: () => redactor.rows(),
    };
  }
}

const renamedRow = ({ node, place, outcome, time }: RecordedContact, rename: Renaming): RecordedContact => ({
  node: rename(node),
  time,
  place: renamed(place, rename),
  outcome: renamedContact(outcome, rename),
});

const caveatOf = (names: number): Localized => ({
  en: `--redact: ${names === 1 ? 'one name is' : `${names} names are`} also a word of JobCenter's own files or commands, and not replaced; read the result before you send it`,
  ja: `--redact: ${names} 件の名前は JobCenter のファイルやコマンドの語句と同じため、置き換えていません。送る前に結果を確認してください`,
});
