import { changed } from './changed.js';
import { checksums } from './checksums.js';
import { getenforce } from './getenforce.js';
import { holders } from './holders.js';
import { ipAddr } from './ip-addr.js';
import { keyValues } from './key-values.js';
import { listen } from './listen.js';
import { lookup } from './lookup.js';
import { meta } from './meta.js';
import { mounts } from './mounts.js';
import { packages } from './packages.js';
import { passwd } from './passwd.js';
import { ps } from './ps.js';
import { psStart } from './ps-start.js';
import { selinuxLabels } from './selinux-labels.js';
import { stat } from './stat.js';
import { umask } from './umask.js';

/** The parser of each fact that any operating system's node can have, by the fact's file name (inputs.md §3). */
export const systemFactParsers = {
  meta,
  stat,
  umask,
  'ip-addr': ipAddr,
  mounts,
  ps,
  'ps-start': psStart,
  changed,
  listen,
  passwd,
  lookup,
  getenforce,
  'selinux-labels': selinuxLabels,
  'selinux-rule': selinuxLabels,
  packages,
  checksums,
  env: keyValues,
  holders,
} as const;
