import validate from '../../grammars/agent-yaml/validate.generated.mjs';
import { checkSchema } from '../../grammars/schema/check-schema.js';
import type { YamlEntry, YamlNode } from '../../grammars/yaml/document.js';
import { unknownEvidence } from '../../src/engine/rule.js';
import { eachDeclaredAgentFile } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';
import { SYNTAX_NEED } from '../../src/jobcenter/unseen-disk.js';
import { nearest } from '../../src/text/nearest.js';
import type { Range, SourceFile } from '../../src/text/source-file.js';

/** The keys that are documented, by their way from the root (G 2.4.3). */
const KNOWN = [['request'], ['request', 'onStartup'], ['request', 'onStartup', 'action']] as const;
/** The way to a documented key written as one key, as the guide's headings and people's notes do. */
const FLAT = /^(?:request\.onStartup(?:\.action)?|onStartup\.action)$/i;
const NAMES: readonly string[] = KNOWN.map((path) => path.at(-1) ?? '');

export const agentYamlKeys = rule({
  name: 'agent-yaml-keys',
  severity: 'info',
  evidence: unknownEvidence,
  phases: ['agent'],
  title: {
    en: 'jcexecutor_agent.yaml has a key that nobody documents, or a value of the wrong type',
    ja: 'jcexecutor_agent.yaml に文書化されていないキー、または型の誤った値がある',
  },
  why: {
    en: 'A key that the agent does not know has no effect: with a misspelt one the default stays in force unnoticed.',
    ja: 'エージェントの知らないキーは効果がありません。キーを書き誤ると、気づかないまま既定の動作になります。',
  },
  fix: {
    en: 'write the documented keys as they are (request.onStartup.action); ask NEC about others',
    ja: '文書化されたキー（request.onStartup.action）のとおりに記述してください。ほかのキーは NEC に確認してください',
  },
  bad: 'request:\n  onStartUp:\n    action: default',
  good: 'request:\n  onStartup:\n    action: default',
  messages: {
    flat: {
      en: (key: string) =>
        `"${key}" is one key here; each of its parts stands on a line of its own, indented`,
      ja: (key: string) =>
        `"${key}" が一つのキーになっています。ピリオドで区切らず、字下げした行に分けて記述します`,
    },
    misspelt: {
      en: (key: string, path: string) => `unknown key "${key}"; did you mean "${path}"?`,
      ja: (key: string, path: string) => `未知のキー "${key}" があります。"${path}" の誤りではありませんか`,
    },
    undocumented: {
      en: (key: string) => `the key "${key}" is not documented; only request.onStartup.action is`,
      ja: (key: string) =>
        `キー "${key}" は文書化されていません。文書にあるのは request.onStartup.action だけです`,
    },
    wrongType: {
      en: (sentence: string, _: string) => sentence,
      ja: (_: string, sentence: string) => sentence,
    },
  },
  subjects: eachDeclaredAgentFile,
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, document } = it.found;
    // Behind a syntax error the keys stand anywhere.
    if (document.problems.some(({ kind }) => kind !== 'duplicate-key'))
      return missing(null, `${SYNTAX_NEED}${file.path}`);
    if (document.root === null) return;
    for (const { kind, range, path, message } of checkSchema(document, validate)) {
      const value = valueAt(document.root, path);
      // An empty value stands for the default, as if the key were not there.
      if (kind !== 'wrong-type' || (value?.kind === 'scalar' && value.value === null)) continue;
      const isOneLine = value !== undefined && !/[\r\n]/.test(textOf(file, value.range));
      const at = { file, range: isOneLine ? value.range : range };
      report('wrongType', { at, args: [message.en, message.ja], severity: 'error' });
    }
    for (const { key } of unknownKeys(document.root, [])) {
      const at = { file, range: key.range };
      const meant = KNOWN[NAMES.indexOf(nearest(key.text, NAMES) ?? '')];
      if (FLAT.test(key.text)) report('flat', { at, args: [key.text], severity: 'warning' });
      else if (meant === undefined) report('undocumented', { at, args: [key.text] });
      else report('misspelt', { at, args: [key.text, meant.join('.')], severity: 'warning' });
    }
  },
});

/** The top-most keys that are not documented; depth is bounded by the documented ones. */
function unknownKeys(node: YamlNode, path: readonly string[]): YamlEntry[] {
  if (node.kind !== 'map') return [];
  return node.entries.flatMap((entry) => {
    const here = [...path, entry.key.text];
    const isKnown = KNOWN.some((known) => known.join('\n') === here.join('\n'));
    return isKnown ? unknownKeys(entry.value, here) : [entry];
  });
}

function valueAt(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const part of path)
    node = node?.kind === 'map' ? node.entries.findLast(({ key }) => key.text === part)?.value : undefined;
  return node;
}

const textOf = ({ text }: SourceFile, { start, end }: Range): string => text.slice(start, end);
