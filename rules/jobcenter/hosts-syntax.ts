import { code } from '../../src/engine/rule.js';
import { eachDeclaredHosts } from '../../src/jobcenter/declared-files.js';
import { hostsSyntaxMessages, reportHostsProblems } from '../../src/jobcenter/hosts-syntax.js';
import { rule } from '../../src/jobcenter/rule.js';

export const hostsSyntax = rule({
  name: 'hosts-syntax',
  severity: 'warning',
  evidence: code('hosts(5)'),
  phases: ['start'],
  title: {
    en: 'a line of hosts is not an address with its names',
    ja: 'hosts に「アドレス 名前」の形でない行がある',
  },
  why: {
    en: 'The system skips a line of hosts that it cannot read, so that its names are not found, or are found elsewhere.',
    ja: '読めない行はシステムに無視されます。その行の名前は解決できないか、別の情報源の値になります。',
  },
  fix: {
    en: 'write the address first, then the names, separated by blanks',
    ja: '先頭にアドレス、続けて名前を空白で区切って記述してください',
  },
  bad: 'jcmgcluster.example.jp  192.168.1.100',
  good: '192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: hostsSyntaxMessages,
  subjects: eachDeclaredHosts,
  check(it, { report, missing }) {
    if (it.found === null) missing(it.node, it.need);
    else reportHostsProblems(it.found, report);
  },
});
