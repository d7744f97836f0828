import { manual } from '../../src/engine/rule.js';
import { judgedMode } from '../../src/jobcenter/directory-mode.js';
import { spoolSight } from '../../src/jobcenter/disk-sight.js';
import { eachAgentAtNode, rule } from '../../src/jobcenter/rule.js';
import { unseenSpool } from '../../src/jobcenter/unseen-disk.js';
import { shellWord } from '../../src/text/shell-word.js';

export const spoolMode = rule({
  name: 'spool-mode',
  severity: 'error',
  evidence: manual('2.5.2'),
  phases: ['agent'],
  needs: ['stat'],
  title: {
    en: 'a spool directory does not have mode 755',
    ja: 'スプールディレクトリのパーミッションが 755 でない',
  },
  why: {
    en: "The agent runs jobs under the job users' accounts, which all have to get into the spool directory; write permission for others lets anyone change what runs.",
    ja: 'エージェントはジョブ実行ユーザの権限でジョブを実行するため、各ユーザがスプールディレクトリに入れる必要があります。書き込みの権限が余分にあると、実行内容を誰でも変更できます。',
  },
  fix: {
    en: 'chmod 755 the directory on the node that has the disk mounted',
    ja: 'ディスクをマウントしているノードでディレクトリに chmod 755 を実行してください',
  },
  bad: '700\troot\troot\tdirectory\t/mnt/jobagdb',
  good: '755\troot\troot\tdirectory\t/mnt/jobagdb',
  messages: {
    closed: {
      en: (path: string, mode: string, lacks: string) =>
        `spool directory ${path} has mode ${mode}; it needs 755, so ${lacks} is missing`,
      ja: (path: string, mode: string, lacks: string) =>
        `スプールディレクトリ ${path} のパーミッションは ${mode} です。755 が必要ですが、${lacks} が不足しています`,
      fix: {
        en: (path: string) => `chmod 755 ${shellWord(path)}`,
        ja: (path: string) => `chmod 755 ${shellWord(path)} を実行してください`,
      },
    },
    wider: {
      en: (path: string, mode: string, beyond: string) =>
        `spool directory ${path} has mode ${mode}, wider than the 755 it needs: ${beyond} is too much`,
      ja: (path: string, mode: string, beyond: string) =>
        `スプールディレクトリ ${path} のパーミッションは ${mode} で、必要な 755 より広くなっています（${beyond} が余分です）`,
      fix: {
        en: (path: string) => `chmod 755 ${shellWord(path)}`,
        ja: (path: string) => `chmod 755 ${shellWord(path)} を実行してください`,
      },
    },
  },
  subjects: eachAgentAtNode,
  check({ agent, node }, { cluster, report, missing, notApplicable }) {
    if (cluster.platform === 'windows') return notApplicable();
    const { spool } = agent.on(node);
    if (spool === null) return missing(null, 'manifest:agents[].spool');
    const sight = spoolSight(cluster, agent, node);
    if (sight === 'not-seen' && agent.nodes.some((each) => spoolSight(cluster, agent, each) !== 'not-seen'))
      return notApplicable();
    const judged = sight === 'seen' ? judgedMode(node, spool.value) : null;
    if (judged === null)
      return missing(node.name.value, (sight === 'seen' ? null : unseenSpool(agent)) ?? 'stat');
    const { path, mode, lacks, beyond, at } = judged;
    if (lacks !== '') report('closed', { at, args: [path, mode, lacks] });
    else if (beyond !== '') report('wider', { at, args: [path, mode, beyond], severity: 'warning' });
  },
});
