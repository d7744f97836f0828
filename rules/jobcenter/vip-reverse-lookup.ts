import { manual } from '../../src/engine/rule.js';
import { reverseView, seenElsewhere } from '../../src/jobcenter/name-views.js';
import { askedAt, deciding, reverseAnswers } from '../../src/jobcenter/names.js';
import { eachSiteOnNode, listed, rule } from '../../src/jobcenter/rule.js';
import { belongsToSharer, holdsName, isShortForm } from '../../src/jobcenter/site-names.js';

export const vipReverseLookup = rule({
  name: 'vip-reverse-lookup',
  severity: 'error',
  evidence: manual('2.2.2'),
  phases: ['create-site', 'start'],
  needs: ['hosts', 'resolv.def', 'lookup', 'net'],
  title: {
    en: "a VIP does not give back its site's name",
    ja: 'リロケータブルIPアドレス(VIP)からサイト名が逆引きできない',
  },
  why: {
    en: 'JobCenter checks who connects by looking up the address; a VIP that gives another name, or none, is taken for an unknown machine.',
    ja: 'JobCenter は接続元のアドレスを逆引きして相手を確認します。別の名前が返る、または名前が得られない VIP は未知のマシンとして扱われます。',
  },
  fix: {
    en: 'let the VIP give back the site name, and only that: one PTR record, or one line in hosts or resolv.def',
    ja: 'VIP からサイト名だけが逆引きされるように、PTR レコードまたは hosts・resolv.def の行を一つにしてください',
  },
  bad: '192.168.1.100  otherhost.example.jp',
  good: '192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: {
    noName: {
      en: (node: string, vip: string, name: string) =>
        `${node} finds no name for the VIP ${vip}; it has to be "${name}"`,
      ja: (node: string, vip: string, name: string) =>
        `${node} では VIP ${vip} の名前が逆引きできません。"${name}" が返る必要があります`,
    },
    dangling: {
      en: (node: string, vip: string, target: string, name: string) =>
        `on ${node} the VIP ${vip} leads by CNAME to "${target}", which has no PTR record; it has to give "${name}"`,
      ja: (node: string, vip: string, target: string, name: string) =>
        `${node} では VIP ${vip} の逆引きが CNAME で "${target}" に導かれますが、そこに PTR レコードがありません。"${name}" が返る必要があります`,
    },
    loop: {
      en: (node: string, vip: string, target: string, name: string) =>
        `on ${node} the CNAMEs of the VIP ${vip} lead in a circle (back to "${target}"); it has to give "${name}"`,
      ja: (node: string, vip: string, target: string, name: string) =>
        `${node} では VIP ${vip} の逆引きの CNAME が循環しています（"${target}" に戻ります）。"${name}" が返る必要があります`,
    },
    shortForm: {
      en: (node: string, vip: string, found: string, name: string) =>
        `${node} finds only the short name "${found}" for the VIP ${vip}; it has to be the full name "${name}"`,
      ja: (node: string, vip: string, found: string, name: string) =>
        `${node} では VIP ${vip} の逆引きで短い名前 "${found}" だけが返ります。完全な名前 "${name}" が返る必要があります`,
    },
    severalOthers: {
      en: (node: string, vip: string, found: string, name: string) =>
        `${node} finds several names for the VIP ${vip}, and "${name}" is not among them: ${found}`,
      ja: (node: string, vip: string, found: string, name: string) =>
        `${node} では VIP ${vip} に複数の名前がありますが、"${name}" は含まれていません: ${found}`,
    },
    otherName: {
      en: (node: string, vip: string, found: string, name: string) =>
        `${node} finds the name "${found}" for the VIP ${vip} instead of "${name}"`,
      ja: (node: string, vip: string, found: string, name: string) =>
        `${node} では VIP ${vip} の逆引きで "${name}" ではなく "${found}" が返ります`,
    },
    several: {
      en: (node: string, vip: string, found: string, name: string) =>
        `on ${node} the VIP ${vip} also gives "${found}" in a record of its own: which one answers, that or "${name}", is left to chance`,
      ja: (node: string, vip: string, found: string, name: string) =>
        `${node} では VIP ${vip} に "${found}" という別のレコードもあり、"${name}" とどちらが返るか定まりません`,
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing }) {
    const { vip } = site;
    const name = site.name.value;
    const nodeName = node.name.value;
    if (!node.hasData) return missing(nodeName, 'lookup');
    if (!site.named) return missing(null, 'manifest:sites[].name');
    if (vip === null || vip.address === null) return missing(null, 'manifest:sites[].vip');
    const answer = deciding(reverseAnswers(node, vip.value));
    if (answer === null) return missing(nodeName, 'lookup');
    const where = askedAt(node, answer);
    const elsewhere = () => seenElsewhere(reverseView(site, node));
    const related = () => [
      { at: site.name.at, message: { en: 'name of the site', ja: 'サイト名' } },
      ...elsewhere(),
    ];
    const [first] = answer.answers;
    const said = answer.dns?.answer;
    const target = said?.aliases.at(-1);
    if (first === undefined && target !== undefined) {
      const fault = said?.state === 'loop' ? 'loop' : 'dangling';
      return report(fault, { at: answer.at, args: [where, vip.value, target, name], related: related() });
    }
    if (first === undefined)
      return report('noName', { at: answer.at, args: [where, vip.value, name], related: related() });
    const right = answer.lines.find((line) => holdsName(line, site));
    if (right === undefined) {
      const found = listed(answer.answers.map((each) => each.value));
      const isShort = name.includes('.') && answer.lines.every(({ names }) => isShortForm(names, name));
      // Of a name server each record stands by itself; a line of a file may hold several names of one host.
      const fault =
        answer.dns === undefined
          ? 'otherName'
          : isShort
            ? 'shortForm'
            : answer.lines.length > 1
              ? 'severalOthers'
              : 'otherName';
      return report(fault, { at: first.at, args: [where, vip.value, found, name], related: related() });
    }
    const [extra, ...more] = answer.lines.filter(
      (line) => line !== right && !belongsToSharer(cluster, line, site, vip),
    );
    if (extra === undefined) return;
    report('several', {
      at: extra.at,
      args: [where, vip.value, listed(extra.names.map((each) => each.value)), name],
      severity: 'warning',
      related: [
        ...[right, ...more].map((line) => ({
          at: line.at,
          message: { en: `another record of ${vip.value}`, ja: `${vip.value} の別のレコード` },
        })),
        ...elsewhere(),
      ],
    });
  },
});
