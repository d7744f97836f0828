import type { Localized } from '../../message/language.js';

/** The nodes of the skeleton; their trees are made beside it. */
export const NODES = ['jcmanager01', 'jcmanager02'] as const;

/** The manifest that `init` writes: valid as it stands, to be filled in. */
export const skeleton: Localized = {
  en: `# One JobCenter failover cluster. Paths are relative to this file. Schema: cjclint schema

cluster: my-cluster             # default: the folder's name
platform: linux                 # linux or windows
# installDir: C:\\JobCenter\\SV   # windows only
# clusterSoftware: clusterpro   # clusterpro, wsfc or pacemaker
# network: prod                 # clusters of one network need different machine IDs

nodes:
  - name: jcmanager01           # the machine's host name
    machineId: 1                # of the node's local site
    # addresses: [192.168.1.11] # the node's own addresses
    # files: nodes/jcmanager01  # this is the default
  - name: jcmanager02
    machineId: 2
    # addresses: [192.168.1.12]

sharedDisks: [/mnt/jobmgdb]
# shared: shared                # files of the shared disk, by mount path; this is the default

sites:
  - name: jcmgcluster.example.jp
    machineId: 100
    database: /mnt/jobmgdb
    vip: 192.168.1.100
    # nodes: [jcmanager01, jcmanager02]   # default: all

# agents:
#   - name: jcagcluster
#     site: jcmgcluster.example.jp
#     instance: clusterinstance
#     instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e
#     endpoint: http://jcmgcluster.example.jp:23151
#     spool: /mnt/jobagdb
#     privateKey: /opt/keys/jcagcluster.pem
#     users: [batch01, batch02]           # job users
`,
  ja: `# JobCenter のフェイルオーバークラスタ 1 つ分の定義。パスはこのファイルからの相対パス。スキーマ: cjclint schema

cluster: my-cluster             # 省略時はフォルダ名
platform: linux                 # linux または windows
# installDir: C:\\JobCenter\\SV   # windows のみ
# clusterSoftware: clusterpro   # clusterpro、wsfc、pacemaker のいずれか
# network: prod                 # 同じネットワークのクラスタ間でマシン ID の重複を検査する

nodes:
  - name: jcmanager01           # マシンのホスト名
    machineId: 1                # ローカルサイトのマシン ID
    # addresses: [192.168.1.11] # ノード自身のアドレス
    # files: nodes/jcmanager01  # 省略時の値
  - name: jcmanager02
    machineId: 2
    # addresses: [192.168.1.12]

sharedDisks: [/mnt/jobmgdb]
# shared: shared                # 共有ディスク上のファイル（マウント先のパスで置く）。省略時の値

sites:
  - name: jcmgcluster.example.jp
    machineId: 100
    database: /mnt/jobmgdb
    vip: 192.168.1.100
    # nodes: [jcmanager01, jcmanager02]   # 省略時はすべてのノード

# agents:
#   - name: jcagcluster
#     site: jcmgcluster.example.jp
#     instance: clusterinstance
#     instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e
#     endpoint: http://jcmgcluster.example.jp:23151
#     spool: /mnt/jobagdb
#     privateKey: /opt/keys/jcagcluster.pem
#     users: [batch01, batch02]           # ジョブ実行ユーザ
`,
};
