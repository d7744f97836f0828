import type { MissingInput } from '../engine/result.js';
import type { Language, Localized } from '../message/language.js';
import { listed } from '../message/listed.js';
import { shellWord } from '../text/shell-word.js';
import { commandOf as commandLine } from './commands.js';
import { connectionText } from './connection-words.js';
import { factCommands } from './facts/index.js';
import type { Cluster, ClusterNode } from './model.js';
import type { Connection } from './node-connections.js';
import { DISK_NEED, onUnseenDisks, SYNTAX_NEED, TOGETHER_NEED } from './unseen-disk.js';
import { windowsByEye, windowsConnection, windowsFactCommand } from './windows-commands.js';

/** Says, for what rules lack, the command or file that would settle it; equal needs share one answer. */
export class Supplies {
  readonly #known = new Map<string, MissingInput>();
  #onUnseenDisks: ReadonlyMap<string, string> | null = null;

  constructor(private readonly cluster: Cluster) {}

  /** @param node null where no single node is meant */
  of(node: string | null, needs: readonly string[]): MissingInput {
    const key = `${node ?? ''}\n${needs.join('\n')}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#answer(node, needs);
      this.#known.set(key, answer);
    }
    return answer;
  }

  #answer(name: string | null, needs: readonly string[]): MissingInput {
    const node = this.cluster.nodes.find((each) => each.name.value === name);
    const gaps =
      node !== undefined && !node.hasData
        ? [{ node: name, need: 'node-tree', how: wholeNode }]
        : this.#settling(needs).map((need) => ({
            node: need.startsWith(DISK_NEED) ? null : name,
            need,
            how: this.#howTo(need, node),
          }));
    const told = (language: Language) =>
      gaps
        .map((gap) => `${gap.node === null ? '' : `${gap.node}: `}${gap.how[language]}`)
        .join(language === 'ja' ? '。' : '; ');
    return { missing: gaps.map((gap) => gap.need), supply: { en: told('en'), ja: told('ja') }, gaps };
  }

  /** What stands on a disk that nobody sees cannot be had one by one. */
  #settling(needs: readonly string[]): readonly string[] {
    this.#onUnseenDisks ??= onUnseenDisks(this.cluster);
    return [...new Set(needs.map((need) => this.#onUnseenDisks?.get(need) ?? need))];
  }

  #howTo(need: string, node: ClusterNode | undefined): Localized {
    if (need.startsWith(DISK_NEED)) return mountSomewhere(need.slice(DISK_NEED.length));
    if (need.startsWith('manifest:') && this.cluster.manifest === null) {
      const key = need.slice('manifest:'.length);
      return this.cluster.here === null ? writeManifest(key) : giveManifest(key);
    }
    if (node !== undefined && node === this.cluster.here) return howToHere(need, node, this.cluster);
    return this.cluster.platform === 'windows' ? howToOnWindows(need, this.cluster, node) : howTo(need, node);
  }
}

const wholeNode: Localized = {
  en: "supply the node's files: its node tree with .facts",
  ja: 'ノードのファイル（.facts を含むノードツリー）を用意してください',
};

const mountSomewhere = (folder: string): Localized => ({
  en: `no node that was looked at has the disk of ${folder} mounted: take the snapshot of a node while it has the disk`,
  ja: `調べたノードのどれも ${folder} のディスクをマウントしていません。マウントしているノードで採取し直してください`,
});

const takeTogether: Localized = {
  en: 'take the snapshots of the nodes within five minutes of each other: these are of different times, so that both may be right',
  ja: '各ノードのスナップショットを 5 分以内に続けて採取し直してください（採取時刻が離れているため、同時の状態かどうか判断できません）',
};

const writeManifest = (key: string): Localized => ({
  en: `state ${key} in a manifest (\`cjclint init --from <snapshot…>\` writes one)`,
  ja: `マニフェストに ${key} を記述してください（\`cjclint init --from <スナップショット…>\` で作成できます）`,
});

const giveManifest = (key: string): Localized => ({
  en: `state ${key} in a manifest (\`cjclint init\` writes a skeleton), and name it with --manifest`,
  ja: `マニフェスト（\`cjclint init\` でひな形を作成できます）に ${key} を記述し、--manifest で指定してください`,
});

/** What settles a need: a command to run, a file to copy, a line to write. */
function howTo(need: string, node: ClusterNode | undefined): Localized {
  if (need === TOGETHER_NEED) return takeTogether;
  if (need === 'net') return connectFromThere(node?.connections.all ?? []);
  if (need === 'dns') return everyServer(node?.dns.doubts ?? []);
  const command = commandOf(need);
  if (command === null) return fileToSupply(need);
  const fact = node?.facts[command.fact];
  const doubts = need === 'lookup' ? (node?.dns.doubts ?? []) : [];
  const told = fact?.state === 'missing' && fact.reason !== null ? [fact.reason] : [];
  const reason = doubts.length > 0 ? ofDns(doubts) : listed(told);
  const own = need === 'lookup' && node?.dns.order.ownNameBefore.includes('dns') === true;
  const [ownEn, ownJa] = own
    ? [
        "; DNS alone cannot tell, for while the VIP is up its address gives the node's own name first (nsswitch.conf)",
        '（VIP が有効な間は、そのアドレスから自ホスト名が先に返るため（nsswitch.conf）、DNS の応答だけでは判断できません）',
      ]
    : ['', ''];
  return {
    en: `run \`${command.text}\` and save its output as .facts/${need}${reason.en === '' ? '' : ` (was not collected: ${reason.en})`}${ownEn}`,
    ja: `\`${command.text}\` を実行し、出力を .facts/${need} に保存してください${reason.ja === '' ? '' : `（未収集の理由: ${reason.ja}）`}${ownJa}`,
  };
}

/** From another machine a connection says nothing of the node, and an old one nothing of what its facts show. */
function connectFromThere(recorded: readonly Connection[]): Localized {
  const told = listed(recorded.map(connectionText));
  const [en, ja] =
    recorded.length === 0
      ? ['', '']
      : [
          `; recorded, which counts beside facts of the same time: ${told.en}`,
          `。保存された接続結果（同じ時刻のファクトに対してのみ有効）: ${told.ja}`,
        ];
  return {
    en: `run \`cjclint preflight <site> <machine ID> <database> --stage create-agent\` on the node: only from there a connection tells${en}`,
    ja: `ノード上で \`cjclint preflight <サイト名> <マシンID> <データベースパス> --stage create-agent\` を実行してください（接続の可否はそのノードからしか分かりません）${ja}`,
  };
}

/** Windows has other commands, and for some facts none. */
function howToOnWindows(need: string, cluster: Cluster, node: ClusterNode | undefined): Localized {
  if (need === 'net') return windowsConnection(cluster, node);
  if (need === 'meta' || need === TOGETHER_NEED || need === 'dns' || commandOf(need) === null)
    return need === 'meta' ? windowsMeta : howTo(need, node);
  const command = windowsFactCommand(need, cluster, node ?? null);
  return command === null
    ? windowsByEye(need)
    : {
        en: `run \`${command}\` in PowerShell and save its output as .facts/${need}`,
        ja: `PowerShell で \`${command}\` を実行し、出力を .facts/${need} に保存してください`,
      };
}

const windowsMeta: Localized = {
  en: 'write .facts/meta with the lines hostname=, platform=windows and collected_at=',
  ja: 'hostname=、platform=windows、collected_at= の行を持つ .facts/meta を用意してください',
};

function connectionsToldNothing(made: readonly Connection[]): Localized {
  const isOpen = (each: Connection) => each.recorded !== null || each.outcome.state === 'unreached';
  const told = made.filter(isOpen).map(connectionText);
  if (told.length === 0) return { en: 'no connection was tried', ja: '接続は試行されていません' };
  const { en, ja } = listed(told);
  return {
    en: `no connection told anything (${en})`,
    ja: `接続の結果からは判断できません（${ja}）`,
  };
}

function everyServer(doubts: readonly Localized[]): Localized {
  const { en, ja } = ofDns(doubts);
  return {
    en: `let every name server answer, or leave out those that cannot (${en})`,
    ja: `すべてのネームサーバが応答するようにするか、応答できないものを外してください（${ja}）`,
  };
}

function ofDns(doubts: readonly Localized[]): Localized {
  const { en, ja } = listed(doubts);
  return { en: `DNS ${en}`, ja: `DNS ${ja}` };
}

/** On the live node there is nothing to save or to copy: what kept preflight from seeing it has to be mended. */
function howToHere(need: string, node: ClusterNode, cluster: Cluster): Localized {
  const { facts, connections, dns } = node;
  if (need === 'net') return connectionsToldNothing(connections.all);
  if (need === 'dns') return everyServer(dns.doubts);
  const command = commandOf(need);
  if (command === null) {
    return need.startsWith('/')
      ? { en: `${need} is not there`, ja: `${need} がありません` }
      : fileToSupply(need);
  }
  // Of look-ups a loop is made, which tells nobody more than what was asked in it.
  const ran = need === 'lookup' ? asked(cluster, node) : command.text;
  const why = facts.meta.state === 'known' ? (facts.meta.value.get(`missing.${need}`)?.value ?? null) : null;
  const reason = why === null ? { en: '', ja: '' } : { en: `: ${why}`, ja: `（${why}）` };
  const asRoot = why?.startsWith('not root') ?? false;
  return {
    en: `\`${ran}\` gave no answer${reason.en}${asRoot ? '; run preflight as root' : ''}`,
    ja: `\`${ran}\` の結果が得られませんでした${reason.ja}${asRoot ? '。root で preflight を実行してください' : ''}`,
  };
}

/** The look-ups of a node's sites, as one would type them. */
function asked({ sites }: Cluster, node: ClusterNode): string {
  const own = sites.filter((site) => site.nodes.includes(node));
  const names = own.flatMap(
    (site) => (site.named ? commandLine(['getent', 'ahosts'], site.name.value) : []) ?? [],
  );
  const addresses = own.flatMap(({ vip }) => commandLine(['getent', 'hosts'], vip?.value ?? '') ?? []);
  const lines = [...names, ...addresses];
  return lines.length === 0 ? factCommands.lookup : lines.join('; ');
}

/** The command of a fact's name; `nmapmgr.<site>` is nmapmgr's. */
function commandOf(need: string): { fact: keyof typeof factCommands; text: string } | null {
  if (need.startsWith('nmapmgr.')) {
    return {
      fact: 'nmapmgr',
      text: `echo 'show state' | NQS_SITE=${shellWord(need.slice('nmapmgr.'.length))} /usr/bin/nmapmgr`,
    };
  }
  return need !== 'meta' && isFact(need) ? { fact: need, text: factCommands[need] } : null;
}

const isFact = (name: string): name is keyof typeof factCommands => Object.hasOwn(factCommands, name);

/** Needs that no command settles: a path of a node, or `manifest:<key>`. */
function fileToSupply(need: string): Localized {
  if (need.startsWith('manifest:')) {
    const key = need.slice('manifest:'.length);
    return { en: `state ${key} in cjclint.yaml`, ja: `cjclint.yaml に ${key} を記述してください` };
  }
  if (need.startsWith(SYNTAX_NEED)) {
    const file = need.slice(SYNTAX_NEED.length);
    return {
      en: `correct the syntax of ${file}: behind an error its keys stand anywhere`,
      ja: `${file} の構文エラーを直してください（エラーより後のキーは判定できません）`,
    };
  }
  if (need === 'meta') {
    return {
      en: 'write .facts/meta with the lines hostname= and collected_at= (the collector does)',
      ja: 'hostname= と collected_at= の行を持つ .facts/meta を用意してください（コレクタが作成します）',
    };
  }
  return {
    en: `copy ${need} into the node's tree (or into shared/)`,
    ja: `${need} をノードツリー（または shared/）に置いてください`,
  };
}
