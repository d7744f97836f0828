import { inferred } from '../../src/engine/rule.js';
import { confSyntaxMessages, reportConfProblems } from '../../src/jobcenter/conf-syntax.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const daemonConfSyntax = rule({
  name: 'daemon-conf-syntax',
  severity: 'error',
  evidence: inferred('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'a line of daemon.conf is neither key=value, comment nor blank',
    ja: 'daemon.conf に「キー=値」でもコメントでもない行がある',
  },
  why: {
    en: 'A setting on a line that cannot be read does not take effect: the site starts without it, or not at all.',
    ja: '読めない行の設定は反映されません。サイトはその設定なしで起動するか、起動に失敗します。',
  },
  fix: {
    en: 'write each setting as key=value on a line of its own, and begin comments with #',
    ja: '設定は1行に1つ「キー=値」の形で、コメントは # で始めて記述してください',
  },
  bad: 'ipaddress 192.168.1.100\nNATS_URL=',
  good: 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.100:23141',
  messages: confSyntaxMessages,
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing }) {
    if (it.found === null) missing(it.node, it.need);
    else reportConfProblems(it.found, report);
  },
});
