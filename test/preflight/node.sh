#!/bin/sh
# A JobCenter node before cjcmksite, in namespaces of its own: mounts, network, processes and host name are real, and
# gone with this process. Files are written to an overlay that lies over the machine's own.
# usage: unshare -mnpu --fork sh node.sh <folder> <folder of node> <commands>
set -e
umask 022
work=$1
mount --make-rprivate /
mkdir -p "$work/layer"
mount -t tmpfs tmpfs "$work/layer"
mkdir "$work/layer/upper" "$work/layer/work" "$work/layer/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/layer/upper,workdir=$work/layer/work" "$work/layer/root"
cd "$work/layer/root"
mount -t proc proc proc
mount --rbind /dev dev
mkdir -p "./$work"
mount --bind "$work" "./$work"
# Where node lies on another file system the overlay lacks it. Nothing may be written there: it is the machine's own.
if [ ! -x "./$2/node" ]; then
  mkdir -p "./$2"
  mount --bind "$2" "./$2"
  mount -o remount,bind,ro "./$2"
fi
hostname jcmanager01
cat >in.sh <<'SETUP'
set -e
umask 022
ip link set lo up
ip addr add 192.168.1.11/24 dev lo
ip addr add 192.168.1.100/24 dev lo
# What the machine itself may have of the product does not count.
rm -rf /usr/lib/nqs /usr/spool/nqs
mkdir -p /mnt/jobmgdb /usr/lib/nqs/cluster /usr/lib/nqs/rc /usr/spool/nqs
mount -t tmpfs -o mode=755 tmpfs /mnt/jobmgdb
mkdir /mnt/jobmgdb/lost+found
cat >/etc/hosts <<HOSTS
127.0.0.1  localhost
192.168.1.11  jcmanager01
192.168.1.100  jcmgcluster.example.jp  jcmgcluster
192.168.1.101  jcmgother.example.jp  jcmgother
HOSTS
echo 'hosts: files' >/etc/nsswitch.conf
echo '# common settings' >/usr/lib/nqs/rc/daemon.conf
printf 'ipaddress=192.168.1.11\nNATS_URL=nats://192.168.1.11:23141\n' >/usr/spool/nqs/daemon.conf
# The product's commands, as far as preflight asks them; /sites holds what cjcls lists.
: >/sites
echo SHUT >/local
cat >/usr/lib/nqs/cluster/cjcls <<'CJCLS'
#!/bin/sh
echo 'SITE-NAME              DAEMON-PID DB-PATH(LINK)'
[ "$1" != -a ] || [ ! -s /local ] || echo "jcmanager01            $(cat /local)       /usr/spool/nqs"
cat /sites
CJCLS
cat >/usr/bin/nmapmgr <<'NMAPMGR'
#!/bin/sh
cat >/dev/null
echo 'NETWORK MAPPING STATE'
case ${NQS_SITE:-} in
  '') echo 'HOST NAME: jcmanager01   HOST ID: 33' ;;
  jcmgcluster*) echo "HOST NAME: $NQS_SITE   HOST ID: 100" ;;
  *) echo "HOST NAME: $NQS_SITE   HOST ID: $(cat /other-id)" ;;
esac
NMAPMGR
echo 101 >/other-id
printf '#!/bin/sh\necho "| INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE |"\n' >/usr/bin/jcagctrl
chmod 755 /usr/lib/nqs/cluster/cjcls /usr/bin/nmapmgr /usr/bin/jcagctrl
umask 022
set +e
SETUP
cat "$3" >>in.sh
exec chroot . sh /in.sh
