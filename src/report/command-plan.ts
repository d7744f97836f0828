import type { FixStep, Mending } from '../engine/diagnosis.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';

const words = {
  en: {
    title: 'Commands that mend the findings, by node. Nothing was run: read each one first.',
    nothing: 'No finding asks for a command.',
    anywhere: 'on no node: in the repository, at a name server, with the cluster software',
    by: 'by hand',
    undo: 'undo',
  },
  ja: {
    title: '指摘に対処するコマンド（ノード別）。何も実行していません。内容を確認してから実行してください。',
    nothing: 'コマンドが必要な指摘はありません。',
    anywhere: 'ノード以外（リポジトリ、ネームサーバ、クラスタソフトウェアなど）',
    by: '手作業',
    undo: '元に戻す',
  },
} as const satisfies Record<Language, unknown>;

/**
 * What mends findings as a shell script to review: all but the commands is comment, so that a node's part can be copied
 * whole.
 */
export function commandPlanText(mendings: readonly Mending[], language: Language): string {
  const said = words[language];
  const nodes = new Map<string | null, { readonly mending: Mending; readonly step: FixStep }[]>();
  for (const mending of mendings) {
    for (const step of mending.steps) {
      nodes.set(step.node, [...(nodes.get(step.node) ?? []), { mending, step }]);
    }
  }
  const lines = ['', comment(mendings.length === 0 ? said.nothing : said.title)];
  for (const [node, steps] of nodes) {
    lines.push('', comment(`==== ${node ?? said.anywhere} ====`));
    let last: Mending | null = null;
    for (const { mending, step } of steps) {
      if (mending !== last) lines.push('', comment(`${mending.sentence[language]} [${mending.rule}]`));
      last = mending;
      if (step.command === null) lines.push(comment(`${said.by}: ${step.effect[language]}`));
      else lines.push(comment(step.effect[language]), escapeControl(step.command));
      if (step.undo !== null) lines.push(comment(`${said.undo}: ${step.undo[language]}`));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

const comment = (text: string) => `# ${escapeControl(text)}`;
