import { manual, type Subject } from '../../src/engine/rule.js';
import type { Agent, Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { isAbsolute } from '../../src/jobcenter/platform.js';
import { askedHere, askedHereOrHalted } from '../../src/jobcenter/preflight-subjects.js';
import { rule } from '../../src/jobcenter/rule.js';
import { mountOf } from '../../src/jobcenter/sight.js';
import type { Sourced } from '../../src/text/source-file.js';

/** A folder that has to lie on a mounted disk of the live node. */
interface NeededFolder {
  readonly here: ClusterNode;
  /** Null: nothing tells the spool directory. */
  readonly folder: Sourced<string> | null;
}

export const mountActive = rule({
  name: 'mount-active',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site', 'start', 'agent'],
  needs: ['mounts'],
  title: {
    en: "the disk of the database (or of the agent's spool directory) is not mounted on this node",
    ja: 'データベース（またはエージェントのスプールディレクトリ）のディスクがこのノードにマウントされていない',
  },
  why: {
    en: 'Without the disk the files land in the empty mount point on the root file system: they disappear behind the disk when it is mounted, and the other node never sees them.',
    ja: 'ディスクがないと、ファイルはルートファイルシステム上の空のマウントポイントに作られます。後でマウントすると隠れてしまい、ほかのノードからも見えません。',
  },
  fix: {
    en: 'mount the shared or mirrored disk on this node (with cluster software: start its disk resource here)',
    ja: '共有ディスクまたはミラーディスクをこのノードにマウントしてください（クラスタソフトウェアを使う場合はディスクリソースをこのノードで起動します）',
  },
  bad: '/dev/mapper/rhel-root / xfs rw 0 0',
  good: '/dev/mapper/rhel-root / xfs rw 0 0\n/dev/sdb1 /mnt/jobmgdb ext4 rw 0 0',
  messages: {
    database: {
      en: (path: string, node: string, mountPoint: string) =>
        `no disk is mounted at "${path}" on ${node}: the database would lie on ${fileSystem.en(mountPoint)}`,
      ja: (path: string, node: string, mountPoint: string) =>
        `${node} では "${path}" にディスクがマウントされていません。データベースが${fileSystem.ja(mountPoint)}に置かれてしまいます`,
    },
    spool: {
      en: (path: string, node: string, mountPoint: string) =>
        `no disk is mounted at "${path}" on ${node}: the spool directory would lie on ${fileSystem.en(mountPoint)}`,
      ja: (path: string, node: string, mountPoint: string) =>
        `${node} では "${path}" にディスクがマウントされていません。スプールディレクトリが${fileSystem.ja(mountPoint)}に置かれてしまいます`,
    },
  },
  subjects: (cluster) => [
    ...askedHereOrHalted(
      'create-site',
      'start',
    )(cluster).map(({ it, ...names }) => ({
      ...names,
      it: { here: it.here, folder: it.site.database },
    })),
    ...agentFolders(cluster),
    ...foldersLeftBehind(cluster),
  ],
  check({ here, folder }, { cluster, report, missing, notApplicable }) {
    const { platform, sharedDisks, sites, halted } = cluster;
    const node = here.name.value;
    if (folder === null) return missing(null, 'manifest:agents[].spool');
    const { value: path, at } = folder;
    if (!isAbsolute(platform, path)) return notApplicable();
    if (here.facts.mounts.state !== 'known') return missing(node, 'mounts');
    const real = here.tree.resolve(path);
    const places = real.state === 'found' ? [path, real.path] : [path];
    if (places.some((place) => mountOf(here, platform, place, sharedDisks) !== null)) return;
    report(sites.some(({ database }) => database === folder) ? 'database' : 'spool', {
      at,
      args: [path, node, mountOf(here, platform, path, [])?.mountPoint ?? '/'],
      // After a failover that failed it may have been taken away again.
      ...(halted.length > 0 ? { severity: 'warning' } : {}),
    });
  },
});

/** Where a path lies without the disk. */
const fileSystem = {
  en: (mountPoint: string) =>
    mountPoint === '/' ? 'the root file system' : `the file system of ${mountPoint}`,
  ja: (mountPoint: string) =>
    mountPoint === '/' ? 'ルートファイルシステム' : `${mountPoint} のファイルシステム`,
};

/**
 * The spool directories of agents that run nowhere, whose disk did not follow the site to where that got stuck. One that
 * runs where its disk is moves by itself.
 */
function foldersLeftBehind({ platform, sharedDisks, agents, halted }: Cluster): Subject<NeededFolder>[] {
  return halted.flatMap(({ here, site }) =>
    agents.flatMap((agent): Subject<NeededFolder>[] => {
      const folder = agent.on(here).spool;
      if (
        folder === null ||
        !agent.nodes.includes(here) ||
        agent.nodes.some((node) => !isStoppedOn(node, agent))
      )
        return [];
      const others = agent.nodes.filter((node) => node !== here && site.nodes.includes(node));
      const isElsewhere = others.some((node) => mountOf(node, platform, folder.value, sharedDisks) !== null);
      return isElsewhere ? [{ it: { here, folder }, node: here.name.value, agent: agent.name.value }] : [];
    }),
  );
}

/** Whether a node's list shows an agent's instance, and that it does not run. */
function isStoppedOn(node: ClusterNode, agent: Agent): boolean {
  const listed = node.facts['jcagctrl-list'];
  const instance = agent.on(node).instance?.value;
  return (
    listed.state === 'known' &&
    listed.value.some(({ name, active }) => name.value === instance && active?.value === false)
  );
}

/** The spool directories of the agents that the live node may run. */
function agentFolders(cluster: Cluster): Subject<NeededFolder>[] {
  const [asked] = askedHere('create-agent')(cluster);
  if (asked === undefined) return [];
  const { here } = asked.it;
  const node = here.name.value;
  const agents = cluster.agents.filter((agent) => agent.nodes.includes(here));
  if (agents.length === 0) return [{ it: { here, folder: null }, node }];
  return agents.map((agent) => ({
    it: { here, folder: agent.on(here).spool },
    node,
    agent: agent.name.value,
  }));
}
