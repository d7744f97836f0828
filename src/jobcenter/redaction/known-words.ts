/**
 * Words of the files' own language: keys, values, commands, processes, folders that every machine has. Nobody is known
 * by them, and a result could not be read without them. In small letters.
 */
export const knownWords: ReadonlySet<string> = new Set(
  [
    // daemon.conf, site.conf, resolv.def, hosts, manifest
    'local_daemon maintenance ipaddress nats_url nqs_site ipcheck listen_port boot_timeout stop_timeout',
    'forcekill_time on off site daemon conf def resolv hosts nats http https tls cluster platform linux windows',
    'clustersoftware clusterpro wsfc pacemaker network nodes node name machineid addresses files shareddisks shared',
    'sites database vip agents agent instance instanceid endpoint spool privatekey users pernode installdir',
    'request onstartup action default abort true false null enable disable cjclint yaml yml disable-line',
    'localhost localdomain localhost4 localhost6 localdomain4 localdomain6 ip6-localhost ip6-loopback',
    'ip6-localnet ip6-mcastprefix ip6-allnodes ip6-allrouters broadcasthost loopback local lan internal',
    // facts
    'facts meta stat umask ip-addr mounts ps ps-start changed listen passwd lookup getenforce selinux-labels',
    'selinux-rule packages checksums env holders cjcls cjcls-a nmapmgr jcagctrl-list jcagctrl list show state exit',
    'format hostname collected_at user missing site-name daemon-pid db-path link shut instance-name instance-id',
    'active host id mapping enforcing permissive disabled pid ppid command started access kernel mount args uid gid',
    'directory regular file symbolic empty fifo socket inet inet6 scope global lo secondary nodad noprefixroute',
    'valid_lft preferred_lft forever recv-q send-q local peer address port process tcp root bin nobody system',
    // JobCenter and its processes
    'cjcpw cjcmksite nqsstart nqsstop nqsbg jcexecutor jcexecutor_manager jcexecutor_webserver jcexecutor_agent',
    'nats_start nats-server jnwcaster jnwengine sclaunchd comagent jcdfs jnwlauncher jcwebserver jl_logmonitor',
    'jl_submit jexecctrl jobcenter jobcenter_key dat nec sv licensemanager necjcmg necjcag necwslm jobcenter_exec_t',
    // folders
    'usr lib lib64 libexec sbin share etc opt var home mnt media srv data dev mapper disk tmp run proc sys boot efi',
    'shm log logs cache spool nqs rc cert certs key keys private db export exports vol vols volume volumes pub',
    'lost+found snapshots snapshot case cases before after bash sh zsh nologin login systemd sshd init',
    'git modules waivers readme md txt json',
    'program files windows system32 drivers program_files users c d e',
    'nmapmgr fatal unable setup rootdir',
  ]
    .join(' ')
    .split(' '),
);
