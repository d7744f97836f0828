import { eachListeningSite } from '../../listening-site.js';
import type { ClusterNode, Site } from '../../model.js';
import { listenedOn, takenFrom } from '../../nats-server.js';
import { withoutSite } from '../does-not-apply.js';
import { type Effect, type Judging, place } from '../judging.js';
import { partOf } from '../part.js';
import type { Answer } from '../rule-book.js';
import { siteState } from '../site-state.js';
import type { StepDefinition } from '../step.js';
import { touches } from '../touches.js';

/** Nothing else has the site's addresses and ports on the other node. */
export const addressesFree: StepDefinition = {
  step: 'addresses-free',
  title: { en: 'addresses are free', ja: 'アドレスとポートの空き' },
  after: ['move-vip', 'site-settings'],
  looksAt: ['to'],
  judge(judging) {
    const { site, to } = judging.move;
    const node = to.name.value;
    if (site === null) return withoutSite;
    const files = new Set(site.confs.flatMap(({ file }) => [file, ...file.copies]).map(({ path }) => path));
    const isOurs = (file: string | undefined) => file !== undefined && files.has(file);
    for (const rule of ['ipaddress-distinct', 'nats-url-distinct']) {
      judging.ask(rule, 'to', {
        effect: ({ location, related }) =>
          isOurs(location?.file) || related.some((each) => isOurs(each.location.file)) ? 'fails' : 'none',
      });
    }
    // The local site beside it takes every address where its own file names none (G 2.3.3.1.3).
    for (const rule of ['ipaddress-required', 'nats-url-required']) {
      judging.ask(rule, 'to', { about: (answer) => answer.site === null && answer.node === node });
    }
    const state = siteState(to, site);
    if (state.state === 'runs') {
      judging.shows({ en: `the site runs on ${node}`, ja: `${node} で動作中` }, state.row.pidAt);
      return {
        en: `the site runs on ${node} now, and what listens there is its own`,
        ja: `サイトは現在 ${node} で動作しており、待ち受けているのはサイト自身です`,
      };
    }
    listeners(judging, site, to);
    return {
      en: `nothing on ${node} listens where the site has to, and no other site there has its address`,
      ja: `${node} にはサイトのアドレスとポートを使うものがありません`,
    };
  },
};

function listeners(judging: Judging, site: Site, to: ClusterNode): void {
  const part = partOf(judging.move.cluster, { nodes: [to], services: null });
  const listening = eachListeningSite(part).find(({ it }) => it.site?.name.value === site.name.value)?.it;
  const { listen } = to.facts;
  if (listen.state === 'missing') judging.lacks(to, 'listen');
  if (site.confs.length === 0) judging.lacks(null, site.confPath);
  if (listening === undefined || listen.state === 'missing') return;
  if (listenedOn(listening).size === 0) judging.lacks(to, 'lookup');
  const taken = takenFrom(listening, listen.value);
  if (taken === undefined) return;
  // It may be the site's own.
  if (siteState(to, site).state === 'unknown') {
    judging.lacks(to, 'cjcls');
    return;
  }
  const where = taken.address.includes(':')
    ? `[${taken.address}]:${taken.port}`
    : `${taken.address}:${taken.port}`;
  const node = to.name.value;
  judging.fails(
    {
      en: `something on ${node} listens on ${where}, where the NATS server of ${site.name.value} has to listen`,
      ja: `${node} の ${where} では別のものが待ち受けています。${site.name.value} の NATS サーバが使う場所です`,
    },
    place({ en: `listens on ${node}`, ja: `${node} で待ち受け中` }, taken.at),
  );
}

/** `cjcpw` starts the site on the other node. */
export const startSite: StepDefinition = {
  step: 'start-site',
  title: { en: 'start the site with cjcpw', ja: 'cjcpw によるサイトの起動' },
  after: [
    'move-vip',
    'database',
    'link',
    'resolve-name',
    'common-settings',
    'site-settings',
    'addresses-free',
  ],
  looksAt: ['to'],
  judge(judging) {
    const { site, to, cluster } = judging.move;
    const node = to.name.value;
    if (site === null) return withoutSite;
    const { machineId } = site;
    const about = (answer: Answer) => answer.site === site.name.value;
    const away = notOf(judging.move.from);
    judging.ask('cjcpw-arguments', 'to', {
      lacks: false,
      effect: (finding) => (finding.site === site.name.value ? 'fails' : 'none'),
    });
    judging.ask('machine-id-valid', 'pair', { about });
    judging.ask('machine-id-match', 'pair', { about, effect: away });
    judging.ask('machine-id-unique', 'cluster', {
      lacks: false,
      effect: (finding) => (machineId !== null && touches(finding, [machineId.at]) ? 'fails' : 'none'),
    });
    if (cluster.platform === 'windows') judging.ask('site-registered', 'to', { about });
    else
      judging.ask('release-match', 'pair', { alone: true, effect: (finding) => releases(judging, finding) });
    // What a site of one release or licence does under another is documented nowhere.
    judging.ask('license-match', 'pair', { alone: true, lacks: false, effect: () => 'doubt' });
    const state = siteState(to, site);
    if (state.state === 'runs') {
      judging.shows({ en: `it runs on ${node}`, ja: `${node} で動作中` }, state.row.pidAt);
      return {
        en: `cjcpw has started ${site.name.value} on ${node}, where it runs now`,
        ja: `${site.name.value} は現在 ${node} で cjcpw により動作しています`,
      };
    }
    if (machineId !== null) judging.shows({ en: 'its machine ID', ja: 'マシンID' }, machineId.at);
    return {
      en: `\`cjcpw ${site.name.value} ${site.database.value}\` finds on ${node} what it needs`,
      ja: `${node} には \`cjcpw ${site.name.value} ${site.database.value}\` に必要なものがそろっています`,
    };
  },
};

/** That something stands on the node that is left only, is no matter of the other one. */
const notOf =
  (node: ClusterNode) =>
  ({ severity, node: own }: { severity: string; node: string | null }): Effect =>
    severity === 'error' && own !== node.name.value ? 'fails' : 'none';

/** A package that only the node to be left has fails the start; another version leaves it open. */
function releases(
  { move: { to } }: Judging,
  { messageKey, location }: { messageKey: string; location: { file: string } | null },
): Effect {
  if (messageKey !== 'absent') return 'doubt';
  const { packages } = to.facts;
  return packages.state === 'known' && packages.file.path === location?.file ? 'fails' : 'none';
}

/** All processes of the site come up, and stay. */
export const processesUp: StepDefinition = {
  step: 'processes-up',
  title: { en: 'its processes come up', ja: 'プロセスの起動' },
  after: ['start-site'],
  looksAt: ['to'],
  judge(judging) {
    const { site, from, to } = judging.move;
    if (site === null) return withoutSite;
    const [target, source] = [siteState(to, site), siteState(from, site)];
    if (target.state === 'runs') {
      judging.ask('processes-complete', 'to', { effect: problems });
      judging.shows({ en: 'runs here', ja: '動作中' }, target.row.pidAt);
      const node = to.name.value;
      return {
        en: `the site runs on ${node} now with all its processes`,
        ja: `サイトは現在 ${node} で、すべてのプロセスがそろって動作しています`,
      };
    }
    if (source.state === 'runs') {
      judging.ask('processes-complete', 'from', { effect: () => 'doubt' });
      judging.shows({ en: 'runs here', ja: '動作中' }, source.row.pidAt);
      const [a, b] = [from.name.value, to.name.value];
      return {
        en: `all its processes run on ${a}, and nothing is known that keeps them from running on ${b}`,
        ja: `${a} ではすべてのプロセスが動作しており、${b} で起動を妨げるものは見つかりません`,
      };
    }
    if (target.state === 'unknown') judging.lacks(to, 'cjcls', 'ps');
    if (source.state === 'unknown') judging.lacks(from, 'cjcls', 'ps');
    judging.doubts({
      en: `the site runs on neither node, so that nothing shows whether its processes come up; needs .facts/cjcls and .facts/ps of a node that runs it`,
      ja: `サイトはどちらのノードでも動作していないため、プロセスがそろって起動するか分かりません。判定に必要なもの: 動作中のノードの .facts/cjcls と .facts/ps`,
    });
    return withoutSite;
  },
};

/** Of the processes that lack, nats-server alone is not in every list of the guide. */
const problems = ({ severity }: { severity: string }): Effect => (severity === 'error' ? 'fails' : 'doubt');
