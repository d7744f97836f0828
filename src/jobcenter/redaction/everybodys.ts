const setOf = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** Accounts and groups that systems and the usual software make; nobody is known by them. */
export const systemAccounts = setOf(
  'root bin daemon adm lp sync shutdown halt mail operator games ftp nobody nogroup nfsnobody man news uucp proxy',
  'www-data backup list irc gnats sys tty disk lock kmem dialout fax voice cdrom floppy tape sudo wheel audio video',
  'users staff shadow utmp plugdev dbus messagebus polkitd sshd chrony tss postfix postdrop ntp rpc rpcuser saslauth',
  'systemd-network systemd-resolve systemd-timesync systemd-coredump systemd-oom systemd-bus-proxy systemd-journal',
  'avahi avahi-autoipd rtkit pulse gdm colord geoclue usbmuxd unbound dnsmasq cockpit-ws cockpit-wsinstance sssd',
  'setroubleshoot pesign clevis flatpak libstoragemgmt tcpdump abrt oprofile ntpd apache nginx mysql postgres named',
  'ldap squid haproxy hacluster haclient syslog kernoops whoopsie uuidd landscape pollinate _apt lxd input render',
  'kvm crontab ssl-cert ssh ssh_keys screen cgred printadmin nslcd administrator administrators system',
);

/** Commands that every machine has. */
export const commonCommands = setOf(
  'bash sh dash ksh csh tcsh zsh vi vim less more tail head cat cp mv tar gzip rsync scp sftp ssh sshd find grep du',
  'ls top java python python3 perl ruby node systemd init cron crond rsyslogd smbd nfsd kernel mount umount fuser lsof',
  'tee sleep su sudo login mc emacs nano screen tmux make dd fsck xfs_repair e2fsck backup bpbkar dsmc',
);
