import { appendLine, type Edit, replaceText } from '../../src/engine/fix.js';
import { manual } from '../../src/engine/rule.js';
import { eachCommonFile, isUnread } from '../../src/jobcenter/common-file.js';
import { judgedValue } from '../../src/jobcenter/conf.js';
import { isBeforeFirstSite } from '../../src/jobcenter/first-site.js';
import { firstLine, rule } from '../../src/jobcenter/rule.js';

const MODES: readonly string[] = ['SITE', 'OFF'];

export const localDaemonMode = rule({
  name: 'local-daemon-mode',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'the common daemon.conf of a cluster node does not set local_daemon to SITE or OFF',
    ja: 'クラスタノードの共通の daemon.conf に local_daemon=SITE または OFF がない',
  },
  why: {
    en: 'Once a cluster site exists, local_daemon decides whether the local site runs beside it. Without it the local site takes what the cluster site needs, and a second cjcmksite fails.',
    ja: 'クラスタサイトを作成したノードでは、ローカルサイトを並行して動かすかどうかを local_daemon で決めます。設定がないとローカルサイトがクラスタサイトと衝突し、2 回目以降の cjcmksite も失敗します。',
  },
  fix: {
    en: 'set local_daemon=SITE (local and cluster sites together) or local_daemon=OFF (cluster sites only), then restart the local site',
    ja: 'local_daemon=SITE（ローカルサイトも併用）または local_daemon=OFF（クラスタサイトのみ）を設定し、ローカルサイトを再起動してください',
  },
  bad: '# common settings\nmaintenance=OFF',
  good: 'local_daemon=SITE',
  messages: {
    notSet: {
      en: (node: string) =>
        `local_daemon is not set on ${node}, which runs a cluster site; it must be "SITE" or "OFF"`,
      ja: (node: string) =>
        `クラスタサイトのノード ${node} に local_daemon の設定がありません。「SITE」か「OFF」が必要です`,
    },
    otherValue: {
      en: (value: string, node: string) =>
        `local_daemon is "${value}" on ${node}; only "SITE" and "OFF" are allowed where a cluster site runs`,
      ja: (value: string, node: string) =>
        `${node} の local_daemon が「${value}」です。クラスタサイトのノードでは「SITE」か「OFF」だけが有効です`,
    },
    noFile: {
      en: (path: string, node: string) =>
        `${node} has no ${path}, and so no local_daemon; a node of a cluster site needs "SITE" or "OFF"`,
      ja: (path: string, node: string) =>
        `${node} に ${path} がないため local_daemon が設定されていません。「SITE」か「OFF」が必要です`,
    },
    nextStep: {
      en: (node: string) =>
        `next step: local_daemon is not set on ${node} yet; set it to "SITE" or "OFF" after cjcmksite`,
      ja: (node: string) =>
        `次の手順: ${node} の local_daemon はまだ設定されていません。cjcmksite の後に「SITE」か「OFF」を設定してください`,
    },
  },
  choices: MODES,
  subjects: eachCommonFile,
  check({ node, conf }, { report, missing, notApplicable, cluster }) {
    const path = cluster.places.commonConf;
    const name = node.name.value;
    const isNext = isBeforeFirstSite(cluster, node);
    if (path === null) return notApplicable();
    if (conf === null) {
      if (!node.hasData || isUnread(node, cluster, path)) missing(name, path);
      else if (isNext) report('nextStep', { at: node.name.at, args: [name], severity: 'info' });
      else report('noFile', { at: node.name.at, args: [path, name] });
      return;
    }
    const entry = conf.get('local_daemon');
    if (entry === null) {
      // A key without value is the syntax rule's.
      if (conf.mentions('local_daemon')) notApplicable();
      else if (isNext) report('nextStep', { at: firstLine(conf), args: [name], severity: 'info' });
      else {
        const choices = eachMode((mode) => appendLine(conf.file, `local_daemon=${mode}`));
        report('notSet', { at: firstLine(conf), args: [name], choices });
      }
    } else if (!MODES.includes(judgedValue(entry))) {
      report('otherValue', {
        at: { file: conf.file, range: entry.value.range },
        args: [entry.value.text, name],
        severity: isNext ? 'info' : 'error',
        choices: eachMode((mode) => replaceText(conf.file, entry.value.range, mode)),
      });
    }
  },
});

const eachMode = (edit: (mode: string) => Edit): Readonly<Record<string, readonly Edit[]>> =>
  Object.fromEntries(MODES.map((mode) => [mode, [edit(mode)]]));
