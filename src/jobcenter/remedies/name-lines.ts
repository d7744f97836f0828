import { addressKey, parseAddress } from '../address.js';
import { hostNameFault } from '../host-name.js';
import { forwardAnswers, nameKey } from '../names.js';
import { edit } from './conf-edits.js';
import type { Remedy } from './step.js';

/** Only the part of a name that is a plain host name gets into a script. */
const isPlainName = (name: string) => hostNameFault(name) === null;

/** The VIP's line of a node's hosts or resolv.def. */
const nameLine =
  (rule: string): Remedy =>
  ({ nodes, site, cluster }) => {
    const address = site?.vip?.address ?? null;
    if (site === null || address === null || !site.named || cluster.platform !== 'linux') return [];
    const name = site.name.value;
    if (!isPlainName(name)) return [];
    return nodes.flatMap((node) => {
      const [answer] = forwardAnswers(node, name).filter(({ source }) => source === 'hosts');
      const path = cluster.places.hosts;
      if (node.hosts === null) return [];
      if (answer === undefined) {
        const short = name.split('.')[0] ?? name;
        const names = short === name ? name : `${name} ${short}`;
        return edit(node, path, rule, `$a ${address.text} ${names}`, {
          en: `adds the line "${address.text} ${names}" to ${path}; where names are kept in DNS, correct them there instead`,
          ja: `${path} に「${address.text} ${names}」の行を追加します（名前を DNS で管理している場合は DNS を修正してください）`,
        });
      }
      const wrong = answer.answers
        .map(({ value }) => parseAddress(value))
        .find((each) => each !== null && each.text !== address.text && each.family === address.family);
      if (wrong == null) return [];
      const own = `/[[:blank:]]${name.replaceAll('.', '\\.')}\\([[:blank:]]\\|$\\)/I`;
      const script = `${own}s/^[[:blank:]]*${wrong.text.replaceAll('.', '\\.')}[[:blank:]]/${address.text} /`;
      return edit(node, path, rule, script, {
        en: `writes the VIP ${address.text} in place of ${wrong.text} on the line of ${name} in ${path}`,
        ja: `${path} の ${name} の行の ${wrong.text} を VIP ${address.text} に書き換えます`,
      });
    });
  };

/** Puts the site's name first on the one line of hosts that speaks of its VIP. */
const firstOnLine =
  (rule: string): Remedy =>
  ({ nodes, site, cluster }) => {
    const vip = site?.vip?.address ?? null;
    if (site === null || vip === null || !site.named || cluster.platform !== 'linux') return [];
    const path = cluster.places.hosts;
    const name = site.name.value;
    return nodes.flatMap((node) => {
      const lines = (node.hosts?.document.entries ?? []).filter(
        ({ address }) => addressKey(address.value) === vip.text,
      );
      const [line] = lines;
      if (line === undefined || lines.length > 1) return [];
      const written = [
        ...new Set([name, name.split('.')[0] ?? name, ...line.names.map(({ value }) => value)]),
      ];
      const names = written.filter(
        (each, place) => written.findIndex((other) => nameKey(other) === nameKey(each)) === place,
      );
      const isFirst = nameKey(line.names[0]?.value ?? '') === nameKey(name);
      if (isFirst || names.length > MOST_NAMES || !names.every(isPlainName)) return [];
      const now = `${vip.text} ${names.join(' ')}`;
      const own = `/^[[:blank:]]*${line.address.value.replaceAll('.', '\\.')}[[:blank:]]/`;
      // Up to a comment, which stays.
      return edit(node, path, rule, `${own}s/^[^#]*[^#[:blank:]]/${now}/`, {
        en: `makes the VIP's line in ${path} "${now}", with the site's name first; where names are kept in DNS, correct them there instead`,
        ja: `${path} の VIP の行を、サイト名を先頭にして「${now}」に変更します（名前を DNS で管理している場合は DNS を修正してください）`,
      });
    });
  };

/** More on one line are nobody's aliases of a site. */
const MOST_NAMES = 10;

/** Remedies of the nodes' name files. */
export const nameRemedies: Readonly<Record<string, Remedy>> = {
  'vip-forward-lookup': nameLine('vip-forward-lookup'),
  'vip-loopback': nameLine('vip-loopback'),
  'vip-reverse-lookup': firstOnLine('vip-reverse-lookup'),
  'site-name-alias': firstOnLine('site-name-alias'),
};
