import type { Hint } from '../../engine/diagnosis.js';
import type { Localized } from '../../message/language.js';
import type { Pattern } from './symptom-text.js';

/** How well a rule's finding explains a symptom: 3 for "this is how it shows", 1 for "it may". */
export type Fit = 1 | 2 | 3;

/** A way in which a failure shows (domain.md §6). */
export interface Symptom {
  readonly id: string;
  /** What it is, as a clause. */
  readonly name: Localized;
  /** One of them has to fit. */
  readonly patterns: readonly Pattern[];
  /** Rules by name, without their pack. */
  readonly rules: Readonly<Record<string, Fit>>;
  /** Causes that no rule can see. */
  readonly hints?: readonly Hint[];
}

const hint = (reference: string | null, en: string, ja: string): Hint => ({
  reference,
  sentence: { en, ja },
});

/** Words for "it does not work"; small, half width, without blanks. */
const FAILS = [
  'できな',
  'できず',
  'できま',
  '出来な',
  '失敗',
  'しない',
  'しません',
  'せず',
  'されな',
  'されま',
  'ならな',
  '不可',
  '不能',
  '異常',
  'エラー',
  '落ち',
  'fail',
  'cannot',
  "can't",
  'cant',
  'doesnot',
  "doesn't",
  'didnot',
  "didn't",
  "won't",
  'unable',
  'refuse',
  'error',
  'stuck',
  'busy',
  'timeout',
  'タイムアウト',
  'denied',
] as const;
const JOB = ['ジョブ', 'job', 'リクエスト', 'ネットワークの実行'] as const;
const AGENT = ['エージェント', 'agent', 'jcagctrl', 'jcexecutor_agent'] as const;

const everyName: Readonly<Record<string, Fit>> = {
  'vip-forward-lookup': 3,
  'vip-reverse-lookup': 3,
  'vip-lookup-consistent': 3,
  'vip-loopback': 3,
  'site-name-alias': 3,
  'resolv-def-entry': 2,
  'resolv-def-syntax': 2,
  'resolv-def-match': 2,
  'resolv-def-conflict': 2,
  'hosts-syntax': 2,
  'hosts-match': 2,
  'site-name-valid': 2,
  'site-name-fqdn': 1,
  'vip-dual-stack': 1,
};

/** What keeps a site from starting at all; a bare "it does not start" says no more. */
const startsNot: Readonly<Record<string, Fit>> = {
  'local-daemon-mode': 1,
  'maintenance-mode': 1,
  'ipaddress-required': 1,
  'ipaddress-valid': 1,
  'ipaddress-is-vip': 1,
  'nats-url-required': 1,
  'nats-url-valid': 1,
  'vip-link-name': 1,
  'vip-link-missing': 1,
  'vip-link-target': 1,
  'vip-link-dangling': 1,
  'vip-forward-lookup': 1,
  'vip-reverse-lookup': 1,
  'db-mode': 1,
  'selinux-label': 1,
  'daemon-conf-syntax': 1,
  'site-conf-syntax': 1,
  'full-width-character': 1,
};

/** Domain.md §6 and what follows from it; the order is that of the report. */
export const symptoms: readonly Symptom[] = [
  {
    id: 'only-cjcpw',
    name: { en: 'cjcpw alone, no JobCenter process', ja: 'cjcpw だけが動き、JobCenter のプロセスがない' },
    patterns: [
      [['cjcpw'], ['だけ', 'のみ', 'しか', 'only', 'alone', 'just']],
      [
        [
          'nothingruns',
          'nothingisrunning',
          'nothingrunning',
          'nothingstart',
          '何も動',
          '何も起動',
          'ひとつも起動',
        ],
      ],
      [
        ['プロセス', 'process'],
        [
          '起動してい',
          '起動しな',
          '起動しま',
          '動いていな',
          '動かな',
          '上がらな',
          '上がって',
          'いない',
          'ない',
          'notrunning',
          'missing',
          'nojobcenter',
          'absent',
        ],
      ],
      [['処理'], ['起動しな', '起動しま', '動かな', '始まらな']],
      [
        ['success', '成功', '正常', 'online', 'オンライン'],
        ['動かな', '動いていな', 'notrunning', 'nothing', 'noprocess', '起動していな'],
      ],
    ],
    rules: {
      'maintenance-mode': 3,
      'processes-complete': 2,
      'settings-not-applied': 1,
      'cjcpw-arguments': 1,
    },
    hints: [
      hint(
        'G 2.4.4',
        '`nqsstop <site>` was run for maintenance: cjcpw stays, the processes are gone until `nqsstart <site>`',
        'メンテナンスのために `nqsstop <サイト>` が実行された場合も、`nqsstart <サイト>` まで cjcpw だけが残ります',
      ),
    ],
  },
  {
    id: 'no-nats-server',
    name: { en: 'no NATS server is reached', ja: 'NATS サーバーに接続できない' },
    patterns: [
      [['noserversavailable']],
      [['failedtoexecuterequest']],
      [
        ['nats', 'jcexecctrl'],
        [...FAILS, '接続', 'connect'],
      ],
    ],
    rules: {
      'nats-url-required': 3,
      'nats-url-valid': 3,
      'nats-url-matches-ipaddress': 3,
      'nats-url-distinct': 3,
      'nats-url-env': 3,
      'nats-reachable': 3,
      'ipaddress-required': 2,
      'ipaddress-valid': 2,
      'ipaddress-is-vip': 2,
      'ipaddress-distinct': 2,
      'nats-port-free': 2,
      'duplicate-parameter': 1,
      'processes-complete': 1,
    },
  },
  {
    id: 'no-rootdir',
    name: { en: 'the node does not have the site it is asked for', ja: '指定されたサイトがこのノードにない' },
    patterns: [[['nmapmgr'], ['fatal', ...FAILS]], [['unabletosetupnqs', 'nqsrootdir']]],
    rules: {
      'nqs-site-env': 3,
      'vip-link-missing': 3,
      'vip-link-name': 3,
      'vip-link-target': 3,
      'vip-link-dangling': 3,
      'db-path-match': 2,
      'vip-forward-lookup': 2,
      'vip-lookup-consistent': 2,
      'db-layout': 2,
      'site-name-not-host': 2,
    },
  },
  {
    id: 'stops-after-minutes',
    name: { en: 'it starts, and stops after minutes', ja: '起動後、数分で停止する' },
    patterns: [
      [
        ['数分', '分後', '分で', '分ほど', '分くらい', '分経', 'しばらく', 'minutes', 'aftera'],
        ['停止', '止ま', '落ち', '終了', 'stop', 'down', 'dies', 'died', 'exit', 'shut', 'terminat'],
      ],
      [['起動時間', 'boottimeout', 'boot_timeout', 'start-uptimelimit', 'startuptimeout']],
    ],
    rules: { 'site-conf-values': 3, 'site-conf-syntax': 2, 'processes-complete': 1 },
    hints: [
      hint(
        'FAQ 3150116982',
        'a site that starts and stops after some minutes hit the start-up time limit, for example because thousands of trackers were never archived',
        '起動後数分で停止する場合は、起動時間の上限に達した可能性があります（大量のトラッカがアーカイブされていないなど）',
      ),
    ],
  },
  {
    id: 'disk-does-not-unmount',
    name: { en: 'the shared disk cannot be unmounted', ja: '共有ディスクをアンマウントできない' },
    patterns: [
      [['アンマウント', 'umount', 'unmount', 'マウント解除', 'マウントの解除', '切り離し'], [...FAILS]],
      [['targetisbusy', 'deviceisbusy', 'deviceorresourcebusy']],
    ],
    rules: { 'disk-holders': 3, 'disk-mounted-once': 2 },
    hints: [
      hint(
        'G 2.5.2',
        'background processes of jobs (nqsbg and the like) hold the disk after the site has stopped',
        'ジョブのバックグラウンドプロセス（nqsbg など）が、サイトの停止後もディスクを使用している場合があります',
      ),
    ],
  },
  {
    id: 'disk-does-not-mount',
    name: { en: 'the shared disk is not there on the new node', ja: '切替先で共有ディスクが使えない' },
    patterns: [
      [
        [
          'マウントできな',
          'マウントに失敗',
          'マウントされ',
          'マウント失敗',
          'マウントエラー',
          'notmounted',
          'cannotmount',
          'failedtomount',
          'mountfailed',
          'mount:',
          'ディスクが見え',
          'ディスクリソース',
        ],
      ],
      [
        ['nosuchfileordirectory', 'データベースが', 'サイトデータベース'],
        [...FAILS, '見つから', 'nosuch', 'ない'],
      ],
    ],
    rules: {
      'db-path-on-shared-disk': 3,
      'disk-mounted-once': 3,
      'vip-link-dangling': 3,
      'vip-link-target': 2,
      'db-path-match': 2,
      'db-layout': 2,
      'disk-holders': 1,
      'spool-on-shared-disk': 2,
    },
  },
  {
    id: 'jobs-lost',
    name: { en: 'jobs are gone after the failover', ja: 'フェイルオーバー後にジョブが消えた' },
    patterns: [
      [
        [...JOB],
        [
          '消え',
          'なくな',
          '無くな',
          '失われ',
          '破棄',
          '引き継がれ',
          '再実行され',
          '再開され',
          'gone',
          'lost',
          'disappear',
          'vanish',
          'dropped',
          'notrestarted',
          'notre-run',
          'notresumed',
        ],
      ],
    ],
    rules: {
      'on-startup-action': 3,
      'spool-match': 3,
      'spool-on-shared-disk': 3,
      'instance-id-match': 2,
      'agent-yaml-keys': 2,
      'agent-yaml-syntax': 2,
      'shared-copy-match': 1,
    },
    hints: [
      hint(
        'G 2.4.3',
        "the job's own restart setting is DISABLE: such a job is dropped at a failover",
        'ジョブの再実行設定が DISABLE の場合、フェイルオーバー時にそのジョブは破棄されます',
      ),
    ],
  },
  {
    id: 'jobs-not-transferred',
    name: { en: 'jobs are not transferred or do not run', ja: 'ジョブが流れない' },
    patterns: [
      [
        [...JOB],
        [
          '流れな',
          '流れま',
          '転送',
          '投入',
          '実行されな',
          '実行されま',
          '滞留',
          '待ちのまま',
          '動かな',
          '進まな',
          'notrun',
          "don'trun",
          'donotrun',
          'nottransfer',
          'queued',
          'waiting',
          'notsubmitted',
          'hang',
        ],
      ],
    ],
    rules: {
      'instance-missing': 2,
      'instance-id-match': 2,
      'agent-endpoint': 2,
      'agent-settings-match': 2,
      'job-user-match': 2,
      'machine-id-unique': 2,
      'machine-id-match': 2,
      'spool-match': 1,
      'spool-mode': 1,
      'private-key-mode': 1,
      'release-match': 1,
    },
    hints: [
      hint(
        'G 2.2.1',
        'the user mapping differs, so that jobs are not transferred',
        'ユーザマッピングが異なり、ジョブが転送されない可能性があります',
      ),
    ],
  },
  {
    id: 'jobs-fail',
    name: { en: 'jobs fail on the new node', ja: '切替先でジョブが失敗する' },
    patterns: [
      [[...JOB], ['失敗', '異常終了', 'エラー', '異常', 'abend', 'fail', 'error', 'endwitherror']],
      [
        ['ユーザ', 'user'],
        [
          '存在しな',
          '存在しま',
          '見つから',
          'いない',
          'ない',
          'unknown',
          'notexist',
          'nosuch',
          'notfound',
          'missing',
        ],
      ],
      [['uid', 'gid']],
    ],
    rules: {
      'job-user-match': 3,
      'job-user-id-match': 3,
      'spool-mode': 2,
      'spool-match': 2,
      'selinux-label': 1,
    },
  },
  {
    id: 'agent-not-connected',
    name: { en: 'the agent does not connect', ja: 'エージェントが接続できない' },
    patterns: [
      [['registered']],
      [['23151']],
      [
        [...AGENT],
        [
          '接続',
          'つながら',
          '繋がら',
          '未接続',
          '切断',
          'オフライン',
          'disconnect',
          'notconnect',
          'connect',
          'offline',
          'unreachable',
          'lost',
        ],
      ],
      [['秘密鍵', 'privatekey', '認証', 'authenticat']],
    ],
    rules: {
      'agent-endpoint': 3,
      'endpoint-reachable': 3,
      'agent-settings-match': 3,
      'instance-missing': 3,
      'instance-id-match': 2,
      'private-key-mode': 2,
      'instance-active-once': 2,
      'vip-forward-lookup': 2,
      'vip-lookup-consistent': 2,
      'vip-loopback': 2,
      'spool-mode': 1,
      'agent-yaml-syntax': 1,
    },
    hints: [
      hint(
        'G 2.3.6',
        'the instance was not started, or port 23151 of the site is closed for it',
        'インスタンスが起動していないか、サイトの 23151 番ポートに到達できない可能性があります',
      ),
    ],
  },
  {
    id: 'other-agent',
    name: { en: 'the agent counts as another one', ja: '別のエージェントとして扱われる' },
    patterns: [
      [
        [...AGENT, 'インスタンス', 'instance'],
        [
          '別',
          '違う',
          '違って',
          '異な',
          '二重',
          '重複',
          '2つ',
          '二つ',
          'another',
          'different',
          'twice',
          'duplicate',
          'newagent',
          'secondagent',
        ],
      ],
      [['instanceid', 'インスタンスid']],
    ],
    rules: {
      'instance-id-match': 3,
      'instance-id-unique': 3,
      'instance-active-once': 2,
      'instance-id-valid': 2,
      'agent-settings-match': 2,
      'instance-missing': 1,
    },
  },
  {
    id: 'name-resolution',
    name: { en: 'a name is not resolved', ja: '名前解決ができない' },
    patterns: [
      [
        [
          '名前解決',
          '正引き',
          '逆引き',
          'nameresolution',
          'nameorservicenotknown',
          'unknownhost',
          'nosuchhost',
          'gethostby',
          'getaddrinfo',
          'reverselookup',
          'hostnotfound',
          'dns',
          'resolv.def',
          'etc/hosts',
        ],
      ],
      [
        ['ホスト名', 'hostname', 'hostname', 'resolve', 'lookup'],
        [...FAILS, '違う', 'wrong', 'notfound', '見つから'],
      ],
    ],
    rules: everyName,
  },
  {
    id: 'creation-fails',
    name: { en: 'cjcmksite fails', ja: 'cjcmksite が失敗する' },
    patterns: [[['cjcmksite', 'サイトの作成', 'サイト作成', 'createthesite', 'sitecreation'], [...FAILS]]],
    rules: {
      'vip-link-stale': 3,
      'db-path-overlap': 3,
      'vip-forward-lookup': 3,
      'vip-reverse-lookup': 3,
      'site-name-alias': 3,
      'site-name-valid': 3,
      'site-name-not-host': 2,
      'machine-id-unique': 3,
      'machine-id-valid': 3,
      'umask-755': 2,
      'local-daemon-mode': 2,
      'settings-not-applied': 2,
      'db-path-absolute': 3,
      'vip-loopback': 3,
      'db-mode': 2,
    },
    hints: [
      hint(
        'G 2.5.1',
        'left-overs of an earlier try: the link in /usr/spool/nqs, files under the database',
        '以前の作成の残り（/usr/spool/nqs のリンク、データベース配下のファイル）がある可能性があります',
      ),
    ],
  },
  {
    id: 'second-creation-fails',
    name: { en: 'a second creation fails', ja: '再作成が失敗する' },
    patterns: [
      [['再作成', '2回目', '二回目', '二度目', 'secondtry', 'secondtime', 're-creat', 'recreat', 'クリア']],
    ],
    rules: { 'local-daemon-mode': 3, 'settings-not-applied': 3, 'vip-link-stale': 3 },
    hints: [
      hint(
        'G 2.5.1',
        'Windows: the site was removed with クリア, which keeps the database',
        'Windows: サイトを「クリア」で削除すると、データベースは残ります',
      ),
    ],
  },
  {
    id: 'address-in-use',
    name: { en: 'an address or port is in use', ja: 'アドレスまたはポートが使用中' },
    patterns: [
      [
        [
          'addressalreadyinuse',
          'cannotassignrequestedaddress',
          'addressinuse',
          'bind:',
          'failedtobind',
          'couldnotbind',
        ],
      ],
      [
        ['ポート', 'port', '23141', 'アドレス', 'listen'],
        ['使用中', '重複', '競合', '衝突', 'inuse', 'conflict', 'taken', 'alreadyused'],
      ],
    ],
    rules: {
      'ipaddress-distinct': 3,
      'nats-url-distinct': 3,
      'ipaddress-is-vip': 3,
      'vip-distinct': 3,
      'nats-port-free': 3,
      'vip-is-node-address': 2,
      'vip-up-once': 3,
      'ipaddress-required': 2,
      'local-daemon-mode': 2,
      'site-running-once': 2,
    },
  },
  {
    id: 'vip-does-not-move',
    name: { en: 'the VIP does not move', ja: 'VIP が移動しない' },
    patterns: [
      [
        [
          'vip',
          'リロケータブル',
          '仮想ip',
          'フローティングip',
          'fip',
          'floatingip',
          'virtualip',
          'relocatable',
        ],
        [
          ...FAILS,
          '重複',
          'duplicate',
          'conflict',
          '両',
          'both',
          '移らな',
          '移動しな',
          'notmove',
          '到達',
          'unreachable',
        ],
      ],
    ],
    rules: {
      'vip-up-once': 3,
      'vip-is-node-address': 3,
      'vip-distinct': 3,
      'ipaddress-is-vip': 2,
      'vip-forward-lookup': 2,
      'vip-lookup-consistent': 2,
    },
  },
  {
    id: 'on-both-nodes',
    name: { en: 'both nodes run it at once', ja: '両方のノードで同時に動いている' },
    patterns: [
      [
        [
          '両系',
          '両方のノード',
          '両ノード',
          '両サーバ',
          '二重起動',
          'スプリットブレイン',
          'splitbrain',
          'split-brain',
          'bothnodes',
          'bothmachines',
          'onbothsides',
        ],
      ],
    ],
    rules: {
      'site-running-once': 3,
      'vip-up-once': 3,
      'disk-mounted-once': 3,
      'instance-active-once': 3,
    },
  },
  {
    id: 'permission-denied',
    name: { en: 'access is denied', ja: 'アクセスが拒否される' },
    patterns: [
      [
        [
          'permissiondenied',
          'パーミッション',
          '権限',
          'アクセス拒否',
          'アクセスが拒否',
          'accessdenied',
          'avc:',
          'selinux',
          'jobcenter_exec_t',
          'operationnotpermitted',
          'eacces',
        ],
      ],
    ],
    rules: {
      'db-mode': 3,
      'selinux-label': 3,
      'selinux-rule': 3,
      'spool-mode': 3,
      'private-key-mode': 2,
      'umask-755': 2,
      'job-user-id-match': 2,
    },
  },
  {
    id: 'whole-site-stops',
    name: { en: 'the whole site stops', ja: 'サイト全体が停止する' },
    patterns: [
      [
        ['サイト', 'site', 'jobcenter'],
        [
          '突然',
          '全体',
          '勝手に',
          'すべて停止',
          '全て停止',
          '全停止',
          'suddenly',
          'wholesite',
          'allprocesses',
          'byitself',
          '異常停止',
          'unexpectedly',
        ],
      ],
    ],
    rules: { 'processes-complete': 3, 'site-running-once': 1, 'license-match': 1 },
    hints: [
      hint(
        'G 2.1.4',
        'one watched process died: cjcpw then stops the rest and the site; look for the first that went',
        '監視対象のプロセスが 1 つでも停止すると、cjcpw が残りとサイトを停止します。最初に停止したプロセスを確認してください',
      ),
    ],
  },
  {
    id: 'site-does-not-start',
    name: { en: 'the site does not start', ja: 'サイトが起動しない' },
    patterns: [
      [
        [
          'サイト',
          'site',
          'cjcpw',
          'jobcenter',
          'グループ',
          'group',
          'failover',
          'フェイルオーバ',
          'フェールオーバ',
          '切替',
          '切り替え',
        ],
        [
          '起動しな',
          '起動しま',
          '起動でき',
          '起動に失敗',
          '立ち上が',
          'notstart',
          'failedtostart',
          'startfail',
          "won'tstart",
          "doesn'tstart",
          'shut',
          'cannotstart',
        ],
      ],
    ],
    rules: startsNot,
  },
  {
    id: 'windows-log-off',
    name: { en: 'it ends at log-off', ja: 'ログオフで終了する' },
    patterns: [[['ログオフ', 'サインアウト', 'ログアウト', 'logoff', 'loggedoff', 'signout', 'logout']]],
    rules: {},
    hints: [
      hint(
        'G 2.3.3.2.4',
        'the site was started with cjcpw from the desktop, and ends with the session: let the cluster software or the service start it',
        'デスクトップから cjcpw で起動したサイトはログオフで終了します。クラスタソフトウェアまたはサービスから起動してください',
      ),
    ],
  },
  {
    id: 'wsfc-restarts',
    name: { en: 'WSFC restarts instead of failing over', ja: 'WSFC が切り替えずに再起動する' },
    patterns: [
      [
        [
          'wsfc',
          'フェールオーバークラスタ',
          'フェールオーバークラスター',
          '同じノード',
          '同一ノード',
          'samenode',
        ],
        ['再起動', '同じノード', '同一ノード', 'restart', 'samenode', '切り替わら'],
      ],
    ],
    rules: {},
    hints: [
      hint(
        'G 4.4',
        'WSFC by default recovers on the same node first: set the resource to fail over at once where that is wanted',
        'WSFC の既定ではまず同じノードで再起動します。すぐに切り替えるにはリソースの設定を変更してください',
      ),
    ],
  },
  {
    id: 'client-disconnected',
    name: { en: 'CL/Win or the browser loses its connection', ja: 'CL/Win・ブラウザの接続が切れる' },
    patterns: [[['cl/win', 'clwin', 'ブラウザ', 'browser', 'webコンソール', 'jobcenterweb']]],
    rules: { 'vip-forward-lookup': 1, 'vip-lookup-consistent': 1, 'vip-reverse-lookup': 1 },
    hints: [
      hint(
        'G 1.1',
        'CL/Win and browsers lose their connection at a failover; that is expected: disconnect and connect again',
        'フェイルオーバー時に CL/Win やブラウザの接続が切れるのは仕様です。いったん切断して再接続してください',
      ),
    ],
  },
  {
    id: 'power-loss',
    name: { en: 'a power loss', ja: '電源断' },
    patterns: [
      [
        [
          '停電',
          '電源断',
          '電源障害',
          '電断',
          'powerloss',
          'powerfail',
          'poweroutage',
          'lostpower',
          'poweroff',
        ],
      ],
    ],
    rules: {},
    hints: [
      hint(
        'G 2.5.2',
        'files were damaged when the power went: run the jobs concerned again by hand',
        '電源断によりファイルが破損した可能性があります。該当ジョブを手動で再実行してください',
      ),
    ],
  },
  {
    id: 'default-parameters',
    name: { en: 'default parameters are skipped', ja: 'デフォルトパラメータが読み飛ばされる' },
    patterns: [[['convertskip', '[defaultparameter]', 'デフォルトパラメータ', 'defaultparameter']]],
    rules: {},
    hints: [
      hint(
        'G 2.5.2',
        "set that user's default parameters again in CL/Win",
        'CL/Win で、該当ユーザのデフォルトパラメータを設定し直してください',
      ),
    ],
  },
  {
    id: 'licence',
    name: { en: 'a licence is refused', ja: 'ライセンスエラー' },
    patterns: [[['ライセンス', 'licence', 'license', 'lockinfo']]],
    rules: { 'license-match': 3, 'license-manager-present': 3 },
  },
  {
    id: 'release',
    name: { en: 'versions differ', ja: 'バージョンの違い' },
    patterns: [
      [
        ['バージョン', 'version', 'パッチ', 'リビジョン'],
        ['違', '異な', '不一致', 'differ', 'mismatch', 'incompat', 'unsupported', '非互換'],
      ],
    ],
    rules: { 'release-match': 3 },
  },
  {
    id: 'machine-id',
    name: { en: 'a machine ID', ja: 'マシンID' },
    patterns: [[['マシンid', 'machineid', 'hostid', 'mid=']]],
    rules: { 'machine-id-unique': 3, 'machine-id-match': 3, 'machine-id-valid': 2 },
  },
  {
    id: 'spool',
    name: { en: 'a spool directory', ja: 'スプールディレクトリ' },
    patterns: [
      [
        ['スプール', 'spooldir', '--spool-dir', 'jcexecutor'],
        [...FAILS, '違', '空', 'empty', 'missing', 'differ'],
      ],
    ],
    rules: { 'spool-match': 3, 'spool-on-shared-disk': 3, 'spool-overlap': 3, 'spool-mode': 3 },
  },
];
