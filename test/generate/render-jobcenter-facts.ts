import { linkName } from './addresses.js';
import { natsUrl } from './render-config.js';
import { lines, type View } from './view.js';

/** With `local`, `cjcls -a`: the local site as well. */
export function cjcls(view: View, local: boolean): string {
  const { plan, node } = view;
  const linux = plan.platform === 'linux';
  const rows = view.sites.map((site) => {
    const shown = linux ? `${site.database} (/usr/spool/nqs/${linkName(site.vip)})` : site.database;
    return [site.name, site.runningOn.includes(node.name) ? String(site.pid) : 'SHUT', shown];
  });
  if (local) {
    const home = linux ? '/usr/spool/nqs' : plan.installDir;
    rows.unshift([node.name, plan.localDaemon === 'SITE' ? '1190' : 'SHUT', home]);
  }
  const table = [['SITE-NAME', 'DAEMON-PID', linux ? 'DB-PATH(LINK)' : 'DB-PATH'], ...rows];
  const width = Math.max(...table.map(([name]) => name?.length ?? 0));
  return lines(
    table.map(([name = '', pid = '', path = '']) => `${name.padEnd(width)} ${pid.padEnd(10)} ${path}`),
  );
}

/** `show state` of one site. */
export const nmapmgr = (host: string, id: number): string =>
  lines([
    'NMAPMGR>: show state',
    'NETWORK MAPPING STATE',
    `HOST NAME: ${host}   HOST ID: ${id}`,
    'NMAPMGR>: exit',
  ]);

/** `jcagctrl list`. */
export function instances({ node, agents }: View): string {
  const rows = agents.map((agent) => {
    const override = (key: string, value: string) =>
      agent.perNode.find((each) => each.node === node.name && each.key === key)?.value ?? value;
    const active = agent.activeOn.includes(node.name);
    return [
      override('instance', agent.instance),
      override('instanceId', agent.instanceId),
      String(active),
      'true',
    ];
  });
  const table = [['INSTANCE-NAME', 'INSTANCE-ID', 'ACTIVE', 'ENABLE'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const cells = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const [header = '', ...body] = cells;
  return lines([rule, header, rule, ...body, ...(body.length > 0 ? [rule] : [])]);
}

/** Variables of the shell; nothing where none is set. */
export function env({ plan, node, sites }: View): string {
  const first = sites[0];
  if (first === undefined || plan.style.env === 'none') return '';
  if (plan.style.env === 'site') return lines([`NQS_SITE=${first.name}`, `NATS_URL=${natsUrl(first)}`]);
  // Unset NQS_SITE: the local site; the guide's shell example writes http (G 2.4.1).
  return lines([`NATS_URL=http://${node.addresses[0]}:23141`]);
}
