import { textUnder } from '../../../engine/place.js';
import type { Conf, Site } from '../../model.js';
import { forwardViews, reverseViews } from '../../name-views.js';
import { linkOfVip } from '../../site-links.js';
import { withoutSite } from '../does-not-apply.js';
import { anyFails, type Effect, type Judging } from '../judging.js';
import { partOf } from '../part.js';
import type { Answer } from '../rule-book.js';
import { siteState } from '../site-state.js';
import type { StepDefinition } from '../step.js';

/** The link from the VIP's name to the database. */
export const link: StepDefinition = {
  step: 'link',
  title: { en: 'link from the VIP to the database', ja: 'VIP からデータベースへのリンク' },
  after: ['mount-disk'],
  looksAt: ['to'],
  judge(judging) {
    const { site, to, cluster } = judging.move;
    if (site === null) return withoutSite;
    if (cluster.platform === 'windows')
      return { en: 'does not apply: Windows has no links', ja: '対象外です（Windows にリンクはありません）' };
    const about = ofSite(site);
    judging.ask('vip-link-name', 'to', { about });
    judging.ask('vip-link-target', 'to', { about });
    judging.ask('vip-link-dangling', 'to', { about });
    // Whether a start makes the link is documented nowhere; a node that has the site now shows that it does not.
    judging.ask('vip-link-missing', 'to', {
      about,
      effect: ({ messageKey }) => (messageKey === 'active' ? 'fails' : 'doubt'),
    });
    const own = linkOfVip(to, site);
    const name = own?.name ?? '';
    if (own !== null) judging.shows({ en: 'the link', ja: 'リンク' }, own.at);
    return {
      en: `the link ${name} on ${to.name.value} leads to ${site.database.value}`,
      ja: `${to.name.value} のリンク ${name} は ${site.database.value} を指しています`,
    };
  },
};

/** The site's name and VIP, forward and back, as the other node sees them. */
export const resolveName: StepDefinition = {
  step: 'resolve-name',
  title: { en: 'name and address, both ways', ja: '名前解決（正引き・逆引き）' },
  after: [],
  looksAt: ['to'],
  judge(judging) {
    const { site, to, cluster } = judging.move;
    const node = to.name.value;
    if (site === null) return withoutSite;
    const about = ofSite(site);
    judging.ask('vip-loopback', 'to', { about });
    judging.ask('vip-forward-lookup', 'to', { about });
    judging.ask('vip-reverse-lookup', 'to', { about });
    // That nodes disagree is told of the one that is wrong; name servers that disagree fail it now and then.
    judging.ask('vip-lookup-consistent', 'to', {
      about,
      effect: ({ messageKey }) => (messageKey === 'servers' ? 'fails' : 'none'),
    });
    judging.ask('site-name-valid', 'to', { about });
    judging.ask('site-name-not-host', 'cluster', { about });
    judging.ask('site-name-alias', 'to', { about });
    const isWsfc = cluster.clusterSoftware?.value === 'wsfc';
    judging.ask('resolv-def-entry', 'to', { about, lacks: isWsfc });
    // The look-ups may be right all the same; what JobCenter makes of the line is documented nowhere.
    judging.ask('resolv-def-syntax', 'to', {
      lacks: false,
      effect: ({ severity }) => (severity === 'error' ? 'doubt' : 'none'),
    });
    const part = partOf(cluster, { nodes: [to], services: null });
    const own = part.sites.find(({ name }) => name.value === site.name.value);
    const views = own === undefined ? [] : [...forwardViews(part, own), ...reverseViews(own)];
    for (const { decides } of views) {
      if (decides !== null)
        judging.shows({ en: `what ${node} finds`, ja: `${node} での解決結果` }, decides.at);
    }
    return {
      en: `${node} finds ${site.vip?.value ?? ''} for ${site.name.value}, and the name for the address`,
      ja: `${node} では ${site.name.value} と ${site.vip?.value ?? ''} を正引き・逆引きとも解決できます`,
    };
  },
};

/** The common daemon.conf of the other node. */
export const commonSettings: StepDefinition = {
  step: 'common-settings',
  title: { en: 'common settings', ja: 'ノードの共通設定' },
  after: [],
  looksAt: ['to'],
  judge(judging) {
    const { site, to, cluster } = judging.move;
    const node = to.name.value;
    if (site === null) return withoutSite;
    const path = cluster.places.commonConf;
    if (path === null) {
      return {
        en: 'does not apply: Windows has no common file',
        ja: '対象外です（Windows に共通の設定ファイルはありません）',
      };
    }
    const conf = to.commonConf;
    judging.ask('maintenance-mode', 'to', { effect: anyFails });
    judging.ask('local-daemon-mode', 'to');
    readable(judging, conf);
    // Which key was changed since the local site started, nobody can tell.
    judging.ask('settings-not-applied', 'to', {
      about: ({ site: own, findings }) => own === null && findings.length > 0,
      lacks: false,
      effect: ({ location }) => (textUnder(location).includes(path) ? 'doubt' : 'none'),
    });
    const mode = conf?.get('local_daemon') ?? null;
    if (conf !== null && mode !== null) {
      const range = { start: mode.key.range.start, end: mode.value.range.end };
      judging.shows({ en: `on ${node}`, ja: `${node} の設定` }, { file: conf.file, range });
    }
    return {
      en: `${node} has local_daemon=${mode?.value.text ?? ''} and no maintenance=ON`,
      ja: `${node} は local_daemon=${mode?.value.text ?? ''} で、maintenance=ON はありません`,
    };
  },
};

/** The site's own file, which comes with the disk. */
export const siteSettings: StepDefinition = {
  step: 'site-settings',
  title: { en: 'settings of the site', ja: 'サイトの設定' },
  after: ['mount-disk'],
  looksAt: [],
  judge(judging) {
    const { site, cluster } = judging.move;
    if (site === null) return withoutSite;
    const about = ofSite(site);
    for (const conf of [...site.confs, ...site.siteConfs]) readable(judging, conf);
    judging.ask('ipaddress-required', 'to', { about });
    judging.ask('ipaddress-valid', 'to', { about });
    judging.ask('ipaddress-is-vip', 'cluster', { about });
    judging.ask('nats-url-required', 'to', { about });
    // Without a port the client takes another one than the server has.
    judging.ask('nats-url-valid', 'to', {
      about,
      effect: ({ severity, messageKey }) =>
        severity === 'error' || messageKey === 'no-port' ? 'fails' : 'none',
    });
    judging.ask('nats-url-matches-ipaddress', 'to', { about, effect: anyFails });
    if (cluster.platform === 'windows') judging.ask('site-conf-values', 'to', { about });
    judging.ask('shared-copy-match', 'cluster', {
      about,
      effect: ({ location }) => (isIn(site.confs, location?.file) ? 'doubt' : 'none'),
    });
    for (const conf of site.confs) {
      for (const key of ['ipaddress', 'NATS_URL'] as const) {
        const entry = conf.get(key);
        if (entry === null) continue;
        judging.shows(
          { en: `${key} of the site`, ja: `サイトの ${key}` },
          {
            file: conf.file,
            range: { start: entry.key.range.start, end: entry.value.range.end },
          },
        );
      }
    }
    return {
      en: `${site.confPath} names the VIP and the site's own NATS server, whichever node reads it`,
      ja: `${site.confPath} の ipaddress と NATS_URL は VIP のもので、どちらのノードでも使用できます`,
    };
  },
};

const ofSite =
  ({ name }: Site) =>
  (answer: Answer): boolean =>
    answer.site === name.value;

const isIn = (confs: readonly Conf[], path: string | undefined): boolean =>
  confs.some(({ file }) => [file, ...file.copies].some((each) => each.path === path));

/** Whether JobCenter can read a file as it is meant: errors of what stands in it, not of what it says. */
function readable(judging: Judging, conf: Conf | null): void {
  const effect = ({ severity, location }: { severity: string; location: { file: string } | null }): Effect =>
    conf !== null && severity === 'error' && isIn([conf], location?.file) ? 'fails' : 'none';
  const syntax = conf?.kind === 'site.conf' ? 'site-conf-syntax' : 'daemon-conf-syntax';
  for (const rule of [syntax, 'full-width-character', 'text-encoding']) {
    judging.ask(rule, conf?.role === 'common' ? 'to' : 'cluster', { effect, lacks: false });
  }
  if (conf !== null) likelyRead(judging, conf);
}

/** Ways of writing that are documented nowhere: only a site that runs by them shows that they are read. */
const UNDOCUMENTED = [
  'text-encoding',
  'parameter-case',
  'space-around-equals',
  'trailing-comment',
  'line-endings',
] as const;

function likelyRead(judging: Judging, conf: Conf): void {
  const { site, from, to } = judging.move;
  const nodes = conf.role === 'common' ? [to] : [from, to];
  if (site !== null && nodes.some((node) => siteState(node, site).state === 'runs')) return;
  for (const rule of UNDOCUMENTED) {
    judging.ask(rule, conf.role === 'common' ? 'to' : 'cluster', {
      effect: ({ severity, location }) =>
        severity !== 'info' && isIn([conf], location?.file) ? 'doubt' : 'none',
      lacks: false,
    });
  }
}
