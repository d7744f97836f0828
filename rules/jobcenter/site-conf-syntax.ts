import { inferred } from '../../src/engine/rule.js';
import { confSyntaxMessages, reportConfProblems } from '../../src/jobcenter/conf-syntax.js';
import { eachDeclaredSiteConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const siteConfSyntax = rule({
  name: 'site-conf-syntax',
  severity: 'error',
  evidence: inferred('2.3.3.2.3'),
  phases: ['start'],
  title: {
    en: 'a line of site.conf is neither key=value, comment nor blank',
    ja: 'site.conf に「キー=値」でもコメントでもない行がある',
  },
  why: {
    en: 'A time limit on a line that cannot be read does not take effect, so that a slow start or stop is cut off as before.',
    ja: '読めない行の時間設定は反映されません。起動や停止に時間がかかるサイトは、既定の制限で打ち切られます。',
  },
  fix: {
    en: 'write each setting as key=value on a line of its own, and begin comments with #',
    ja: '設定は1行に1つ「キー=値」の形で、コメントは # で始めて記述してください',
  },
  bad: 'BOOT_TIMEOUT 400\nSTOP_TIMEOUT=',
  good: 'BOOT_TIMEOUT=400\nSTOP_TIMEOUT=300',
  messages: confSyntaxMessages,
  subjects: eachDeclaredSiteConf,
  check(it, { report, missing }) {
    if (it.found === null) missing(it.node, it.need);
    else reportConfProblems(it.found, report);
  },
});
