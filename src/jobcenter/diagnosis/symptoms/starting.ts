import { FAILS, hint, pattern, STARTS_NOT, type Symptom } from './symptom.js';

/** How a site shows that it does not start, or does not stay. */
export const startSymptoms: readonly Symptom[] = [
  {
    id: 'only-cjcpw',
    name: { en: 'cjcpw alone, no JobCenter process', ja: 'cjcpw だけが動き、JobCenter のプロセスがない' },
    patterns: [
      pattern('cjcpw & だけ|のみ|しか|only|alone|just'),
      pattern('nothingruns|nothingisrunning|nothingrunning|nothingstart|何も動|何も起動|ひとつも起動'),
      pattern(
        'プロセス|process & 起動してい|起動しな|起動しま|動いていな|動かな|上がらな|上がって|いない|ない|notrunning|missing|nojobcenter|absent',
      ),
      pattern('処理 & 起動しな|起動しま|動かな|始まらな'),
      pattern(
        'プロセス|process & 1つだけ|1つのみ|1つしか|1個だけ|1個しか|ひとつだけ|一つだけ|onlyone|justone|asingle',
      ),
      pattern(
        'success|成功|正常|online|オンライン & 動かな|動いていな|notrunning|nothing|noprocess|起動していな',
      ),
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
    name: { en: 'no NATS server is reached', ja: 'NATS サーバに接続できない' },
    patterns: [
      pattern('noserversavailable'),
      pattern('failedtoexecuterequest'),
      pattern(`nats|jcexecctrl & ${FAILS}|接続|connect`),
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
    patterns: [pattern(`nmapmgr & ${FAILS}|fatal`), pattern('unabletosetupnqs|nqsrootdir')],
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
      pattern(
        '数分|分後|分で|分ほど|分くらい|分経|しばらく|minutes|aftera & 停止|止ま|落ち|終了|stop|down|dies|died|exit|shut|terminat',
      ),
      pattern('起動時間|boottimeout|boot_timeout|start-uptimelimit|startuptimeout'),
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
    id: 'whole-site-stops',
    name: { en: 'the whole site stops', ja: 'サイト全体が停止する' },
    patterns: [
      pattern(
        'サイト|site|jobcenter & 突然|全体|勝手に|すべて停止|全て停止|全停止|suddenly|wholesite|allprocesses|byitself|' +
          '異常停止|unexpectedly',
      ),
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
      pattern(
        'サイト|site|cjcpw|jobcenter|グループ|group|failover|フェイルオーバ|フェールオーバ|切替|切り替え|待機|運用系|現用系|ノード|サーバ|' +
          `standby|secondary|node|service|サービス & ${STARTS_NOT}|shut`,
      ),
      pattern(
        "サイト|site|jobcenter & 動かな|動きませ|動いていな|動いてな|動作しな|notrun|won'trun|doesn'trun|notwork",
      ),
    ],
    rules: {
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
    },
  },
  {
    id: 'creation-fails',
    name: { en: 'cjcmksite fails', ja: 'cjcmksite が失敗する' },
    patterns: [pattern(`cjcmksite|サイトの作成|サイト作成|createthesite|sitecreation & ${FAILS}`)],
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
    patterns: [pattern('再作成|2回目|二回目|二度目|secondtry|secondtime|re-creat|recreat|クリア')],
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
    id: 'wsfc-restarts',
    name: { en: 'WSFC restarts instead of failing over', ja: 'WSFC が切り替えずに再起動する' },
    patterns: [
      pattern(
        'wsfc|フェールオーバークラスタ|フェールオーバークラスター|同じノード|同一ノード|samenode & 再起動|同じノード|同一ノード|restart|samenode|切り替わら',
      ),
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
    id: 'windows-log-off',
    name: { en: 'it ends at log-off', ja: 'ログオフで終了する' },
    patterns: [pattern('ログオフ|サインアウト|ログアウト|logoff|loggedoff|signout|logout')],
    rules: {},
    hints: [
      hint(
        'G 2.3.3.2.4',
        'the site was started with cjcpw from the desktop, and ends with the session: let the cluster software or the service start it',
        'デスクトップから cjcpw で起動したサイトはログオフで終了します。クラスタソフトウェアまたはサービスから起動してください',
      ),
    ],
  },
];
