/**
 * Settings and things that a symptom may name by their own names, with the rules that speak of them. Forms are small
 * letters of half width without blanks.
 */
export const mentions: readonly { readonly forms: readonly string[]; readonly rules: readonly string[] }[] = [
  { forms: ['maintenance', 'メンテナンス'], rules: ['maintenance-mode'] },
  { forms: ['local_daemon'], rules: ['local-daemon-mode', 'local-daemon-match'] },
  {
    forms: ['nats_url'],
    rules: [
      'nats-url-required',
      'nats-url-valid',
      'nats-url-matches-ipaddress',
      'nats-url-distinct',
      'nats-url-env',
    ],
  },
  {
    forms: ['ipaddress='],
    rules: ['ipaddress-required', 'ipaddress-valid', 'ipaddress-is-vip', 'ipaddress-distinct'],
  },
  { forms: ['nqs_site'], rules: ['nqs-site-env'] },
  { forms: ['site.conf'], rules: ['site-conf-syntax', 'site-conf-values'] },
  { forms: ['daemon.conf'], rules: ['daemon-conf-syntax', 'full-width-character', 'text-encoding'] },
  { forms: ['resolv.def'], rules: ['resolv-def-entry', 'resolv-def-syntax', 'resolv-def-conflict'] },
  { forms: ['etc/hosts', 'hostsファイル', 'hostsfile'], rules: ['hosts-syntax', 'hosts-match'] },
  { forms: ['umask'], rules: ['umask-755'] },
  { forms: ['エンドポイント', 'endpoint'], rules: ['agent-endpoint', 'endpoint-reachable'] },
  {
    forms: ['usr/spool/nqs'],
    rules: ['vip-link-name', 'vip-link-missing', 'vip-link-target', 'vip-link-dangling'],
  },
  {
    forms: ['リンク', 'symlink', 'symboliclink'],
    rules: ['vip-link-name', 'vip-link-missing', 'vip-link-target', 'vip-link-dangling', 'vip-link-stale'],
  },
  {
    forms: ['文字コード', '文字化け', 'encoding', 'garbled', '全角'],
    rules: ['text-encoding', 'full-width-character'],
  },
  { forms: ['onstartup'], rules: ['on-startup-action', 'agent-yaml-keys'] },
];
