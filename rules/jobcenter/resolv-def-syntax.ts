import { manual } from '../../src/engine/rule.js';
import { eachDeclaredResolvDef } from '../../src/jobcenter/declared-files.js';
import { hostsSyntaxMessages, reportHostsProblems } from '../../src/jobcenter/hosts-syntax.js';
import { rule } from '../../src/jobcenter/rule.js';

export const resolvDefSyntax = rule({
  name: 'resolv-def-syntax',
  severity: 'error',
  evidence: manual('4.1.3'),
  phases: ['start'],
  title: {
    en: 'a line of resolv.def is not an address with its names',
    ja: 'resolv.def に「アドレス 名前」の形でない行がある',
  },
  why: {
    en: 'JobCenter looks names up in resolv.def. A name on a line that cannot be read is not found there, and the site or a transfer to it fails.',
    ja: 'JobCenter は resolv.def で名前を解決します。読めない行の名前は解決できず、サイトの起動やリクエストの転送に失敗します。',
  },
  fix: {
    en: 'write the address first, then the full name and the short name, separated by blanks',
    ja: '先頭にアドレス、続けて完全修飾名と短い名前を空白で区切って記述してください',
  },
  bad: 'jcmgcluster.domain.jp  192.168.19.85',
  good: '192.168.19.85  jcmgcluster.domain.jp  jcmgcluster',
  messages: hostsSyntaxMessages,
  subjects: eachDeclaredResolvDef,
  check(it, { report, missing }) {
    if (it.found === null) missing(it.node, it.need);
    else reportHostsProblems(it.found, report);
  },
});
