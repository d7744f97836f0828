import type { MissingInput } from '../engine/result.js';
import { factCommands } from './facts/index.js';
import type { Cluster } from './model.js';

/** Says, for what rules lack, the command or file that would settle it; equal needs share one answer. */
export class Supplies {
  readonly #known = new Map<string, MissingInput>();

  constructor(private readonly cluster: Cluster) {}

  /** @param node null where no single node is meant */
  of(node: string | null, needs: readonly string[]): MissingInput {
    const key = JSON.stringify([node, ...needs]);
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#answer(node, needs);
      this.#known.set(key, answer);
    }
    return answer;
  }

  #answer(name: string | null, needs: readonly string[]): MissingInput {
    const node = this.cluster.nodes.find((each) => each.name.value === name);
    if (node !== undefined && !node.hasData) {
      return {
        missing: ['node'],
        supply: {
          en: `supply the files of node ${name}: its node tree with .facts`,
          ja: `ノード ${name} のファイル（ノードツリーと .facts）を用意してください`,
        },
      };
    }
    const parts = needs.map((need) => {
      const command = commandOf(need);
      if (command === null) return { en: fileText(need, name, 'en'), ja: fileText(need, name, 'ja') };
      const fact = node?.facts[command.fact];
      const reason = fact?.state === 'missing' && fact.reason !== null ? fact.reason : null;
      return {
        en: `run \`${command.text}\`${on(name, 'en')} and save its output as .facts/${need}${reason === null ? '' : ` (was not collected: ${reason})`}`,
        ja: `${on(name, 'ja')}\`${command.text}\` を実行し、出力を .facts/${need} に保存してください${reason === null ? '' : `（未収集の理由: ${reason}）`}`,
      };
    });
    return {
      missing: [...needs],
      supply: { en: parts.map((part) => part.en).join('; '), ja: parts.map((part) => part.ja).join('、') },
    };
  }
}

const on = (node: string | null, language: 'en' | 'ja') =>
  node === null ? '' : language === 'en' ? ` on ${node}` : `${node} で `;

/** The command of a fact's name; `nmapmgr.<site>` is nmapmgr's. */
function commandOf(need: string): { fact: keyof typeof factCommands; text: string } | null {
  if (need.startsWith('nmapmgr.')) {
    return {
      fact: 'nmapmgr',
      text: `echo 'show state' | NQS_SITE=${need.slice('nmapmgr.'.length)} /usr/bin/nmapmgr`,
    };
  }
  return isFact(need) ? { fact: need, text: factCommands[need] } : null;
}

const isFact = (name: string): name is keyof typeof factCommands => Object.hasOwn(factCommands, name);

/** Needs that are no facts: a path of a node, or `manifest:<key>`. */
function fileText(need: string, node: string | null, language: 'en' | 'ja'): string {
  if (need.startsWith('manifest:')) {
    const key = need.slice('manifest:'.length);
    return language === 'en' ? `state ${key} in cjclint.yaml` : `cjclint.yaml に ${key} を記述してください`;
  }
  return language === 'en'
    ? `copy ${need}${node === null ? '' : ` of ${node}`} into the node's tree (or into shared/)`
    : `${node === null ? '' : `${node} の `}${need} をノードツリー（または shared/）に置いてください`;
}
