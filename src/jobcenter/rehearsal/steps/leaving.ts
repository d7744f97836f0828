import type { Localized } from '../../../message/language.js';
import { listed } from '../../../message/listed.js';
import type { Process } from '../../../source/facts/types.js';
import type { Cluster, ClusterNode } from '../../model.js';
import { isSiteProcess, NATS_SERVER, processName } from '../../processes.js';
import { listedLocalSite, mountOf } from '../../sight.js';
import { withoutSite } from '../does-not-apply.js';
import { type Judging, place } from '../judging.js';
import { siteState } from '../site-state.js';
import type { StepDefinition } from '../step.js';

/** The site stops on the node that it leaves. */
export const stopSite: StepDefinition = {
  step: 'stop-site',
  title: { en: 'stop the site', ja: 'サイトの停止' },
  after: [],
  looksAt: ['from'],
  judge(judging) {
    const { site, from } = judging.move;
    const node = from.name.value;
    if (site === null) return withoutSite;
    const name = site.name.value;
    const state = siteState(from, site);
    const isUp = state.state === 'runs';
    judging.ask('site-running-once', 'pair', { about: (answer) => answer.site === name, lacks: isUp });
    judging.ask('cjcpw-arguments', 'from', {
      lacks: isUp,
      effect: (finding) => (isUp && (finding.site ?? name) === name ? 'fails' : 'none'),
    });
    if (state.state === 'unknown') judging.lacks(from, 'cjcls');
    if (!isUp) {
      return {
        en: `${name} does not run on ${node} now, so that there is nothing to stop`,
        ja: `${name} は現在 ${node} で動作していないため、停止するものはありません`,
      };
    }
    judging.shows({ en: `${name} runs on ${node}`, ja: `${node} で動作中の ${name}` }, state.row.pidAt);
    return {
      en: `the cjcpw of ${name} (pid ${state.pid}) runs on ${node} with the site's own name and database, and can be stopped`,
      ja: `${node} の cjcpw（PID ${state.pid}）は ${name} の名前とデータベースで動作しており、停止できます`,
    };
  },
};

/** No process of the site is left behind. */
export const processesGone: StepDefinition = {
  step: 'processes-gone',
  title: { en: 'its processes are gone', ja: 'プロセスの終了' },
  after: ['stop-site'],
  looksAt: ['from'],
  judge(judging) {
    const { site, from, cluster } = judging.move;
    const node = from.name.value;
    if (site === null) return withoutSite;
    const { ps, cjcls } = from.facts;
    if (ps.state === 'missing') judging.lacks(from, 'ps');
    if (cjcls.state === 'missing') judging.lacks(from, 'cjcls');
    if (ps.state === 'missing' || cjcls.state === 'missing') return none(node);
    const up = cjcls.value.filter((row) => row.pid !== null);
    if (up.length === 0) return leftOvers(judging, cluster, from, ps.value);
    for (const row of up) {
      const message = { en: `${row.name.value} runs`, ja: `${row.name.value} は起動中` };
      judging.shows(message, row.pidAt);
    }
    return {
      en: `the JobCenter processes on ${node} belong to what runs there; a cjcpw that stops takes those of its site along`,
      ja: `${node} の JobCenter のプロセスは動作中のサイトのものです。cjcpw が停止すれば、そのサイトのプロセスも終了します`,
    };
  },
};

/** With every cluster site shut, only the local site may have processes. */
function leftOvers(
  judging: Judging,
  cluster: Cluster,
  node: ClusterNode,
  processes: readonly Process[],
): Localized {
  const name = node.name.value;
  const left = processes.filter((process) => {
    const program = processName(process, cluster.platform);
    return isSiteProcess(program) && program !== NATS_SERVER;
  });
  const [first] = left;
  if (first === undefined) return none(name);
  const local = listedLocalSite(node);
  if (node.facts['cjcls-a'].state === 'missing') judging.lacks(node, 'cjcls-a');
  else if (local !== null && local.pid !== null) {
    return {
      en: `no cluster site runs on ${name}; the JobCenter processes there are those of its local site`,
      ja: `${name} ではクラスタサイトは停止しており、JobCenter のプロセスはローカルサイトのものです`,
    };
  } else {
    const program = processName(first, cluster.platform);
    const message = {
      en: `process ${first.pid} (${program}) is still there on ${name} although no site runs`,
      ja: `${name} ではサイトが動作していませんが、プロセス ${first.pid}（${program}）が残っています`,
    };
    judging.fails(
      message,
      ...left.map((process) => place({ en: process.args, ja: process.args }, process.at)),
    );
  }
  return none(name);
}

const none = (node: string): Localized => ({
  en: `no process of JobCenter is left on ${node}`,
  ja: `${node} に JobCenter のプロセスは残っていません`,
});

/** Nothing but the site holds its disk, which can then be unmounted. */
export const releaseDisk: StepDefinition = {
  step: 'release-disk',
  title: { en: 'free and unmount the disk', ja: 'ディスクの解放' },
  after: ['processes-gone'],
  looksAt: ['from'],
  judge(judging) {
    const { site, from, moving, cluster } = judging.move;
    const node = from.name.value;
    judging.ask('disk-holders', 'from', {
      alone: true,
      effect: ({ messageKey }) => (messageKey === 'leftBehind' ? 'fails' : 'doubt'),
    });
    const folders = [
      ...(site === null ? [] : [site.database.value]),
      ...moving.flatMap((agent) => agent.on(from).spool?.value ?? []),
    ];
    const mounts = folders.flatMap(
      (path) => mountOf(from, cluster.platform, path, cluster.sharedDisks) ?? [],
    );
    for (const { mountPoint, at } of mounts) {
      judging.shows({ en: `${mountPoint} is mounted on ${node}`, ja: `${node} の ${mountPoint}` }, at);
    }
    const disks = listed(new Set(mounts.map(({ mountPoint }) => mountPoint)));
    return mounts.length === 0
      ? {
          en: `the disk is not mounted on ${node} now`,
          ja: `ディスクは現在 ${node} にマウントされていません`,
        }
      : {
          en: `nothing holds ${disks.en} on ${node} that would stay when the site is stopped`,
          ja: `${node} で ${disks.ja} を使用しているもので、サイトの停止後に残るものはありません`,
        };
  },
};
