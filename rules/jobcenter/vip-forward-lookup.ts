import { manual, type Related } from '../../src/engine/rule.js';
import type { Site } from '../../src/jobcenter/model.js';
import { forwardView, seenElsewhere } from '../../src/jobcenter/name-views.js';
import { askedAt, deciding, forwardAnswers } from '../../src/jobcenter/names.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import { addressesIn, eachNameUser, isVip } from '../../src/jobcenter/site-names.js';

export const vipForwardLookup = rule({
  name: 'vip-forward-lookup',
  severity: 'error',
  evidence: manual('2.2.2'),
  phases: ['create-site', 'start'],
  needs: ['hosts', 'resolv.def', 'lookup', 'net'],
  yieldsTo: [{ rule: 'vip-loopback', for: 'place' }],
  title: {
    en: "a site's name does not give its VIP",
    ja: 'サイト名からリロケータブルIPアドレス(VIP)が引けない',
  },
  why: {
    en: 'The site finds its own address by looking up its name, and agents find the site the same way: every node needs the VIP as the answer.',
    ja: 'サイトは自身のサイト名を名前解決してアドレスを得ます。エージェントも同じ方法でサイトを見つけるため、どのノードでも VIP が返る必要があります。',
  },
  fix: {
    en: 'map the site name to the VIP on every node: in DNS, /etc/hosts or resolv.def',
    ja: 'すべてのノードで、サイト名が VIP に解決されるように DNS・/etc/hosts・resolv.def を設定してください',
  },
  bad: '192.168.1.200  jcmgcluster.example.jp  jcmgcluster',
  good: '192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: {
    noAddress: {
      en: (vip: string, name: string) =>
        `the VIP "${vip}" of ${name} is not an IP address, so that no look-up can give it`,
      ja: (vip: string, name: string) =>
        `${name} の VIP "${vip}" は IP アドレスではないため、名前解決の結果と比較できません`,
      fix: {
        en: () => 'write the relocatable address itself in the manifest, like 192.168.1.100',
        ja: () => 'マニフェストにはリロケータブルIPアドレスそのものを 192.168.1.100 のように記述してください',
      },
    },
    nothing: {
      en: (node: string, name: string) =>
        `${node} finds no address for "${name}"; a site's name has to resolve to its VIP`,
      ja: (node: string, name: string) =>
        `${node} では "${name}" のアドレスが得られません。サイト名は VIP に解決される必要があります`,
    },
    noAnswer: {
      en: (node: string, name: string, vip: string) =>
        `${node} finds no address for "${name}"; it has to be the VIP ${vip}`,
      ja: (node: string, name: string, vip: string) =>
        `${node} では "${name}" のアドレスが得られません。VIP ${vip} が返る必要があります`,
    },
    dangling: {
      en: (node: string, name: string, target: string, vip: string) =>
        `on ${node} "${name}" leads by CNAME to "${target}", which has no address; it has to be the VIP${of(vip)}`,
      ja: (node: string, name: string, target: string, vip: string) =>
        `${node} では "${name}" が CNAME で "${target}" に導かれますが、そこにアドレスがありません。VIP${of(vip)} が返る必要があります`,
    },
    loop: {
      en: (node: string, name: string, target: string, vip: string) =>
        `on ${node} the CNAMEs of "${name}" lead in a circle (back to "${target}"); it has to be the VIP${of(vip)}`,
      ja: (node: string, name: string, target: string, vip: string) =>
        `${node} では "${name}" の CNAME が循環しています（"${target}" に戻ります）。VIP${of(vip)} が返る必要があります`,
    },
    elsewhere: {
      en: (node: string, name: string, addresses: string, vip: string) =>
        `${node} finds "${name}" at ${addresses} instead of the VIP ${vip}`,
      ja: (node: string, name: string, addresses: string, vip: string) =>
        `${node} では "${name}" が VIP ${vip} ではなく ${addresses} に解決されます`,
    },
    others: {
      en: (node: string, name: string, addresses: string, vip: string) =>
        `${node} finds "${name}" at ${addresses} as well as at the VIP ${vip}: which one is used is left to chance`,
      ja: (node: string, name: string, addresses: string, vip: string) =>
        `${node} では "${name}" が VIP ${vip} のほかに ${addresses} にも解決され、どちらが使われるか定まりません`,
    },
  },
  subjects: eachNameUser,
  check({ site, node }, { report, missing }) {
    const { vip } = site;
    const name = site.name.value;
    const nodeName = node.name.value;
    if (vip?.declared && vip.address === null) {
      // Told of the site, once.
      if (node !== site.nodes[0]) return missing(null, 'manifest:sites[].vip');
      return report('noAddress', { at: vip.at, args: [vip.value, name], node: null });
    }
    if (!node.hasData) return missing(nodeName, 'lookup');
    if (!site.named) return missing(null, 'manifest:sites[].name');
    const answer = deciding(forwardAnswers(node, name));
    const where = answer === null ? nodeName : askedAt(node, answer);
    const elsewhere = () => seenElsewhere(forwardView(site, node));
    // Whatever the VIP is, no address is none.
    const isNothing = answer !== null && addressesIn(answer).length === 0;
    const led = isNothing ? answer.dns?.answer : undefined;
    const target = led?.aliases.at(-1);
    if (answer !== null && target !== undefined)
      return report(led?.state === 'loop' ? 'loop' : 'dangling', {
        at: answer.at,
        args: [where, name, target, vip?.value ?? ''],
        related: [...vipOf(site), ...elsewhere()],
      });
    if (vip === null && isNothing)
      return report('nothing', { at: answer.at, args: [where, name], related: elsewhere() });
    if (vip === null) return missing(null, 'manifest:sites[].vip');
    if (answer === null) return missing(nodeName, 'lookup');
    const related = vipOf(site);
    const addresses = addressesIn(answer);
    const [first] = addresses;
    if (first === undefined)
      return report('noAnswer', {
        at: answer.at,
        args: [where, name, vip.value],
        related: [...related, ...elsewhere()],
      });
    const others = addresses.filter(
      (each) => each.address.family === vip.address?.family && !isVip(each.value, vip),
    );
    const [other = first] = others;
    if (!addresses.some((each) => isVip(each.value, vip))) {
      const found = listed(addresses.map((each) => each.value));
      report('elsewhere', {
        at: other.at,
        args: [where, name, found, vip.value],
        related: [...related, ...elsewhere()],
      });
    } else if (others.length > 0) {
      const found = listed(others.map((each) => each.value));
      report('others', {
        at: other.at,
        args: [where, name, found, vip.value],
        severity: 'warning',
        related: [
          ...related,
          ...others.slice(1).map((each) => ({
            at: each.at,
            message: { en: 'another address', ja: '別のアドレス' },
          })),
          ...elsewhere(),
        ],
      });
    }
  },
});

const of = (vip: string): string => (vip === '' ? '' : ` ${vip}`);

const vipOf = ({ vip, name }: Site): Related[] =>
  vip === null ? [] : [{ at: vip.at, message: { en: `VIP of ${name.value}`, ja: `${name.value} の VIP` } }];
