import type { Origin, Sourced } from '../../text/source-file.js';

/** One site of `cjcls` or `cjcls -a`. */
export interface ListedSite {
  readonly name: Sourced<string>;
  /** The pid of the site's cjcpw; null for `SHUT`. */
  readonly pid: number | null;
  readonly pidAt: Origin;
  readonly database: Sourced<string>;
  /** The link in parentheses behind the path; Windows prints none. */
  readonly link: Sourced<string> | null;
  /** The whole row. */
  readonly at: Origin;
}

/** What `show state` of nmapmgr says. */
export type NetworkMapState =
  | { readonly state: 'known'; readonly hostName: Sourced<string>; readonly hostId: Sourced<number> }
  /** `NMAPMGR(FATAL): …`: the site is not set up on this node. */
  | { readonly state: 'failed'; readonly message: Sourced<string> };

/** One row of `jcagctrl list`. */
export interface ListedInstance {
  readonly name: Sourced<string>;
  readonly id: Sourced<string>;
  /** Null where the column is absent or says something else. */
  readonly active: Sourced<boolean> | null;
  readonly enabled: Sourced<boolean> | null;
  readonly at: Origin;
}
