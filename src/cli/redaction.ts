import { resolve } from 'node:path';
import { secretsOf, withoutPeople } from '../jobcenter/redaction/secrets.js';
import { RecordingLayer } from '../redact/recording-layer.js';
import { type KnownFiles, RedactedLayer } from '../redact/redacted-layer.js';
import { Redactor } from '../redact/redactor.js';
import { type CaseOptions, openCase } from './open-case.js';
import { statusOf } from './path-status.js';

/** What keeps a run's results free of the names, addresses, users and private paths of its inputs. */
export interface Redaction {
  /** To open the same inputs with. */
  readonly trees: Pick<CaseOptions, 'wrap' | 'shown' | 'real'>;
  /** Words of the user's own, such as a symptom. */
  text(text: string): string;
}

const files: KnownFiles = { tops: new Set(['.facts', 'etc', 'usr', 'C']), prepare: withoutPeople };

/** Reads inputs once, to know what in them is private. */
export async function redactionOf(paths: readonly string[], options: CaseOptions): Promise<Redaction> {
  const texts = new Set<string>();
  const { targets } = await openCase(paths, {
    ...options,
    wrap: (layer) => new RecordingLayer(layer, (text) => texts.add(text)),
  });
  const redactor = new Redactor(
    secretsOf(
      targets.map(({ model }) => model),
      texts,
    ),
  );
  return {
    trees: {
      wrap: (layer) => new RedactedLayer(layer, redactor, files),
      shown: (path) => redactor.label(path),
      real: (path) => (statusOf(resolve(options.cwd, path)) === undefined ? redactor.original(path) : path),
    },
    text: (text) => redactor.text(text),
  };
}
