import type { HostsEntry } from '../../grammars/hosts/document.js';
import type { Word } from '../../grammars/word.js';
import { inferred } from '../../src/engine/rule.js';
import { type Address, parseAddress } from '../../src/jobcenter/address.js';
import { eachDeclaredResolvDef } from '../../src/jobcenter/declared-files.js';
import type { HostsFile } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { Origin } from '../../src/text/source-file.js';

/** A name's address in one line of a file. */
interface Mapping {
  readonly name: string;
  readonly address: Address;
  readonly at: Origin;
}

export const resolvDefConflict = rule({
  name: 'resolv-def-conflict',
  severity: 'warning',
  evidence: inferred('4.1.3'),
  phases: ['start'],
  yieldsTo: [
    { rule: 'vip-loopback', for: 'place' },
    { rule: 'vip-forward-lookup', for: 'place' },
    { rule: 'vip-lookup-consistent', for: 'place' },
    { rule: 'resolv-def-entry', for: 'place' },
  ],
  title: {
    en: 'resolv.def gives a name two addresses, or another one than hosts',
    ja: 'resolv.def の一つの名前に二つのアドレスがある、または hosts と異なる',
  },
  why: {
    en: 'Which of the two addresses is used depends on who asks, so connections go astray now and then.',
    ja: 'どちらのアドレスが使われるかは問い合わせ方によって変わるため、接続先が定まりません。',
  },
  fix: {
    en: 'leave every name one address of a family, the same in resolv.def and hosts',
    ja: '一つの名前のアドレスは（IPv4・IPv6 ごとに）一つにし、resolv.def と hosts で同じにしてください',
  },
  bad: '192.0.2.51  gateway.example.org\n192.0.2.52  gateway.example.org',
  good: '192.0.2.51  gateway.example.org',
  messages: {
    twice: {
      en: (name: string, address: string, other: string) =>
        `"${name}" has the address ${address} here, but ${other} in an earlier line`,
      ja: (name: string, address: string, other: string) =>
        `"${name}" はここでは ${address} ですが、前の行では ${other} です`,
    },
    hosts: {
      en: (name: string, address: string, other: string) =>
        `"${name}" has the address ${address} in resolv.def, but ${other} in hosts`,
      ja: (name: string, address: string, other: string) =>
        `"${name}" は resolv.def では ${address} ですが、hosts では ${other} です`,
    },
  },
  subjects: eachDeclaredResolvDef,
  check(declared, { cluster, report, missing }) {
    if (declared.found === null) return missing(declared.node, declared.need);
    const file = declared.found;
    const { node } = file;
    const first = new Map<string, Mapping>();
    for (const mapping of mappingsOf(file)) {
      const key = keyOf(mapping);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, mapping);
      else if (earlier.address.text !== mapping.address.text) {
        report('twice', {
          at: mapping.at,
          args: [mapping.name, mapping.address.text, earlier.address.text],
          related: [{ at: earlier.at, message: { en: 'first address', ja: '最初のアドレス' } }],
        });
      }
    }
    if (node === null) return;
    if (node.hosts === null) return missing(node.name.value, cluster.places.hosts);
    const inHosts = new Map<string, Mapping[]>();
    for (const mapping of mappingsOf(node.hosts)) {
      const known = inHosts.get(keyOf(mapping));
      if (known === undefined) inHosts.set(keyOf(mapping), [mapping]);
      else known.push(mapping);
    }
    for (const [key, mapping] of first) {
      const others = inHosts.get(key) ?? [];
      const [other] = others;
      if (other === undefined || others.some((each) => each.address.text === mapping.address.text)) continue;
      report('hosts', {
        at: mapping.at,
        args: [mapping.name, mapping.address.text, other.address.text],
        related: [{ at: other.at, message: { en: 'the address in hosts', ja: 'hosts のアドレス' } }],
      });
    }
  },
});

const keyOf = ({ name, address }: Mapping): string => `${address.family} ${nameKey(name)}`;

function mappingsOf({ file, document }: HostsFile): Mapping[] {
  return document.entries.flatMap((entry: HostsEntry) => {
    const address = parseAddress(entry.address.value);
    if (address === null) return [];
    const at = { file, range: entry.address.range };
    return entry.names.map((name: Word) => ({ name: name.value, address, at }));
  });
}
