import validate from '../../grammars/manifest/validate.generated.mjs';
import { checkSchema } from '../../grammars/schema/check-schema.js';
import type { YamlDocument } from '../../grammars/yaml/document.js';
import type { Localized } from '../message/language.js';
import { listed } from '../message/listed.js';
import { nearest } from '../text/nearest.js';
import type { Origin, Sourced } from '../text/source-file.js';
import type { Manifest } from './manifest.js';

/** Something wrong with a manifest itself. */
export interface ManifestProblem {
  readonly at: Origin;
  readonly message: Localized;
  /** Whether the rest of the manifest can still be used. */
  readonly usable: boolean;
}

/** What the YAML grammar and the schema say; an unknown key is ignored, anything else stops the cluster. */
export function schemaProblems(document: YamlDocument): ManifestProblem[] {
  const { file } = document;
  const unreadable = document.problems.map((problem) => ({
    at: { file, range: problem.range },
    message: problem.message,
    usable: false,
  }));
  if (unreadable.length > 0) return unreadable;
  return checkSchema(document, validate).map((problem) => ({
    at: { file, range: problem.range },
    message: problem.message,
    usable: problem.kind === 'unknown-key',
  }));
}

/** Names that stand twice, and names that refer to nothing (inputs.md §2). */
export function nameProblems(manifest: Manifest): ManifestProblem[] {
  const nodes = manifest.nodes.map((node) => node.name);
  const sites = (manifest.sites ?? []).map((site) => site.name);
  const agents = manifest.agents ?? [];
  return [
    ...repeated(nodes, { en: 'node', ja: 'ノード' }),
    ...repeated(sites, { en: 'site', ja: 'サイト' }),
    ...repeated(
      agents.map((agent) => agent.name),
      { en: 'agent', ja: 'エージェント' },
    ),
    ...unknown([...(manifest.sites ?? []).flatMap((site) => site.nodes ?? [])], nodes, nodeWord),
    ...unknown([...agents.flatMap((agent) => agent.nodes ?? [])], nodes, nodeWord),
    ...unknown([...agents.flatMap((agent) => agent.perNode.map((each) => each.node))], nodes, nodeWord),
    ...(manifest.sites === null
      ? []
      : unknown(
          agents.flatMap((agent) => (agent.site === null ? [] : [agent.site])),
          sites,
          { en: 'site', ja: 'サイト' },
        )),
  ];
}

const nodeWord: Localized = { en: 'node', ja: 'ノード' };

function repeated(names: readonly Sourced<string>[], word: Localized): ManifestProblem[] {
  return names.flatMap((name, index) => {
    const first = names.findIndex((each) => each.value === name.value);
    const { line } = names[first]?.at.file.position(names[first]?.at.range?.start ?? 0) ?? { line: 1 };
    if (first === index) return [];
    return [
      {
        at: name.at,
        message: {
          en: `two ${word.en}s are named "${name.value}"; the first stands in line ${line}`,
          ja: `${word.ja}名 "${name.value}" が重複しています（最初は ${line} 行目）`,
        },
        usable: false,
      },
    ];
  });
}

function unknown(
  references: readonly Sourced<string>[],
  known: readonly Sourced<string>[],
  word: Localized,
): ManifestProblem[] {
  const names = known.map((name) => name.value);
  return references
    .filter((reference) => !names.includes(reference.value))
    .map((reference) => {
      const meant = nearest(reference.value, names) ?? null;
      const all = listed(names.length === 0 ? ['-'] : names.map((name) => `"${name}"`));
      return {
        at: reference.at,
        message: {
          en: `there is no ${word.en} "${reference.value}"${meant === null ? '' : `; did you mean "${meant}"?`} (there are: ${all.en})`,
          ja: `${word.ja} "${reference.value}" はありません${meant === null ? '' : `。"${meant}" ではありませんか`}（定義済み: ${all.ja}）`,
        },
        usable: false,
      };
    });
}
