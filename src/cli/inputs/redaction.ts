import { resolve } from 'node:path';
import type { Cluster } from '../../jobcenter/model.js';
import { secretsOf, stayingNames, withoutPeople } from '../../jobcenter/redaction/secrets.js';
import type { Localized } from '../../message/language.js';
import { RecordingLayer } from '../../redact/recording-layer.js';
import { type KnownFiles, RedactedLayer } from '../../redact/redacted-layer.js';
import { Redactor } from '../../redact/redactor.js';
import type { LintOptions } from '../running/run-lint.js';
import { type Disguise, undisguised } from './disguise.js';
import { type CaseOptions, openCase } from './open-case.js';
import { statusOf } from './path-status.js';

/** What keeps a run's results free of the names, addresses, users and private paths of its inputs. */
export interface Redaction {
  /** To open the same inputs with. */
  readonly disguise: Disguise;
  /** Words of the user's own, such as a symptom. */
  readonly text: (text: string) => string;
  /** What has to be said of it, beside the results. */
  readonly caveat: Localized | null;
}

const files: KnownFiles = {
  tops: new Set(['.facts', 'etc', 'usr', 'C']),
  trees: new Set(['shared']),
  prepare: withoutPeople,
};

/** What a user gives to a command whose results are to be redacted. */
export interface Told {
  /** Paths of one case, or of one for each state: nodes of one name in two states are no one node. */
  readonly cases: readonly (readonly string[])[];
  /** What was seen, in the user's own words. */
  readonly words?: string | null;
}

/** Reads cases once, to know what in them is private. */
export async function redactionOf({ cases, words }: Told, options: CaseOptions): Promise<Redaction> {
  const texts = new Set<string>();
  const clusters: Cluster[] = [];
  for (const paths of cases) {
    const { targets } = await openCase(paths, { ...options, ...recording(texts) });
    clusters.push(...targets.map(({ model }) => model));
  }
  return redaction(options.cwd, clusters, texts, words ?? '');
}

/** The same for what `lint` would check. */
export async function lintRedaction(paths: readonly string[], options: LintOptions): Promise<Redaction> {
  const { runLint } = await import('../running/run-lint.js');
  const texts = new Set<string>();
  const clusters: Cluster[] = [];
  await runLint(paths, {
    ...options,
    disguise: recording(texts),
    checked: (cluster) => clusters.push(cluster),
  });
  return redaction(options.cwd, clusters, texts);
}

const caveatOf = (names: number): Localized => ({
  en: `--redact: ${names === 1 ? 'one name is' : `${names} names are`} also a word of JobCenter's own files or commands, and not replaced; read the result before you send it`,
  ja: `--redact: ${names} 件の名前は JobCenter のファイルやコマンドの語句と同じため、置き換えていません。送る前に結果を確認してください`,
});

const recording = (texts: Set<string>): Disguise => ({
  ...undisguised,
  wrap: (layer) => new RecordingLayer(layer, (text) => texts.add(text)),
});

function redaction(
  cwd: string,
  clusters: readonly Cluster[],
  texts: Iterable<string>,
  words = '',
): Redaction {
  const secrets = secretsOf(clusters, texts, words);
  const redactor = new Redactor(secrets);
  const staying = stayingNames(secrets);
  return {
    disguise: {
      wrap: (layer) => new RedactedLayer(layer, redactor, files),
      shown: (path) => redactor.label(path),
      real: (path) => (statusOf(resolve(cwd, path)) === undefined ? redactor.original(path) : path),
    },
    text: (text) => redactor.text(text),
    caveat: staying === 0 ? null : caveatOf(staying),
  };
}
