import { manual } from '../../src/engine/rule.js';
import { DIRECTORY_MODE, judgedMode, octal, symbolic } from '../../src/jobcenter/directory-mode.js';
import { databaseSight, spoolSight } from '../../src/jobcenter/disk-sight.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { below } from '../../src/jobcenter/platform.js';
import { eachNode, rule } from '../../src/jobcenter/rule.js';
import { preflightOf } from '../../src/jobcenter/stage.js';

export const umask755 = rule({
  name: 'umask-755',
  severity: 'warning',
  evidence: manual('2.5.2'),
  phases: ['create-site'],
  needs: ['umask'],
  title: {
    en: 'the umask takes bits of 755 away from new directories',
    ja: 'umask により、新しいディレクトリのパーミッションが 755 に満たなくなる',
  },
  why: {
    en: 'cjcmksite and jcagctrl create make their directories under the umask of the shell that runs them, and these need 755.',
    ja: 'cjcmksite と jcagctrl create は実行したシェルの umask でディレクトリを作成しますが、作成されるディレクトリには 755 が必要です。',
  },
  fix: {
    en: 'run `umask 022` in the shell before cjcmksite or jcagctrl create',
    ja: 'cjcmksite や jcagctrl create の前に、そのシェルで `umask 022` を実行してください',
  },
  bad: '0077',
  good: '0022',
  messages: {
    takesAway: {
      en: (umask: string, mode: string, taken: string) =>
        `umask ${umask} takes ${taken} away: a new database or spool directory would get mode ${mode} instead of 755`,
      ja: (umask: string, mode: string, taken: string) =>
        `umask ${umask} では ${taken} が失われ、新しいデータベースやスプールディレクトリのパーミッションは 755 ではなく ${mode} になります`,
    },
    alreadyThere: {
      en: (umask: string, mode: string) =>
        `umask ${umask} would give a new directory mode ${mode}; the databases and spool directories are there with 755 already`,
      ja: (umask: string, mode: string) =>
        `umask ${umask} では新しいディレクトリのパーミッションが ${mode} になります。既存のデータベースとスプールディレクトリは 755 になっています`,
    },
  },
  subjects: eachNode,
  check(node, { cluster, report, missing, notApplicable }) {
    if (cluster.platform === 'windows') return notApplicable();
    const { umask } = node.facts;
    if (umask.state !== 'known') return missing(node.name.value, 'umask');
    const { value, at } = umask.value;
    const taken = value & DIRECTORY_MODE;
    if (taken === 0) return;
    const mode = octal(0o777 & ~value);
    const written = value.toString(8).padStart(4, '0');
    if (madeAlready(cluster, node)) report('alreadyThere', { at, args: [written, mode], severity: 'info' });
    else {
      // Just before a directory is made here it is more than a habit to mend some day.
      const isNext = preflightOf(cluster, 'create-site', 'create-agent')?.here === node;
      const severity = isNext ? 'error' : 'warning';
      report('takesAway', { at, args: [written, mode, symbolic(taken)], severity });
    }
  },
});

/** Whether the node's databases and spools that some node sees have 755; those that nobody sees do not count. */
function madeAlready(cluster: Cluster, node: ClusterNode): boolean {
  const { platform, places } = cluster;
  const databases = cluster.sites
    .filter((site) => site.nodes.includes(node))
    .flatMap((site) =>
      site.nodes
        .filter((each) => databaseSight(cluster, site, each) === 'seen')
        .flatMap((each) => [
          judgedMode(each, site.database.value),
          judgedMode(each, below(platform, site.database.value, places.databaseFolder)),
        ]),
    );
  const spools = cluster.agents
    .filter((agent) => agent.nodes.includes(node))
    .flatMap((agent) =>
      agent.nodes
        .filter((each) => spoolSight(cluster, agent, each) === 'seen')
        .map((each) => judgedMode(each, agent.on(each).spool?.value ?? '')),
    );
  const judged = [...databases, ...spools];
  return judged.length > 0 && judged.every((each) => each?.lacks === '' && each.beyond === '');
}
