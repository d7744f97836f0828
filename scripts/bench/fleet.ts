import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that {@link writeFleet} writes for each cluster. */
export const filesPerCluster = 11;

const yards = ['tokyo', 'osaka', 'nagoya', 'sapporo', 'fukuoka'];
const systems = ['billing', 'payroll', 'stock', 'orders', 'ledger', 'claims', 'freight'];

/**
 * Writes healthy two-node clusters with a site and an agent each, of varied names and addresses, for measuring.
 * The same count gives the same files.
 * @returns the number of files.
 */
export function writeFleet(directory: string, clusters: number): number {
  let files = 0;
  for (let index = 0; index < clusters; index++) {
    const cluster = clusterFiles(index);
    for (const [path, text] of cluster.files) {
      const file = join(directory, cluster.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      files++;
    }
  }
  return files;
}

function clusterFiles(index: number): { folder: string; files: [path: string, text: string][] } {
  const yard = yards[index % yards.length];
  const system = systems[index % systems.length];
  const number = String(index).padStart(5, '0');
  const prefix = `10.${index >> 8}.${index & 255}`;
  const vip = `${prefix}.100`;
  const site = `jc${system}${number}.${yard}.example.jp`;
  const database = `/mnt/${system}db`;
  const spool = `/mnt/${system}ag`;
  const nodes = [
    { name: `${system}${number}a`, address: `${prefix}.11`, machineId: 2 * index + 10 },
    { name: `${system}${number}b`, address: `${prefix}.12`, machineId: 2 * index + 11 },
  ];
  const manifest = `# ${yard} ${system}
cluster: ${system}-${number}
clusterSoftware: clusterpro
nodes:
${nodes.map((node) => `  - name: ${node.name}\n    machineId: ${node.machineId}\n    addresses: [${node.address}]\n`).join('')}\
sharedDisks: [${database}, ${spool}]
sites:
  - name: ${site}
    machineId: ${100_000 + index}
    database: ${database}
    vip: ${vip}
agents:
  - name: ag${system}${number}
    site: ${site}
    instance: instance${number}
    instanceId: 0f8fad5b-d9cb-469f-a165-7086772${number}
    endpoint: http://${site}:23151
    spool: ${spool}
    privateKey: /opt/keys/ag${number}.pem
    users: [batch01, batch02]
`;
  const hosts = `127.0.0.1   localhost\n${nodes
    .map((node) => `${node.address}   ${node.name}.${yard}.example.jp ${node.name}\n`)
    .join('')}${vip}   ${site} jc${system}${number}\n`;
  const files: [string, string][] = [
    ['cjclint.yaml', manifest],
    [`shared${database}/nqs/daemon.conf`, `# ${site}\nipaddress=${vip}\nNATS_URL=nats://${vip}:23141\n`],
    [
      `shared${spool}/jcexecutor/agent/jcexecutor_agent.yaml`,
      'request:\n  onStartup:\n    action: default\n',
    ],
  ];
  nodes.forEach((node, place) => {
    const tree = `nodes/${node.name}`;
    const ip = (address: string) => `2: eth0    inet ${address}/24 brd ${prefix}.255 scope global eth0\n`;
    files.push(
      [`${tree}/usr/lib/nqs/rc/daemon.conf`, 'local_daemon=SITE\n'],
      [
        `${tree}/usr/spool/nqs/daemon.conf`,
        `ipaddress=${node.address}\nNATS_URL=nats://${node.address}:23141\n`,
      ],
      [`${tree}/etc/hosts`, hosts],
      [`${tree}/.facts/ip-addr`, ip(node.address) + (place === 0 ? ip(vip) : '')],
    );
  });
  return { folder: `${yard}/${system}/${number}`, files };
}
