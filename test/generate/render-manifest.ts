import type { Plan } from './plan.js';

type Line = readonly [key: string, value: string | number | null];

/** The cluster's `cjclint.yaml`, one value a line so that every value has its own place. */
export function renderManifest(plan: Plan): string {
  const { leftOut, style } = plan;
  const wanted = (kind: string, lines: readonly Line[]) =>
    lines.filter(([key, value]) => value !== null && !leftOut.has(kind === '' ? key : `${kind}.${key}`));
  const scalar = (value: string | number | null) => {
    if (typeof value !== 'string') return String(value);
    return style.quoted || /^\d+(\.\d+)?$|^$/.test(value) ? `'${value}'` : value;
  };
  const list = (key: string, values: readonly string[], indent: string) =>
    values.length === 0
      ? []
      : [`${indent}${key}:`, ...values.map((value) => `${indent}  - ${scalar(value)}`)];
  const item = (lines: readonly string[]) =>
    lines.map((line, index) => (index === 0 ? `  - ${line.trimStart()}` : line));
  const pairs = (lines: readonly Line[], indent: string) =>
    lines.map(([key, value]) => `${indent}${key}: ${scalar(value)}`);

  const out: string[] = style.comments ? ['# クラスタ構成の定義 (本番環境)'] : [];
  const windows = plan.platform === 'windows';
  out.push(
    ...pairs(wanted('', [['cluster', plan.name]]), ''),
    ...(windows || plan.seed % 2 === 0 ? [`platform: ${plan.platform}`] : []),
    ...(windows ? [`installDir: ${scalar(plan.installDir)}`] : []),
    ...pairs(
      wanted('', [
        ['clusterSoftware', plan.clusterSoftware],
        ['network', plan.network],
      ]),
      '',
    ),
    'nodes:',
  );
  for (const node of plan.nodes) {
    const optional: Line[] = [['machineId', node.manager ? node.machineId : null]];
    const lines = [`    name: ${scalar(node.name)}`, ...pairs(wanted('nodes', optional), '    ')];
    if (!leftOut.has('nodes.addresses')) lines.push(...list('addresses', node.addresses, '    '));
    lines.push(...pairs(wanted('nodes', [['files', `nodes/${node.name}`]]), '    '));
    out.push(...item(lines));
  }
  if (!leftOut.has('sharedDisks')) {
    out.push(
      ...list(
        'sharedDisks',
        plan.disks.filter((disk) => disk.declared).map((disk) => disk.path),
        '',
      ),
    );
  }
  const hasShared = style.sharedIn !== 'active' || plan.disks.some((disk) => disk.mountedOn.length === 0);
  if (hasShared && !leftOut.has('shared') && (plan.sites.length > 0 || plan.agents.length > 0))
    out.push('shared: shared');
  const everywhere = (names: readonly string[]) => plan.nodes.every((node) => names.includes(node.name));
  const nodesOf = (kind: string, names: readonly string[]) =>
    everywhere(names) && leftOut.has(`${kind}.nodes`) ? [] : list('nodes', names, '    ');

  if (plan.sites.length > 0 && !leftOut.has('sites')) out.push('sites:');
  for (const site of leftOut.has('sites') ? [] : plan.sites) {
    out.push(
      ...item([
        `    name: ${scalar(site.name)}`,
        ...pairs(
          wanted('sites', [
            ['machineId', site.machineId],
            ['database', site.database],
            ['vip', site.vip],
          ]),
          '    ',
        ),
        ...nodesOf('sites', site.nodes),
      ]),
    );
  }
  if (plan.agents.length > 0 && !leftOut.has('agents')) out.push('agents:');
  for (const agent of leftOut.has('agents') ? [] : plan.agents) {
    const optional: Line[] = [
      ['site', agent.site],
      ['instance', agent.instance],
      ['instanceId', agent.instanceId],
      ['endpoint', agent.endpoint],
      ['spool', agent.spool],
      ['privateKey', agent.privateKey],
    ];
    const lines = [`    name: ${scalar(agent.name)}`, ...pairs(wanted('agents', optional), '    ')];
    if (!leftOut.has('agents.users')) lines.push(...list('users', agent.users ?? [], '    '));
    lines.push(...nodesOf('agents', agent.nodes));
    if (agent.perNode.length > 0) lines.push('    perNode:');
    for (const { node, key, value } of agent.perNode)
      lines.push(`      ${node}:`, `        ${key}: ${scalar(value)}`);
    out.push(...item(lines));
  }
  return `${out.join('\n')}\n`;
}
