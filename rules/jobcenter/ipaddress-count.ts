import { thirdParty } from '../../src/engine/rule.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

const AT_MOST = 5;

export const ipaddressCount = rule({
  name: 'ipaddress-count',
  severity: 'info',
  evidence: thirdParty,
  phases: ['start'],
  title: {
    en: 'ipaddress lists more than five addresses',
    ja: 'ipaddress のアドレスが5個を超えている',
  },
  why: {
    en: 'An option note limits ipaddress to five addresses; the guide shows one. The site may not listen on the ones beyond.',
    ja: 'オプションの資料では ipaddress は5個までとされています（ガイドの例は1個）。6個目以降では待ち受けない可能性があります。',
  },
  fix: {
    en: 'keep the addresses that clients and agents use, five at most',
    ja: 'クライアントやエージェントが使うアドレスだけを残し、5個以内にしてください',
  },
  bad: 'ipaddress=10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5,10.0.0.6',
  good: 'ipaddress=10.0.0.1,10.0.0.2',
  messages: {
    tooMany: {
      en: (count: number, beyond: string) =>
        `ipaddress lists ${count} addresses, of which at most ${AT_MOST} may count; "${beyond}" is the first beyond`,
      ja: (count: number, beyond: string) =>
        `ipaddress に ${count} 個のアドレスがあります。有効なのは ${AT_MOST} 個までの可能性があります（「${beyond}」以降が超過分）`,
    },
  },
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing, notApplicable }) {
    if (it.found === null) return missing(it.node, it.need);
    const entry = it.found.get('ipaddress');
    if (entry === null) return notApplicable();
    const addresses = splitAddresses(it.found);
    const first = addresses[AT_MOST];
    const start = first?.at.range?.start;
    if (first === undefined || start === undefined) return;
    const end = addresses.at(-1)?.at.range?.end ?? entry.value.range.end;
    report('tooMany', {
      at: { file: it.found.file, range: { start, end } },
      args: [addresses.length, first.value],
    });
  },
});
