import { manual } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';

export const ipaddressValid = rule({
  name: 'ipaddress-valid',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'a value of ipaddress is not an IP address',
    ja: 'ipaddress の値が IP アドレスではない',
  },
  why: {
    en: 'The site listens on the addresses of ipaddress. What is none, such as a host name, a range or a prefix, cannot be listened on.',
    ja: 'サイトは ipaddress のアドレスで待ち受けます。ホスト名・範囲・プレフィックスなど、アドレスでない値では待ち受けられません。',
  },
  fix: {
    en: 'write one full address, for a cluster site its VIP: ipaddress=192.168.1.100',
    ja: '完全なアドレスを記述してください。クラスタサイトでは VIP です。例: ipaddress=192.168.1.100',
  },
  bad: 'ipaddress=192.168.1.100/24',
  good: 'ipaddress=192.168.1.100',
  messages: {
    notAddress: {
      en: (value: string) =>
        `ipaddress "${value}" is not an IP address; write it in full, without leading zeros, prefix or range`,
      ja: (value: string) =>
        `ipaddress の「${value}」は IP アドレスではありません。先頭の0・プレフィックス・範囲を使わず、完全な形で記述してください`,
    },
    emptyPart: {
      en: (value: string) => `ipaddress "${value}" has a comma without an address beside it`,
      ja: (value: string) => `ipaddress「${value}」に、アドレスのないカンマがあります`,
    },
  },
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing, notApplicable }) {
    if (it.found === null) return missing(it.node, it.need);
    const entry = it.found.get('ipaddress');
    if (entry === null) return notApplicable();
    const parts = splitAddresses(it.found);
    for (const { value, at } of parts) {
      if (parseAddress(value) === null) report('notAddress', { at, args: [value] });
    }
    if (parts.length < entry.value.value.split(',').length) {
      report('emptyPart', {
        at: { file: it.found.file, range: entry.value.range },
        args: [entry.value.text],
      });
    }
  },
});
