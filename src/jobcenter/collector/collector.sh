#!/bin/sh
# Writes a snapshot of this JobCenter node for cjclint: a node tree with facts, as tar.gz.
#
#   sh collector.sh > node.tar.gz           sh collector.sh node.tar.gz          sh collector.sh -o node.tar.gz
#   ssh root@node sh -s < collector.sh > node.tar.gz
#
# It only reads, except for one temporary folder that it removes again, and the archive. It takes a few config files,
# the output of the commands below, and modes and owners of some files. It never takes a private key, a password or a
# job's data. Every command has a time limit and a limit on its output. An ordinary user may run it; what could not be
# had then is written down in .facts/meta as missing.<fact>=<reason>.
#
#   CJCLINT_ROOT=<folder>      collect from a tree (a mounted image) instead of this machine
#   CJCLINT_ROOT_EXEC=1        run the tree's own programs (cjcls, jcagctrl, …) too
#   CJCLINT_COMMAND_LIMIT=<s>  seconds a command may take; 10 by default
#
# POSIX sh with tar and gzip: dash, bash and busybox ash. Exit status 0: an archive was written.

# What a node does not tell by itself, one value a line; `cjclint collector` fills it in.
known_databases=''
known_spools=''
known_keys=''
known_disks=''
known_users=''
known_sites=''
known_names=''
known_addresses=''

newline='
'
tab=$(printf '\t')
cap=1000000 # bytes of one output or one file; whatever reaches it is left out
most_entries=2000 # of one folder
local_database=/usr/spool/nqs

# --- Words ------------------------------------------------------------------------------------------------------------

# Control characters have no place in a line of meta or on a terminal.
printable() {
  printf '%s' "$1" | tr '\000-\037\177' '?'
}

say() {
  printf 'collector: %s\n' "$(printable "$1")" >&2
}

# missing <fact> <reason>: the fact as a whole is not in the snapshot.
missing() {
  case $1 in
    *[!A-Za-z0-9._/-]*) printf 'missing.file=%s: %s\n' "$(printable "$1")" "$(printable "$2")" ;;
    *) printf 'missing.%s=%s\n' "$1" "$(printable "$2")" ;;
  esac >>"$work/missing"
}

# incomplete <fact> <reason>: the fact is there, a part of it is not.
incomplete() {
  printf 'incomplete.%s=%s\n' "$1" "$(printable "$2")" >>"$work/missing"
}

# as_user <reason>: the reason, with the likely cause in front of it where only root may do everything.
as_user() {
  if [ "$user_id" = 0 ]; then
    printf '%s' "$1"
  else
    printf 'not root (%s)' "$1"
  fi
}

# in_list <value> <lines>
in_list() {
  case "$newline$2$newline" in
    *"$newline$1$newline"*) return 0 ;;
  esac
  return 1
}

# Whether a text is an absolute path that fits on a line.
is_path() {
  case $1 in
    *"$newline"* | *"$tab"*) return 1 ;;
    /*) return 0 ;;
  esac
  return 1
}

# --- Running commands with limits -------------------------------------------------------------------------------------

# limited <input file> <output file> <command…>: runs a command; `outcome` is empty when it went well, else the reason.
# Both its streams are read to the cap only, then it is cut off. GNU timeout ends a command with its children; the
# watch behind it also ends what outlives that, or everything where there is no such timeout.
limited() {
  limited_in=$1
  limited_out=$2
  shift 2
  rm -f "$work/status" "$work/late"
  [ -z "$has_timeout" ] || set -- timeout -k 2 "$limit" "$@"
  (
    {
      {
        "$@" <"$limited_in" 3>&-
        echo "$?" >"$work/status"
      } 2>&1 >&3 | head -c "$cap" >"$work/complaint" 3>&-
    } 3>&1 | head -c "$cap" >"$limited_out"
  ) 2>/dev/null &
  job=$!
  watch "$job" </dev/null >/dev/null 2>&1 &
  wait "$job" 2>/dev/null
  job=
  judge
}

# watch <process>: ends it and all its descendants when its time is over.
watch() {
  trap - EXIT HUP INT TERM PIPE
  watch_left=$limit
  [ -z "$has_timeout" ] || watch_left=$((limit + 4))
  while [ "$watch_left" -gt 0 ]; do
    sleep 1
    kill -0 "$1" || return 0
    watch_left=$((watch_left - 1))
  done
  : >"$work/late"
  kill_tree "$1"
}

# kill_tree <process>: looks the descendants up in /proc, because `ps` is not the same everywhere.
kill_tree() {
  tree_all=" $1 "
  tree_grown=yes
  while [ -n "$tree_grown" ]; do
    tree_grown=
    for tree_entry in /proc/[0-9]*/status; do
      tree_process=${tree_entry#/proc/}
      tree_process=${tree_process%/status}
      case $tree_all in
        *" $tree_process "*) continue ;;
      esac
      while read -r tree_key tree_parent; do
        [ "$tree_key" = PPid: ] || continue
        case $tree_all in
          *" $tree_parent "*)
            tree_all="$tree_all$tree_process "
            tree_grown=yes
            ;;
        esac
        break
      done <"$tree_entry"
    done
  done 2>/dev/null
  # shellcheck disable=SC2086 # one word a process
  kill -KILL $tree_all 2>/dev/null
}

# Sets `outcome` from what the last command left behind.
judge() {
  outcome=
  status=
  [ ! -e "$work/status" ] || read -r status <"$work/status"
  if [ -e "$work/late" ]; then
    outcome='timed out'
  elif [ "$(wc -c <"$limited_out")" -ge "$cap" ]; then
    outcome="too much output (limit $cap bytes)"
  elif [ "$status" = 0 ]; then
    return
  elif [ -n "$has_timeout" ] && { [ "$status" = 124 ] || [ "$status" = 137 ]; }; then
    outcome='timed out'
  else
    complaint=
    read -r complaint <"$work/complaint"
    outcome="exit status $status${complaint:+: $(printf '%.200s' "$complaint")}"
  fi
}

# program <name or path>: sets `program` to what can be run, or fails with the reason in `outcome`.
program() {
  program=
  outcome='command not found'
  if [ -n "$tree" ]; then
    if [ "$tree_exec" != 1 ]; then
      outcome='collected from a tree, whose programs were not run'
      return 1
    fi
    case $1 in
      /*) set -- "$1" ;;
      *) set -- "/usr/sbin/$1" "/usr/bin/$1" "/sbin/$1" "/bin/$1" ;;
    esac
    for program_at; do
      if resolve "$program_at" && [ -f "$root$real" ] && [ -x "$root$real" ]; then
        program=$root$real
        return 0
      fi
    done
    return 1
  fi
  program=$(command -v "$1" 2>/dev/null) && [ -f "$program" ] && return 0
  [ ! -e "$1" ] || outcome=$(as_user 'may not be run')
  return 1
}

# The same as limited, with stderr between the lines of stdout, as it stands on a terminal.
with_complaints() {
  with_in=$1
  with_out=$2
  shift 2
  # shellcheck disable=SC2016 # for the inner shell
  limited "$with_in" "$with_out" sh -c 'exec "$@" 2>&1' sh "$@"
}

# fact <fact> <command> [argument…]: the command's output as it is. A command that fails without a word to stdout gives
# no fact.
fact() {
  fact_name=$1
  fact_file=$facts/$1
  shift
  if ! program "$1"; then
    missing "$fact_name" "$outcome"
    return 1
  fi
  shift
  limited /dev/null "$fact_file" "$program" "$@"
  settle
}

# Keeps the fact that was just collected, or says why not.
settle() {
  case $outcome in
    '') return 0 ;;
    'exit status '*)
      [ ! -s "$fact_file" ] || return 0
      outcome=$(as_user "$outcome")
      ;;
  esac
  rm -f "$fact_file"
  missing "$fact_name" "$outcome"
  return 1
}

# machine_fact <fact> <command> [argument…]: a fact of the running machine, which a tree cannot tell.
machine_fact() {
  if [ -n "$tree" ]; then
    missing "$1" "$not_of_tree"
    return 1
  fi
  fact "$@"
}

# --- Paths and links --------------------------------------------------------------------------------------------------

# resolve <path>: follows links, inside the tree. Sets `real` (without links; empty for the root) and `met`, the links
# on the way, one a line. Fails when there is nothing at its end, or the links go round in circles.
resolve() {
  resolve_rest=$1
  real=
  met=
  resolve_hops=0
  case $1 in *"$newline"*) return 1 ;; esac
  while [ -n "$resolve_rest" ]; do
    resolve_part=${resolve_rest%%/*}
    case $resolve_rest in
      */*) resolve_rest=${resolve_rest#*/} ;;
      *) resolve_rest= ;;
    esac
    case $resolve_part in
      '' | .) continue ;;
      ..)
        real=${real%/*}
        continue
        ;;
    esac
    if [ -L "$root$real/$resolve_part" ]; then
      resolve_hops=$((resolve_hops + 1))
      [ "$resolve_hops" -le 40 ] || return 1
      resolve_target=$(readlink "$root$real/$resolve_part") || return 1
      case $resolve_target in *"$newline"*) return 1 ;; esac
      met="$met$real/$resolve_part$newline"
      case $resolve_target in /*) real= ;; esac
      resolve_rest=$resolve_target/$resolve_rest
    else
      real=$real/$resolve_part
    fi
  done
  [ -e "$root$real/." ] || [ -e "$root$real" ]
}

# make_folders <path>: makes a folder in the snapshot, one part after the other: nothing may be written through a link
# that the snapshot holds, for it leads out of the snapshot.
make_folders() {
  folders_rest=${1#/}
  folders_at=$stage
  while [ -n "$folders_rest" ]; do
    folders_at=$folders_at/${folders_rest%%/*}
    case $folders_rest in
      */*) folders_rest=${folders_rest#*/} ;;
      *) folders_rest= ;;
    esac
    [ ! -L "$folders_at" ] || return 1
    [ -d "$folders_at" ] || mkdir "$folders_at" || return 1
  done 2>/dev/null
}

# keep_link <path>: a link as a link. The folder it stands in has no links in its own path.
keep_link() {
  [ ! -e "$stage$1" ] && [ ! -L "$stage$1" ] || return 0
  link_target=$(readlink "$root$1") && make_folders "${1%/*}" && ln -s -- "$link_target" "$stage$1" 2>/dev/null
}

# The links that `resolve` met.
keep_met() {
  while IFS= read -r met_link; do
    [ -z "$met_link" ] || keep_link "$met_link"
  done <<MET
$met
MET
}

# Whether a file may hold a key: by its name, or because somebody said so. Hard links to a known key count.
is_key() {
  case $1 in
    *.pem | *.key | *.p12 | *.pfx | *.jks | *.ppk | */id_rsa* | */id_dsa* | */id_ecdsa* | */id_ed25519* | */shadow*)
      return 0
      ;;
  esac
  is_key_file=$root$1
  while IFS= read -r is_key_other; do
    [ -n "$is_key_other" ] || continue
    # shellcheck disable=SC3013 # not in POSIX, but in dash, bash and ash alike
    [ "$is_key_file" -ef "$is_key_other" ] && return 0
  done <<KEYS
$key_files
KEYS
  return 1
}

# keep <path>: a config file in the snapshot, where it stands, with the links on the way to it. Sets `kept`, the file in
# the snapshot.
keep() {
  if ! resolve "$1"; then
    ! is_closed_above "$1" || missing "$1" 'not root (a folder above may not be entered)'
    return 1
  fi
  [ -f "$root$real" ] || return 1
  keep_real=$real
  if is_key "$keep_real"; then
    missing "$1" 'a private key is never collected'
    return 1
  fi
  keep_met
  kept=$stage$keep_real
  [ ! -e "$kept" ] || return 0
  make_folders "${keep_real%/*}" || return 1
  limited /dev/null "$work/copy" cat "$root$keep_real"
  if [ -n "$outcome" ]; then
    case $outcome in 'exit status '*) outcome=$(as_user "${outcome##*: }") ;; esac
    missing "$1" "$outcome"
    return 1
  fi
  if grep -q -e '-----BEGIN .*PRIVATE KEY' "$work/copy"; then
    missing "$1" 'a private key is never collected'
    return 1
  fi
  cat "$work/copy" >"$kept"
}

# mask_secrets <file>: the user part of a URL, and values of keys and options that are called like a secret, become ***.
# A file without such a thing stays as it is, byte for byte.
mask_secrets() {
  [ -e "$1" ] || return 0
  if grep -q -i -E -e '://[^/[:space:]]*@' -e 'pass(word|wd|phrase)|secret|token|--?pass|--?auth' "$1"; then
    sed -E -e 's#://[^/[:space:]]*@#://***@#g' \
      -e 's#(([Pp][Aa][Ss][Ss]([Ww][Oo][Rr][Dd]|[Ww][Dd]|[Pp][Hh][Rr][Aa][Ss][Ee])|[Ss][Ee][Cc][Rr][Ee][Tt]|[Tt][Oo][Kk][Ee][Nn])[A-Za-z_]*["'\'']?[[:space:]]*[=:][[:space:]]*)[^[:space:]]+#\1***#g' \
      -e 's#([[:space:]]--?(pass|password|passwd|passphrase|secret|token|auth)[=[:space:]]+)[^[:space:]]+#\1***#g' \
      "$1" >"$work/masked"
    cat "$work/masked" >"$1"
  fi
}

# Second fields of passwd that are no mere mark (x, *, !!) are passwords.
mask_passwd() {
  sed -e 's/^\([^:]*\):[^:]\{5,\}:/\1:***:/' "$1" >"$work/masked" && cat "$work/masked" >"$1"
}

# Whether a folder above a path keeps this user from seeing what is there.
is_closed_above() {
  [ "$user_id" != 0 ] || return 1
  closed_folder=${1%/*}
  while [ -n "$closed_folder" ]; do
    if resolve "$closed_folder" && [ -d "$root$real" ]; then
      [ ! -x "$root$real" ] && return 0
      return 1
    fi
    closed_folder=${closed_folder%/*}
  done
  return 1
}

# reachable <path>: asked of a process that can be ended, because a dead NFS server stops whoever asks. A path that is
# not there is reachable.
reachable() {
  [ -z "$tree" ] || return 0
  limited /dev/null "$work/probe" ls -d "$1/."
  [ "$outcome" != 'timed out' ]
}

# --- What sites and instances there are -------------------------------------------------------------------------------

# add_database <path> <where from>
add_database() {
  is_path "$1" || return 0
  add_path=$1
  while [ "${add_path%/}" != "$add_path" ]; do add_path=${add_path%/}; done
  [ -n "$add_path" ] && [ "$add_path" != "$local_database" ] || return 0
  ! in_list "$add_path" "$databases$unreachable" || return 0
  if reachable "$add_path"; then
    databases=$databases$add_path$newline
  else
    unreachable=$unreachable$add_path$newline
    incomplete stat "$add_path: timed out"
  fi
}

add_spool() {
  is_path "$1" || return 0
  add_path=$1
  while [ "${add_path%/}" != "$add_path" ]; do add_path=${add_path%/}; done
  [ -n "$add_path" ] && ! in_list "$add_path" "$spools$unreachable" || return 0
  if reachable "$add_path"; then
    spools=$spools$add_path$newline
  else
    unreachable=$unreachable$add_path$newline
    incomplete stat "$add_path: timed out"
  fi
}

# add_site <name>: only what can be the name of a fact's file.
add_site() {
  case $1 in
    '' | . | .. | *[!A-Za-z0-9._-]*) return 0 ;;
  esac
  in_list "$1" "$sites" || sites=$sites$1$newline
}

# Cluster sites of cjcls: `name pid-or-SHUT /database (/link)`.
sites_of_cjcls() {
  [ -f "$facts/$1" ] || return 0
  while read -r row_name row_state row_rest; do
    case $row_state in
      SHUT) ;;
      '' | *[!0-9]*) continue ;;
    esac
    row_path=${row_rest%% (*}
    is_path "$row_path" || continue
    while [ "${row_path% }" != "$row_path" ]; do row_path=${row_path% }; done
    [ "$row_path" != "$local_database" ] || continue
    add_site "$row_name"
    add_database "$row_path"
  done <"$facts/$1"
}

# Links of /usr/spool/nqs named like an address lead to databases, or to their folder nqs.
sites_of_links() {
  resolve "$local_database" || return 0
  keep_met
  links_in=$real
  links_count=0
  for links_entry in "$root$links_in"/*; do
    [ -L "$links_entry" ] || continue
    links_name=${links_entry##*/}
    case $links_name in *"$newline"*) continue ;; esac
    links_count=$((links_count + 1))
    [ "$links_count" -le "$most_entries" ] || break
    keep_link "$links_in/$links_name"
    case $links_name in *[!0-9A-Fa-f]*) continue ;; esac
    links_target=$(readlink "$links_entry") || continue
    case $links_target in /*) ;; *) links_target=$local_database/$links_target ;; esac
    add_address_of_link "$links_name"
    case $links_target in ?*/nqs | ?*/nqs/) links_target=${links_target%/nqs*} ;; esac
    add_database "$links_target"
  done
}

# C0A80A46 is 192.168.10.70; 32 digits are an IPv6 address.
add_address_of_link() {
  case ${#1} in
    8)
      link_rest=$1
      link_address=
      while [ -n "$link_rest" ]; do
        link_tail=${link_rest#??}
        link_address=$link_address${link_address:+.}$(printf '%d' "0x${link_rest%"$link_tail"}")
        link_rest=$link_tail
      done
      ;;
    32)
      link_rest=$1
      link_address=
      while [ -n "$link_rest" ]; do
        link_tail=${link_rest#????}
        link_address=$link_address${link_address:+:}${link_rest%"$link_tail"}
        link_rest=$link_tail
      done
      ;;
    *) return 0 ;;
  esac
  addresses=$addresses$link_address$newline
}

# What JobCenter made below mount points, and below folders where disks are usually mounted.
sites_of_mounts() {
  set --
  for mounts_folder in /mnt /media /srv; do
    resolve "$mounts_folder" || continue
    for mounts_entry in "$root$real"/*; do
      [ -d "$mounts_entry" ] || [ -L "$mounts_entry" ] || continue
      [ $# -ge 200 ] || set -- "$@" "$mounts_folder/${mounts_entry##*/}"
    done
  done
  if [ -z "$tree" ] && [ -r /proc/mounts ]; then
    while read -r _ mounts_point _; do
      case $mounts_point in
        / | /proc* | /sys* | /dev* | /run* | *\\*) continue ;;
      esac
      [ $# -ge 400 ] || set -- "$@" "$mounts_point"
    done </proc/mounts
    # Asked of one process that can be ended.
    # shellcheck disable=SC2016 # for the inner shell
    limited /dev/null "$work/found" sh -c \
      'for each; do if [ -e "$each/nqs" ] || [ -e "$each/jcexecutor" ]; then printf "%s\n" "$each"; fi; done' sh "$@"
    set --
    while IFS= read -r mounts_point; do set -- "$@" "$mounts_point"; done <"$work/found"
  fi
  for mounts_point; do
    if resolve "$mounts_point/jcexecutor/agent" && [ -d "$root$real" ]; then add_spool "$mounts_point"; fi
    if resolve "$mounts_point/nqs/daemon.conf" && [ -f "$root$real" ]; then add_database "$mounts_point"; fi
  done
}

# --- Config files -----------------------------------------------------------------------------------------------------

# config <path>: a file whose age and mode count as well.
config() {
  if keep "$1"; then mask_secrets "$kept"; fi
  [ -n "$real" ] && [ -e "$root$real" ] || return 0
  in_list "$1" "$configs" || configs=$configs$1$newline
}

collect_configs() {
  for config_path in /etc/hosts /etc/nsswitch.conf /etc/resolv.conf /etc/hostname; do keep "$config_path"; done
  config /usr/lib/nqs/rc/daemon.conf
  config "$local_database/daemon.conf"
  while IFS= read -r config_folder; do
    [ -z "$config_folder" ] || config "$config_folder/nqs/daemon.conf"
  done <<DATABASES
$databases
DATABASES
  while IFS= read -r config_folder; do
    [ -z "$config_folder" ] || config "$config_folder/jcexecutor/agent/jcexecutor_agent.yaml"
  done <<SPOOLS
$spools
SPOOLS
  # Its place is not documented; these are shallow looks, and at most fifty files.
  find_configs /usr/lib/nqs 4
  find_configs "$local_database" 2
  find_configs /etc 2
  while IFS= read -r config_folder; do
    [ -z "$config_folder" ] || find_configs "$config_folder" 2
  done <<DATABASES
$databases
DATABASES
}

# find_configs <folder> <depth>: every resolv.def.
find_configs() {
  resolve "$1" || return 0
  limited /dev/null "$work/found" find "$root$real" -xdev -maxdepth "$2" -name resolv.def
  found_count=0
  while IFS= read -r found_path; do
    found_count=$((found_count + 1))
    [ "$found_count" -le 50 ] || break
    config "${found_path#"$root"}"
  done <"$work/found"
}

# --- Modes, owners, ages ----------------------------------------------------------------------------------------------

# rows <file> <format> <folder> <real folder> <name…>: a row of stat for each, under the folder's given name. Where that
# is the real one too, the row waits for `waiting_rows`: most do, and one stat for all of them is much quicker.
rows() {
  rows_file=$1
  rows_format=$2
  rows_folder=$3
  rows_prefix=$root$4/
  if [ "$3" = "$4" ]; then
    shift 4
    for rows_name; do printf '%s/%s\n' "$rows_folder" "$rows_name"; done >>"$rows_file.waiting"
    return 0
  fi
  shift 4
  for rows_name; do
    set -- "$@" "$rows_prefix$rows_name"
    shift
  done
  print_rows "$@"
}

# waiting_rows <file> <format>
waiting_rows() {
  rows_file=$1
  rows_format=$2
  rows_folder=
  rows_prefix=$root/
  set --
  [ -e "$rows_file.waiting" ] || return 0
  while IFS= read -r rows_name; do
    set -- "$@" "$root$rows_name"
    if [ $# -ge 500 ]; then
      print_rows "$@"
      set --
    fi
  done <"$rows_file.waiting"
  [ $# = 0 ] || print_rows "$@"
}

# print_rows <path…>: as the variables of `rows` say.
print_rows() {
  limited /dev/null "$work/rows" stat -c "$rows_format%n" "$@"
  case $outcome in
    '') ;;
    'exit status '*) [ -s "$work/rows" ] || rows_failed=$outcome ;;
    *) rows_failed=$outcome ;;
  esac
  while IFS= read -r rows_line; do
    printf '%s%s/%s\n' "${rows_line%%"$rows_prefix"*}" "$rows_folder" "${rows_line#*"$rows_prefix"}"
  done <"$work/rows" >>"$rows_file"
}

# describe <file> <format> <path>: what stands there; of a link the link itself and where it leads.
describe() {
  is_path "$3" || return 0
  case ${3##*/} in '' | . | ..) return 0 ;; esac
  describe_folder=${3%/*}
  resolve "$describe_folder/" || return 0
  describe_real=$real
  if [ -e "$root$real/${3##*/}" ] || [ -L "$root$real/${3##*/}" ]; then
    rows "$1" "$2" "$describe_folder" "$describe_real" "${3##*/}"
  elif [ "$user_id" != 0 ] && [ ! -x "$root$real/." ]; then
    incomplete stat "not root ($describe_folder may not be entered)"
  fi
  # Where links stand above or at the path, rules may ask under either name.
  if [ -z "$met" ]; then
    resolve "$3" || return 0
    [ -n "$met" ] || return 0
  elif ! resolve "$3"; then
    return 0
  fi
  keep_met
  [ -z "$real" ] || [ "$real" = "$3" ] || rows "$1" "$2" "${real%/*}" "${real%/*}" "${real##*/}"
}

# describe_entries <path>: what stands in a folder, one level.
describe_entries() {
  resolve "$1" && [ -d "$root$real" ] || return 0
  if [ ! -r "$root$real" ]; then
    incomplete stat "$(as_user "$1 may not be listed")"
    return 0
  fi
  entries_real=$real
  set -- "$1"
  for entries_entry in "$root$entries_real"/* "$root$entries_real"/.[!.]* "$root$entries_real"/..?*; do
    [ -e "$entries_entry" ] || [ -L "$entries_entry" ] || continue
    entries_name=${entries_entry##*/}
    case $entries_name in *"$newline"*) continue ;; esac
    if [ $# -gt "$most_entries" ]; then
      incomplete stat "$1: only $most_entries entries"
      break
    fi
    set -- "$@" "$entries_name"
  done
  [ $# -gt 1 ] || return 0
  entries_folder=$1
  shift
  rows "$work/stat" "$stat_format" "$entries_folder" "$entries_real" "$@"
}

# A key and the folders above it: whether others can reach it.
describe_key() {
  is_path "$1" || return 0
  describe "$work/stat" "$stat_format" "$1"
  key_folder=${1%/*}
  while [ -n "$key_folder" ]; do
    describe "$work/stat" "$stat_format" "$key_folder"
    key_folder=${key_folder%/*}
  done
}

collect_stat() {
  # Names of users and groups are this machine's, not a tree's.
  stat_format="%a$tab%U$tab%G$tab%F$tab"
  [ -z "$tree" ] || stat_format="%a$tab%u$tab%g$tab%F$tab"
  rows_failed=
  : >"$work/stat"
  : >"$work/changed"
  while IFS= read -r stat_path; do
    [ -n "$stat_path" ] || continue
    describe "$work/stat" "$stat_format" "$stat_path"
    describe "$work/stat" "$stat_format" "$stat_path/nqs"
    describe_entries "$stat_path"
  done <<DATABASES
$databases
DATABASES
  while IFS= read -r stat_path; do
    [ -n "$stat_path" ] || continue
    describe "$work/stat" "$stat_format" "$stat_path"
    describe "$work/stat" "$stat_format" "$stat_path/jcexecutor"
  done <<SPOOLS
$spools
SPOOLS
  describe "$work/stat" "$stat_format" "$local_database"
  describe_entries "$local_database"
  while IFS= read -r stat_path; do
    [ -z "$stat_path" ] || describe_key "$stat_path"
  done <<KEYS
$known_keys
KEYS
  while IFS= read -r stat_path; do
    [ -n "$stat_path" ] || continue
    describe "$work/stat" "$stat_format" "$stat_path"
    describe "$work/changed" "%Y$tab" "$stat_path"
  done <<CONFIGS
$configs
CONFIGS
  waiting_rows "$work/stat" "$stat_format"
  waiting_rows "$work/changed" "%Y$tab"
  if [ -n "$rows_failed" ] && [ ! -s "$work/stat" ]; then
    missing stat "$(as_user "$rows_failed")"
    missing changed "$(as_user "$rows_failed")"
    return 0
  fi
  [ -z "$rows_failed" ] || incomplete stat "$(as_user "$rows_failed")"
  sort -u -t "$tab" -k 5 "$work/stat" >"$facts/stat"
  sort -u -t "$tab" -k 2 "$work/changed" >"$facts/changed"
}

# --- Commands ---------------------------------------------------------------------------------------------------------

collect_sites() {
  fact cjcls /usr/lib/nqs/cluster/cjcls
  fact cjcls-a /usr/lib/nqs/cluster/cjcls -a
  fact jcagctrl-list /usr/bin/jcagctrl list
  while IFS= read -r each; do add_database "$each"; done <<KNOWN
$known_databases
KNOWN
  while IFS= read -r each; do add_spool "$each"; done <<KNOWN
$known_spools
KNOWN
  while IFS= read -r each; do add_site "$each"; done <<KNOWN
$known_sites
KNOWN
  sites_of_cjcls cjcls
  sites_of_cjcls cjcls-a
  sites_of_links
  sites_of_mounts
}

# NQS_SITE selects the site that nmapmgr speaks of; unset, the local one.
collect_network_maps() {
  printf 'show state\nexit\n' >"$work/show-state"
  network_map nmapmgr
  while IFS= read -r map_site; do
    [ -n "$map_site" ] || continue
    NQS_SITE=$map_site
    export NQS_SITE
    network_map "nmapmgr.$map_site"
    unset NQS_SITE
  done <<SITES
$sites
SITES
}

# network_map <fact>: what nmapmgr says, its complaint that a site is not set up here included.
network_map() {
  fact_name=$1
  fact_file=$facts/$1
  if ! program /usr/bin/nmapmgr; then
    missing "$fact_name" "$outcome"
    return 0
  fi
  with_complaints "$work/show-state" "$fact_file" "$program"
  case $outcome in
    'exit status '*)
      if ! grep -q -e 'NMAPMGR(' -e 'HOST ID' "$fact_file"; then
        read -r complaint <"$fact_file"
        outcome="${outcome%%:*}${complaint:+: $complaint}"
        : >"$fact_file"
      fi
      ;;
  esac
  settle
}

collect_machine() {
  machine_fact ip-addr ip -o addr show
  machine_fact mounts cat /proc/mounts
  machine_fact listen ss -ltn
  if [ -n "$tree" ]; then
    for each in ps ps-start umask env holders; do missing "$each" "$not_of_tree"; done
    return 0
  fi
  if [ "$user_id" != 0 ] && grep -q '^[^ ]* /proc proc [^ ]*hidepid=[1-9i]' /proc/mounts 2>/dev/null; then
    missing ps 'not root (hidepid)'
    missing ps-start 'not root (hidepid)'
  else
    fact ps ps -eo pid,ppid,user,args
    fact ps-start ps -eo pid,lstart,args
    mask_secrets "$facts/ps"
    mask_secrets "$facts/ps-start"
  fi
  printf '%s\n' "$shell_umask" >"$facts/umask"
  {
    [ -z "$shell_site" ] || printf 'NQS_SITE=%s\n' "$(printable "$shell_site")"
    [ -z "$shell_nats" ] || printf 'NATS_URL=%s\n' "$(printable "$shell_nats")"
  } >"$facts/env"
  mask_secrets "$facts/env"
  collect_holders
}

# Asked of mount points only: of any other folder fuser would name all that uses the file system it lies on.
collect_holders() {
  set --
  holders_asked=
  while IFS= read -r holders_path; do
    [ -n "$holders_path" ] || continue
    holders_asked=yes
    holders_disk=
    while read -r _ holders_point _; do
      case $holders_path/ in
        "$holders_point"/*) [ "${#holders_point}" -lt "${#holders_disk}" ] || holders_disk=$holders_point ;;
      esac
    done </proc/mounts
    case " $* " in *" $holders_disk "*) holders_disk= ;; esac
    [ -z "$holders_disk" ] || [ "$holders_disk" = / ] || set -- "$@" "$holders_disk"
  done <<DISKS
$known_disks
$databases
$spools
DISKS
  if [ -z "$holders_asked" ]; then
    missing holders 'no shared disk is known'
  elif [ "$user_id" != 0 ]; then
    missing holders 'not root'
  elif [ $# = 0 ]; then
    # Nothing is mounted, so nothing can be held.
    : >"$facts/holders"
  elif ! program fuser; then
    missing holders "$outcome"
  else
    with_complaints /dev/null "$work/holders" "$program" -vm "$@"
    # One line for each open file that even root may not look at, in containers by the thousand.
    if grep -v '^Cannot stat file /proc/' "$work/holders" | cat >"$facts/holders" &&
      grep -q '^Cannot stat file /proc/' "$work/holders"; then
      incomplete holders 'some processes may not be looked at'
    fi
    # Without a word it fails when nothing is held.
    case $outcome in
      '' | 'exit status '*) ;;
      *)
        rm -f "$facts/holders"
        missing holders "$outcome"
        ;;
    esac
  fi
}

collect_passwd() {
  if fact passwd getent passwd; then
    while IFS= read -r passwd_user; do
      case $passwd_user in
        '' | -* | *[!A-Za-z0-9._@\\\$-]*) continue ;;
      esac
      limited /dev/null "$work/account" "$program" passwd "$passwd_user"
      case $outcome in
        '') cat "$work/account" >>"$facts/passwd" ;;
        'exit status '*) ;; # no such user
        *) incomplete passwd "$passwd_user: $outcome" ;;
      esac
    done <<USERS
$known_users
USERS
    sort -u "$facts/passwd" >"$work/accounts"
    cat "$work/accounts" >"$facts/passwd"
    mask_passwd "$facts/passwd"
  else
    # The tree's own file, which decides where nsswitch.conf names no other source.
    keep /etc/passwd && mask_passwd "$kept"
  fi
}

# look_up <name or address>: one line of the fact lookup. Only a clear "not found" is no answer; three time-outs end it.
look_up() {
  case $1 in
    '' | -* | *[!A-Za-z0-9._:-]*) return 0 ;;
  esac
  ! in_list "$1" "$asked" || return 0
  asked=$asked$1$newline
  [ "$look_up_failures" -lt 3 ] || return 0
  case $1 in
    *:*) look_up_kind=hosts ;;
    *[!0-9.]*) look_up_kind=ahosts ;;
    *) look_up_kind=hosts ;;
  esac
  limited /dev/null "$work/answer" "$program" "$look_up_kind" "$1"
  case $outcome in
    '' | 'exit status 2'*) ;;
    *)
      incomplete lookup "$1: $outcome"
      look_up_failures=$((look_up_failures + 1))
      return 0
      ;;
  esac
  answers=
  while read -r answer_first answer_rest; do
    if [ "$look_up_kind" = ahosts ]; then
      case " $answers " in *" $answer_first "*) ;; *) answers="$answers${answers:+ }$answer_first" ;; esac
    else
      answers="$answers${answers:+ }$answer_rest"
    fi
  done <"$work/answer"
  printf '%s\t%s\n' "$1" "$(printable "$answers")" >>"$facts/lookup"
}

# Names and addresses that the config files name.
hosts_of_configs() {
  while IFS= read -r hosts_file; do
    if [ -z "$hosts_file" ] || ! resolve "$hosts_file" || [ ! -f "$stage$real" ]; then continue; fi
    sed -n -e 's/^[[:space:]]*ipaddress[[:space:]]*=//p' "$stage$real" | tr -c '0-9A-Fa-f.:' '\n' >>"$work/hosts"
    sed -n -e 's#^[[:space:]]*NATS_URL[[:space:]]*=[[:space:]]*[a-z]*://\([A-Za-z0-9._-]*\).*#\1#p' \
      "$stage$real" >>"$work/hosts"
  done <<CONFIGS
$configs
CONFIGS
}

collect_lookup() {
  if ! program getent; then
    missing lookup "$outcome"
    return 0
  fi
  look_up_failures=0
  asked=
  : >"$facts/lookup"
  {
    while IFS= read -r each; do
      printf '%s\n%s\n' "$each" "${each%%.*}"
    done <<SITES
$sites
SITES
    printf '%s\n' "$known_names" "$known_addresses" "$addresses" "$host_name"
  } >"$work/hosts"
  hosts_of_configs
  # Answers are asked back: a name of an address that leads to another address is a fault.
  while IFS= read -r each; do look_up "$each"; done <"$work/hosts"
  cut -f 2 "$facts/lookup" | tr ' ' '\n' >"$work/hosts"
  answers_asked=0
  while IFS= read -r each; do
    answers_asked=$((answers_asked + 1))
    [ "$answers_asked" -le 100 ] || break
    case $each in fe80:*) ;; *) look_up "$each" ;; esac
  done <"$work/hosts"
  if [ "$look_up_failures" != 0 ] && [ ! -s "$facts/lookup" ]; then
    rm -f "$facts/lookup"
    missing lookup 'timed out'
  fi
}

collect_selinux() {
  fact getenforce getenforce
  set --
  : >"$work/labels"
  while IFS= read -r label_path; do
    if [ -z "$label_path" ] || ! resolve "$label_path" || [ -z "$real" ]; then continue; fi
    set -- "$@" "$label_path"
    label_real=$root$real
    limited /dev/null "$work/label" ls -dZ "$label_real"
    [ -z "$outcome" ] || continue
    read -r label_line <"$work/label"
    # A file system, or a machine, without labels.
    case $label_line in '?'*) continue ;; esac
    printf '%s%s\n' "${label_line%%"$label_real"*}" "$label_path" >>"$work/labels"
  done <<DATABASES
$databases
DATABASES
  if [ $# = 0 ]; then
    missing selinux-labels 'no database is here'
    missing selinux-rule 'no database is here'
    return 0
  fi
  if [ -s "$work/labels" ]; then
    cat "$work/labels" >"$facts/selinux-labels"
  else
    missing selinux-labels "${outcome:-there are no labels}"
  fi
  fact selinux-rule matchpathcon "$@"
}

collect_packages() {
  if program rpm; then
    limited /dev/null "$work/packages" "$program" -qa
    if [ -z "$outcome" ] && [ -s "$work/packages" ]; then
      sort "$work/packages" >"$facts/packages"
      return 0
    fi
  fi
  packages_outcome=$outcome
  if program dpkg-query; then
    fact packages dpkg-query -W
  else
    missing packages "$packages_outcome"
  fi
}

# Sums of licence and common files: whether nodes have the same, without their content.
collect_checksums() {
  : >"$work/sums"
  if resolve /usr/lib/nqs; then
    sums_outcome=
    limited /dev/null "$work/licences" find "$root$real" -xdev -maxdepth 4 -type f \
      \( -name jobcenter_key.dat -o -name '*.lic' -o -path '*/license/*' -o -path '*/licence/*' \)
    printf '%s\n' "$root$real/rc/daemon.conf" >>"$work/licences"
    sums_count=0
    while IFS= read -r sums_path; do
      sums_count=$((sums_count + 1))
      [ "$sums_count" -le 50 ] || break
      if [ ! -f "$sums_path" ] || is_key "${sums_path#"$root"}"; then continue; fi
      case $sums_path in *\\*) continue ;; esac
      limited "$sums_path" "$work/sum" sha256sum
      sums_line=
      read -r sums_line <"$work/sum"
      if [ -z "$outcome" ] && [ -n "$sums_line" ]; then
        printf '%s  %s\n' "${sums_line%% *}" "${sums_path#"$root"}" >>"$work/sums"
      else
        sums_outcome=${outcome:-nothing was printed}
      fi
    done <"$work/licences"
    if [ -s "$work/sums" ] || [ -z "$sums_outcome" ]; then
      cat "$work/sums" >"$facts/checksums"
    else
      missing checksums "$(as_user "$sums_outcome")"
    fi
  else
    missing checksums 'no such folder: /usr/lib/nqs'
  fi
}

collect_meta() {
  {
    printf 'format=1\n'
    [ -z "$host_name" ] || printf 'hostname=%s\n' "$(printable "$host_name")"
    printf 'platform=linux\n'
    printf 'collected_at=%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    printf 'user=%s\n' "$(id -un 2>/dev/null || printf '%s' "$user_id")"
    [ ! -e "$work/missing" ] || sort -u "$work/missing"
  } >"$facts/meta"
}

# --- All of it --------------------------------------------------------------------------------------------------------

# shellcheck disable=SC2317 # called by the traps
finish() {
  trap - EXIT
  # A command that still runs must not outlive the script.
  [ -z "${job:-}" ] || kill_tree "$job"
  [ -z "${work:-}" ] || rm -rf "$work"
}

usage() {
  echo 'usage: sh collector.sh [-o] [file]   (without a file: to stdout, which then may not be a terminal)' >&2
  exit 2
}

main() {
  output=
  case $# in
    0) ;;
    1)
      case $1 in -*) usage ;; esac
      output=$1
      ;;
    2)
      [ "$1" = -o ] || usage
      output=$2
      ;;
    *) usage ;;
  esac
  [ -n "$output" ] || [ ! -t 1 ] || usage
  case $output in -*) output=./$output ;; esac

  shell_umask=$(umask)
  shell_site=${NQS_SITE:-}
  shell_nats=${NATS_URL:-}
  unset NQS_SITE
  umask 077
  LC_ALL=C
  PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
  export LC_ALL PATH

  root=
  tree=
  tree_exec=${CJCLINT_ROOT_EXEC:-}
  if [ -n "${CJCLINT_ROOT:-}" ]; then
    tree=yes
    if ! root=$(cd -- "$CJCLINT_ROOT" 2>/dev/null && pwd -P); then
      say "CJCLINT_ROOT: no such folder: $CJCLINT_ROOT"
      exit 2
    fi
    [ "$root" != / ] || root=
  fi
  not_of_tree='collected from a tree, which does not tell'

  limit=${CJCLINT_COMMAND_LIMIT:-10}
  case $limit in '' | *[!0-9]* | 0*) limit=10 ;; esac
  has_timeout=
  case $(timeout --version 2>/dev/null) in *coreutils*) has_timeout=yes ;; esac
  user_id=$(id -u)
  for each in tar gzip; do
    command -v "$each" >/dev/null 2>&1 || {
      say "$each: command not found"
      exit 1
    }
  done

  job=
  trap finish EXIT
  trap 'finish; exit 129' HUP
  trap 'finish; exit 130' INT
  trap 'finish; exit 141' PIPE
  trap 'finish; exit 143' TERM
  work=$(mktemp -d "${TMPDIR:-/tmp}/cjclint.XXXXXX") || {
    say 'cannot make a temporary folder'
    exit 1
  }
  stage=$work/snapshot
  facts=$stage/.facts
  mkdir "$stage" "$facts"

  databases=
  spools=
  sites=
  addresses=
  unreachable=
  configs=
  met=
  key_files=
  while IFS= read -r each; do
    [ -z "$each" ] || ! resolve "$each" || key_files=$key_files$root$real$newline
  done <<KEYS
$known_keys
KEYS
  host_name=
  if [ -z "$tree" ]; then
    host_name=$(uname -n)
  elif resolve /etc/hostname && [ -f "$root$real" ]; then
    read -r host_name <"$root$real"
  fi

  collect_sites
  collect_network_maps
  collect_configs
  collect_stat
  collect_machine
  collect_passwd
  collect_lookup
  collect_selinux
  collect_packages
  collect_checksums
  collect_meta

  if ! (cd "$stage" && tar -cf ../snapshot.tar .) || ! gzip -c "$work/snapshot.tar" >"$work/snapshot.tar.gz"; then
    say 'the archive could not be made'
    exit 1
  fi
  if [ -n "$output" ]; then
    cat "$work/snapshot.tar.gz" >"$output" || exit 1
  else
    cat "$work/snapshot.tar.gz" || exit 1
  fi
  exit 0
}

# The last line, so that a script that arrives only in part does nothing.
main "$@" </dev/null
