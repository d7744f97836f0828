import { manual } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import type { ClusterNode, Site } from '../../src/jobcenter/model.js';
import {
  askedAt,
  deciding,
  forwardAnswers,
  type NameLine,
  nameKey,
  reverseAnswers,
} from '../../src/jobcenter/names.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { holdsName, isFormOf } from '../../src/jobcenter/site-names.js';

export const siteNameAlias = rule({
  name: 'site-name-alias',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site'],
  needs: ['lookup', 'net'],
  title: {
    en: "a site's name is an alias of another name",
    ja: 'サイト名が別の名前の別名(エイリアス)になっている',
  },
  why: {
    en: 'A look-up of the VIP then gives the other name first, which is not the site that cjcmksite is told to create.',
    ja: 'VIP の逆引きでは別の名前が先に返り、cjcmksite に指定したサイト名と一致しません。',
  },
  fix: {
    en: 'name the site by the first (canonical) name of its VIP: no CNAME, and first in the line of hosts or resolv.def',
    ja: 'サイト名を VIP の正式名にしてください。CNAME は使わず、hosts や resolv.def では行の先頭の名前にします',
  },
  bad: '192.168.1.100  rack7.example.org  jcmgcluster.example.jp',
  good: '192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: {
    unrelated: {
      en: (node: string, name: string, first: string) =>
        `on ${node} "${name}" is only an alias of "${first}"; a site's name has to be the first name`,
      ja: (node: string, name: string, first: string) =>
        `${node} では "${name}" が "${first}" の別名になっています。サイト名は先頭の正式名でなければなりません`,
    },
    otherForm: {
      en: (node: string, name: string, first: string) =>
        `on ${node} "${name}" stands behind its other form "${first}"; a site is best named as the first name says`,
      ja: (node: string, name: string, first: string) =>
        `${node} では "${name}" が別の形 "${first}" の後にあります。サイト名は先頭の名前に合わせることを推奨します`,
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const name = site.name.value;
    const nodeName = node.name.value;
    if (!node.hasData) return missing(nodeName, 'lookup');
    if (!site.named) return missing(null, 'manifest:sites[].name');
    const reverse = site.vip === null ? [] : reverseAnswers(node, site.vip.value);
    const lines = linesOf(node, site);
    const forward = deciding(forwardAnswers(node, name));
    // A CNAME makes an alias of the name, whatever the VIP gives back.
    const behind = forward?.source === 'dns' ? forward.lines[0] : undefined;
    const decides = behind ?? deciding(reverse)?.lines.find((line) => holdsName(line, site)) ?? lines[0];
    const where = behind === undefined || forward === null ? nodeName : askedAt(node, forward);
    // Asked, and the name is not in the answer: the rule on reverse look-ups says so.
    if (decides === undefined) return reverse.length > 0 ? notApplicable() : missing(nodeName, 'lookup');
    const [first] = decides.names;
    if (first === undefined || nameKey(first.value) === nameKey(name)) return;
    const isRelated = isFormOf(first.value, name);
    report(isRelated ? 'otherForm' : 'unrelated', {
      at: first.at,
      args: [where, name, first.value],
      severity: isRelated || cluster.platform === 'windows' ? 'warning' : 'error',
      related: lines
        .filter((line) => line.at !== decides.at)
        .flatMap(({ names: [each] }) =>
          each === undefined || nameKey(each.value) === nameKey(name)
            ? []
            : [{ at: each.at, message: { en: 'the first name here too', ja: 'ここでも先頭の名前' } }],
        ),
    });
  },
});

/** Every line of a node that holds the site's name; a look-up of the name may tell its canonical name too. */
function linesOf(node: ClusterNode, site: Site): NameLine[] {
  const forward = forwardAnswers(node, site.name.value)
    .filter(({ source }) => source === 'lookup')
    .map(({ answers, at }) => ({ names: answers.filter(({ value }) => parseAddress(value) === null), at }));
  const files = [...node.resolvDefs, ...(node.hosts === null ? [] : [node.hosts])].flatMap(
    ({ file, document }) =>
      document.entries.map(({ names, range }) => ({
        names: names.map(({ value, range: place }) => ({ value, at: { file, range: place } })),
        at: { file, range },
      })),
  );
  return [
    ...forward.filter(({ names }) => names.length > 0),
    ...files.filter((line) => holdsName(line, site)),
  ];
}
