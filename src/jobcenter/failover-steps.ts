/** The steps of a failover in their order (report.md §4). */
export const STEPS = [
  'stop-site',
  'processes-gone',
  'release-disk',
  'move-vip',
  'mount-disk',
  'database',
  'link',
  'resolve-name',
  'common-settings',
  'site-settings',
  'addresses-free',
  'start-site',
  'processes-up',
  'agents-reconnect',
  'job-users',
  'restart-jobs',
] as const;
export type StepName = (typeof STEPS)[number];
