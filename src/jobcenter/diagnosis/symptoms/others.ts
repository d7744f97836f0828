import { hint, pattern, type Symptom } from './symptom.js';

/** What is seen around a failover and is mostly something else. */
export const otherSymptoms: readonly Symptom[] = [
  {
    id: 'client-disconnected',
    name: { en: 'CL/Win or the browser loses its connection', ja: 'CL/Win・ブラウザの接続が切れる' },
    patterns: [pattern('cl/win|clwin|ブラウザ|browser|webコンソール|jobcenterweb')],
    seen: 'after',
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
    patterns: [pattern('停電|電源断|電源障害|電断|powerloss|powerfail|poweroutage|lostpower|poweroff')],
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
    patterns: [pattern('convertskip|[defaultparameter]|デフォルトパラメータ|defaultparameter')],
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
    patterns: [pattern('ライセンス|licence|license|lockinfo')],
    rules: { 'license-match': 3, 'license-manager-present': 3 },
  },
  {
    id: 'release',
    name: { en: 'versions differ', ja: 'バージョンの違い' },
    patterns: [
      pattern(
        'バージョン|version|パッチ|リビジョン & 違|異な|不一致|differ|mismatch|incompat|unsupported|非互換',
      ),
    ],
    rules: { 'release-match': 3 },
  },
  {
    id: 'machine-id',
    name: { en: 'a machine ID', ja: 'マシンID' },
    patterns: [pattern('マシンid|machineid|hostid|mid=')],
    rules: { 'machine-id-unique': 3, 'machine-id-match': 3, 'machine-id-valid': 2 },
  },
  {
    id: 'disk-read-only',
    name: { en: 'a disk is mounted read-only', ja: 'ディスクが読み取り専用になっている' },
    patterns: [pattern('read-onlyfile|readonlyfile|erofs|読み取り専用|読取専用|読み込み専用|書き込み禁止')],
    rules: {},
    hints: [
      hint(
        null,
        'the disk is mounted read-only, often after an error of the disk or a mount on two nodes: see `ro` in `cat /proc/mounts`, and the kernel log',
        'ディスクのエラーや二重マウントの後に、読み取り専用でマウントされることがあります（`cat /proc/mounts` の `ro` とカーネルログを確認してください）',
      ),
    ],
  },
  {
    id: 'disk-full',
    name: { en: 'a disk is full', ja: 'ディスクの空き容量がない' },
    patterns: [
      pattern('nospaceleft|enospc|diskfull|diskisfull|ディスクフル|容量不足|空き容量|領域不足|容量が足り'),
    ],
    rules: {},
    hints: [
      hint(
        null,
        'a disk is full, of blocks or of inodes: `df -h` and `df -i` on the node that had to take over, for the shared disk, /usr/spool and /tmp',
        'ディスクの空き容量または i ノードが不足しています（切り替え先で共有ディスク、/usr/spool、/tmp を `df -h` と `df -i` で確認してください）',
      ),
    ],
  },
];
