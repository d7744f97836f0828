import type { HostsEntry } from '../../grammars/hosts/document.js';
import { appendLine, type Edit, replaceText } from '../../src/engine/fix.js';
import { manual } from '../../src/engine/rule.js';
import { addressKey } from '../../src/jobcenter/address.js';
import { hostNameFault } from '../../src/jobcenter/host-name.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { lineEndOf } from '../../src/jobcenter/platform.js';
import { eachSiteOnNode, firstLine, listed, rule } from '../../src/jobcenter/rule.js';
import { shortName } from '../../src/jobcenter/site-names.js';
import type { SourceFile } from '../../src/text/source-file.js';

export const resolvDefEntry = rule({
  name: 'resolv-def-entry',
  severity: 'error',
  evidence: manual('4.1.3'),
  phases: ['start'],
  yieldsTo: [
    { rule: 'vip-loopback', for: 'place' },
    { rule: 'vip-forward-lookup', for: 'place' },
  ],
  title: {
    en: "a node's resolv.def lacks the VIP with the site's full and short name",
    ja: 'ノードの resolv.def に VIP とサイトの完全名・短縮名の行がない',
  },
  why: {
    en: 'On WSFC the nodes find the site by resolv.def, under its full and its short name.',
    ja: 'WSFC では、ノードは resolv.def によってサイトを完全名と短縮名の両方で解決します。',
  },
  fix: {
    en: 'write one line with the VIP, the full name and the short name into resolv.def on every node of the site',
    ja: 'サイトのすべてのノードの resolv.def に、VIP・完全名・短縮名を一行で記述してください',
  },
  bad: '192.168.19.85  jcmgcluster.domain.jp',
  good: '192.168.19.85  jcmgcluster.domain.jp  jcmgcluster',
  messages: {
    noLine: {
      en: (node: string, vip: string, names: string) =>
        `resolv.def of ${node} has no line for the VIP ${vip}; it needs ${names}`,
      ja: (node: string, vip: string, names: string) =>
        `${node} の resolv.def に VIP ${vip} の行がありません。${names} の記述が必要です`,
      fix: {
        en: (_node: string, vip: string, names: string) => `add the line: ${vip}  ${names}`,
        ja: (_node: string, vip: string, names: string) => `次の行を追加してください: ${vip}  ${names}`,
      },
    },
    otherAddress: {
      en: (node: string, vip: string, names: string, address: string) =>
        `resolv.def of ${node} has "${names}" at ${address} and no line for the VIP ${vip}`,
      ja: (node: string, vip: string, names: string, address: string) =>
        `${node} の resolv.def では "${names}" が ${address} になっており、VIP ${vip} の行がありません`,
      fix: {
        en: (_node: string, vip: string, names: string) => `write the VIP: ${vip}  ${names}`,
        ja: (_node: string, vip: string, names: string) => `VIP を記述してください: ${vip}  ${names}`,
      },
    },
    noName: {
      en: (node: string, vip: string, missing: string) =>
        `the line for the VIP ${vip} in resolv.def of ${node} lacks the name "${missing}"`,
      ja: (node: string, vip: string, missing: string) =>
        `${node} の resolv.def にある VIP ${vip} の行に "${missing}" がありません`,
      fix: {
        en: (_node: string, _vip: string, missing: string) => `add "${missing}" to that line`,
        ja: (_node: string, _vip: string, missing: string) => `その行に "${missing}" を追加してください`,
      },
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const { vip } = site;
    const where = node.name.value;
    const [file] = node.resolvDefs;
    if (file === undefined) {
      if (cluster.platform === 'linux' && node.hasData) return notApplicable();
      return missing(where, 'resolv.def');
    }
    if (!site.named) return missing(null, 'manifest:sites[].name');
    if (vip === null) return missing(null, 'manifest:sites[].vip');
    const isWsfc = cluster.clusterSoftware?.value === 'wsfc';
    const severity = isWsfc ? 'error' : 'warning';
    const full = site.name.value;
    const wanted = [...new Set([full, shortName(full)])];
    const entries = node.resolvDefs.flatMap((each) =>
      each.document.entries.map((entry) => ({ entry, file: each.file })),
    );
    const own = entries.filter(({ entry }) => addressKey(entry.address.value) === addressKey(vip.value));
    const present = new Set(own.flatMap(({ entry }) => entry.names.map((name) => nameKey(name.value))));
    const lacking = wanted.filter((name) => !present.has(nameKey(name)));
    if (lacking.length === 0) return;
    const [line] = own;
    if (line !== undefined) {
      const at = { file: line.file, range: line.entry.range };
      const fix = lacking.length === 1 ? lackingName(own, full, lacking) : null;
      return report('noName', { at, args: [where, vip.value, listed(lacking)], severity, fix });
    }
    const other = entries.find(({ entry }) =>
      entry.names.some((name) => nameKey(name.value) === nameKey(full)),
    );
    const names = wanted.join('  ');
    if (other === undefined) {
      const isSure = vip.declared && vip.address !== null && node.resolvDefs.length === 1 && isHostName(full);
      const line = appendLine(file.file, `${vip.value}  ${names}`, lineEndOf(file.platform));
      return report('noLine', {
        at: firstLine(file),
        args: [where, vip.value, names],
        severity,
        fix: isSure ? [line] : null,
      });
    }
    // Elsewhere the wrong address is what the rules on look-ups say; WSFC needs the line itself.
    if (!isWsfc) return;
    const { address } = other.entry;
    report('otherAddress', {
      at: { file: other.file, range: address.range },
      args: [where, vip.value, names, address.value],
    });
  },
});

/** What a line of the file may be made of; a manifest may say anything. */
const isHostName = (name: string) => (hostNameFault(name)?.kind ?? 'underscore') === 'underscore';

/**
 * Puts the short name behind the others of the line that has the full one, or the full name before the short one: the
 * first name of a line is the one that others are aliases of (G 4.1.3).
 */
function lackingName(
  lines: readonly { readonly entry: HostsEntry; readonly file: SourceFile }[],
  full: string,
  [name]: readonly string[],
): readonly Edit[] | null {
  if (name === undefined || !isHostName(name)) return null;
  if (name === full) {
    const line = lines.find(({ entry }) => nameKey(entry.names[0]?.value ?? '') === nameKey(shortName(full)));
    const first = line?.entry.names[0];
    if (line === undefined || first === undefined) return null;
    const blank = blankBefore(line.file.text, first.range.start);
    return [insertText(line.file, first.range.start, `${name}${blank}`)];
  }
  const line = lines.find(({ entry }) => entry.names.some((each) => nameKey(each.value) === nameKey(full)));
  const last = line?.entry.names.at(-1);
  if (line === undefined || last === undefined) return null;
  return [insertText(line.file, last.range.end, `${blankBefore(line.file.text, last.range.start)}${name}`)];
}

const insertText = (file: SourceFile, at: number, text: string) =>
  replaceText(file, { start: at, end: at }, text);

/** The blanks that the line has before a name, so that the new one stands like the others. */
function blankBefore(text: string, at: number): string {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start < at ? text.slice(start, at) : ' ';
}
