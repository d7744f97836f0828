import { manual } from '../../src/engine/rule.js';
import type { ListedSite } from '../../src/jobcenter/facts/types.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import {
  NATS_SERVER,
  processName,
  SITE_PROCESSES,
  TWICE_ON_LINUX,
  WATCHER,
} from '../../src/jobcenter/processes.js';
import { eachManagerNode, firstLine, listed, rule } from '../../src/jobcenter/rule.js';
import { listedLocalSite } from '../../src/jobcenter/sight.js';
import type { Language, Localized } from '../../src/message/language.js';

export const processesComplete = rule({
  name: 'processes-complete',
  severity: 'error',
  evidence: manual('2.1.4'),
  phases: ['operation'],
  needs: ['cjcls', 'ps'],
  title: {
    en: 'a site runs, but not all of its processes',
    ja: 'サイトは起動しているが、必要なプロセスがそろっていない',
  },
  why: {
    en: 'Every running site has its own set of processes. When a watched one is gone, cjcpw stops the site; with cjcpw alone nothing runs although the site looks up.',
    ja: '起動中のサイトごとに一式のプロセスが動作します。監視対象のプロセスがなくなると cjcpw はサイトを停止します。cjcpw だけの場合、起動済みに見えても何も動作していません。',
  },
  fix: {
    en: 'look for maintenance=ON and for `nqsstop`, then stop and start the site with cjcpw',
    ja: 'maintenance=ON や `nqsstop` の実行有無を確認し、cjcpw でサイトを停止・起動し直してください',
  },
  bad: '1790 1 root /usr/lib/nqs/cluster/cjcpw jcmgcluster.example.jp /mnt/jobmgdb\n(no other JobCenter process)',
  good: '1790 1 root /usr/lib/nqs/cluster/cjcpw jcmgcluster.example.jp /mnt/jobmgdb\n1791 1790 root /usr/lib/nqs/jcexecutor/jcexecutor_manager\n…',
  messages: {
    lacking: {
      en: (node: string, sites: string, count: number, names: string) =>
        `${node} runs ${count} site(s) (${sites}), but too few of: ${names}`,
      ja: (node: string, sites: string, count: number, names: string) =>
        `${node} では ${count} サイト（${sites}）が起動していますが、次のプロセスが不足しています: ${names}`,
    },
    noNats: {
      en: (node: string, sites: string, count: number, names: string) =>
        `${node} runs ${count} site(s) (${sites}), but too few NATS servers: ${names}`,
      ja: (node: string, sites: string, count: number, names: string) =>
        `${node} では ${count} サイト（${sites}）が起動していますが、NATS サーバが不足しています: ${names}`,
    },
  },
  subjects: eachManagerNode,
  check(node, { cluster, report, missing, notApplicable }) {
    const { cjcls, ps } = node.facts;
    const name = node.name.value;
    if (cjcls.state === 'missing') return missing(name, 'cjcls');
    const local = runningLocalSite(node);
    const localName = nameKey(listedLocalSite(node)?.name.value ?? node.name.value);
    const ofCluster = cjcls.value.filter((row) => row.pid !== null && nameKey(row.name.value) !== localName);
    const running = [...ofCluster, ...local];
    const [first, ...others] = running;
    if (first === undefined) return notApplicable();
    if (ps.state === 'missing') return missing(name, 'ps');

    const counts = new Map<string, number>();
    for (const process of ps.value) {
      const program = processName(process, cluster.platform);
      counts.set(program, (counts.get(program) ?? 0) + 1);
    }
    const lackingOf = (program: string, wanted: number) => {
      const found = counts.get(program) ?? 0;
      return found < wanted ? [{ program, count: `${found}/${wanted}` }] : [];
    };
    const isLinux = cluster.platform === 'linux';
    // Windows has none of the two jnwcaster of Linux to watch (G 2.1.4).
    const twice = isLinux ? 2 : 0;
    const lacking = [
      // The local site is started without cjcpw, and on Windows a cluster site may be as well: as a service (G 4.3.1).
      ...lackingOf(WATCHER, isLinux ? ofCluster.length : 0),
      ...SITE_PROCESSES.flatMap((program) =>
        lackingOf(program, running.length * (program === TWICE_ON_LINUX ? twice : 1)),
      ),
    ];
    const nats = lackingOf(NATS_SERVER, running.length);
    if (lacking.length + nats.length === 0) return;
    report(lacking.length > 0 ? 'lacking' : 'noNats', {
      at: firstLine({ file: ps.file }),
      args: [
        name,
        listed(running.map((row) => row.name.value)),
        running.length,
        byCount([...lacking, ...nats]),
      ],
      severity: lacking.length > 0 ? 'error' : 'warning',
      site: others.length === 0 && ofCluster.length === 1 ? first.name.value : null,
      related: running.map((row) => ({
        at: row.pidAt,
        message: { en: `${row.name.value} runs`, ja: `${row.name.value} は起動中` },
      })),
    });
  },
});

/** `cjcpw, jnwengine (1/2); jnwcaster (2/4)`: what is there and what has to be, once for the programs alike. */
function byCount(lacking: readonly { readonly program: string; readonly count: string }[]): Localized {
  const groups = [...new Set(lacking.map(({ count }) => count))].map((count) => ({
    count,
    programs: listed(lacking.filter((each) => each.count === count).map(({ program }) => program)),
  }));
  const told = (language: Language, separator: string) =>
    groups.map(({ count, programs }) => `${programs[language]} (${count})`).join(separator);
  return { en: told('en', '; '), ja: told('ja', ' / ') };
}

function runningLocalSite(node: ClusterNode): readonly ListedSite[] {
  const row = listedLocalSite(node);
  return row === null || row.pid === null ? [] : [row];
}
