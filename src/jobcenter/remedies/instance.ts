import { shellLine } from '../../text/shell-word.js';
import { commandOf } from '../commands.js';
import { createOptions } from '../instances.js';
import type { Platform } from '../platform.js';
import { windowsLine } from '../windows-commands.js';
import { type Remedy, step } from './step.js';

type Options = readonly (readonly [string, string])[];

/** How the product's command is called. */
const lines: Readonly<
  Record<Platform, { create(options: Options): string | null; readonly list: string | null }>
> = {
  linux: {
    create: (options) => shellLine(['/usr/bin/jcagctrl', 'create', ...options.flat()]),
    list: commandOf(['/usr/bin/jcagctrl', 'list']),
  },
  windows: {
    create: (options) => {
      const written = options.map(([option, value]) => windowsLine([option], value));
      return written.includes(null) ? null : `jcagctrl create ${written.join(' ')}`;
    },
    list: 'jcagctrl list',
  },
};

/** Makes an agent's instance on a node that lacks it, with the settings of the manifest (G 2.3.5). */
const makeInstance: Remedy = ({ finding, cluster, nodes }) => {
  const agent = cluster.agents.find(({ name }) => name.value === finding.agent);
  if (agent === undefined) return [];
  const { create, list } = lines[cluster.platform];
  const online =
    cluster.platform === 'windows'
      ? { en: 'online', ja: 'オンラインにし' }
      : { en: 'mounted', ja: 'マウントし' };
  return nodes.flatMap((node) => {
    const options = createOptions(agent, node);
    const command = options === null ? null : create(options);
    if (command === null) return [];
    const { spool, instance } = agent.on(node);
    return [
      ...step(node, command, {
        en: `makes the agent's instance with its spool directory ${spool?.value}; the shared disk has to be ${online.en} here and the instance stopped elsewhere`,
        ja: `エージェントのインスタンスとスプールディレクトリ ${spool?.value} を作成します（共有ディスクを${online.ja}、他ノードのインスタンスを停止してから実行）`,
      }),
      ...step(node, list, {
        en: `shows whether ${instance?.value} has the same instance ID as on the other node; changes nothing`,
        ja: `${instance?.value} のインスタンスID が他ノードと同じであることを確認します（変更なし）`,
      }),
    ];
  });
};

export const instanceRemedies: Readonly<Record<string, Remedy>> = { 'instance-missing': makeInstance };
