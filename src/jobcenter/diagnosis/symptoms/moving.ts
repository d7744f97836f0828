import { FAILS, hint, pattern, type Symptom } from './symptom.js';

/** Words for "it is up", as of a site, an address or a disk. */
const UP =
  '起動し|起動中|起動済|動い|動作|稼働|立ち上が|上がって|upして|マウント|同時|active|アクティブ|running|runs|started|isup|areup|mounted|atonce|atthesametime|vip';

/** How disks, addresses and names show that they did not move. */
export const moveSymptoms: readonly Symptom[] = [
  {
    id: 'disk-does-not-unmount',
    name: { en: 'the shared disk cannot be unmounted', ja: '共有ディスクをアンマウントできない' },
    patterns: [
      pattern(`アンマウント|umount|unmount|マウント解除|マウントの解除|切り離し & ${FAILS}`),
      pattern('targetisbusy|deviceisbusy|deviceorresourcebusy'),
    ],
    seen: 'leaving',
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
    name: { en: 'the shared disk is not there on the new node', ja: '切り替え先で共有ディスクが使えない' },
    patterns: [
      pattern(
        "マウントできな|マウントに失敗|マウントされ|マウント失敗|マウントエラー|notmounted|cannotmount|cannotbemounted|can'tmount|couldnotmount|couldnotbemounted|unabletomount|failedtomount|mountfailed|wrongfstype|specialdevice|mountpointdoesnotexist|mountpointbusy|alreadymounted|ディスクが見え|ディスクリソース",
      ),
      pattern(`nosuchfileordirectory|データベースが|サイトデータベース & ${FAILS}|見つから|nosuch|ない`),
    ],
    rules: {
      'mount-active': 3,
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
    id: 'address-in-use',
    name: { en: 'an address or port is in use', ja: 'アドレスまたはポートが使用中' },
    patterns: [
      pattern(
        'addressalreadyinuse|cannotassignrequestedaddress|addressinuse|bind:|failedtobind|couldnotbind',
      ),
      pattern('ポート|port|23141|アドレス|listen & 使用中|重複|競合|衝突|inuse|conflict|taken|alreadyused'),
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
      pattern(
        `vip|リロケータブル|仮想ip|フローティングip|fip|floatingip|virtualip|relocatable & ${FAILS}|重複|duplicate|` +
          'conflict|両|both|移らな|移動しな|notmove|到達|unreachable',
      ),
    ],
    rules: {
      'vip-up-once': 3,
      'vip-active': 3,
      'vip-is-node-address': 3,
      'vip-distinct': 3,
      'ipaddress-is-vip': 2,
      'vip-forward-lookup': 2,
      'vip-lookup-consistent': 2,
    },
    hints: [
      hint(
        null,
        'another machine of the network answers for the VIP: `arping -D -I <interface> <VIP>` shows its MAC address',
        'VIP をネットワーク上の別のマシンが使用している場合があります（`arping -D -I <インターフェース> <VIP>` で MAC アドレスを確認できます）',
      ),
    ],
  },
  {
    id: 'on-both-nodes',
    name: { en: 'both nodes run it at once', ja: '両方のノードで同時に動いている' },
    patterns: [
      pattern(`両系|両方|両ノード|両サーバ|bothnodes|bothmachines|onbothsides & ${UP}`),
      pattern('二重起動|二重に起動|二重に動|スプリットブレイン|splitbrain|split-brain'),
    ],
    rules: { 'site-running-once': 3, 'vip-up-once': 3, 'disk-mounted-once': 3, 'instance-active-once': 3 },
  },
  {
    id: 'name-resolution',
    name: { en: 'a name is not resolved', ja: '名前解決ができない' },
    patterns: [
      pattern(
        '名前解決|正引き|逆引き|nameresolution|nameorservicenotknown|unknownhost|nosuchhost|gethostby|' +
          'getaddrinfo|reverselookup|hostnotfound|dns|resolv.def|etc/hosts',
      ),
      pattern(`ホスト名|hostname|hostname|resolve|lookup & ${FAILS}|違う|wrong|notfound|見つから`),
      pattern(
        '名前|ホスト|逆|正|dns|アドレス & 引けな|引けず|引けま|引けて|解決できな|解決されな|解決しな|解決に失敗',
      ),
    ],
    rules: {
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
    },
  },
  {
    id: 'permission-denied',
    name: { en: 'access is denied', ja: 'アクセスが拒否される' },
    patterns: [
      pattern(
        'permissiondenied|パーミッション|権限|アクセス拒否|アクセスが拒否|accessdenied|avc:|selinux|jobcenter_exec_t|' +
          'operationnotpermitted|eacces',
      ),
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
];
