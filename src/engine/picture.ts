import type { Localized } from '../message/language.js';

/** What a cluster is made of, as a report draws it: machines, what moves between them, and the disks that follow. */
export interface Picture {
  readonly nodes: readonly PicturedNode[];
  readonly services: readonly PicturedService[];
  readonly disks: readonly PicturedDisk[];
}

/** A machine. All texts of a picture are raw: a report escapes them. */
export interface PicturedNode {
  readonly name: string;
  /** Its own addresses. */
  readonly addresses: readonly string[];
  /** False where there is neither a file nor a fact of it. */
  readonly hasData: boolean;
}

/** What runs on one node at a time, and may run on others. */
export interface PicturedService {
  /** Which names of findings mean it. */
  readonly kind: 'site' | 'agent';
  readonly name: string;
  /** "site", "agent": the product's word for it. */
  readonly title: Localized;
  /** The address that moves with it. */
  readonly address: PicturedPart | null;
  /** The folder that moves with it. */
  readonly storage: PicturedPart | null;
  /** What else people know it by. */
  readonly properties: readonly { readonly label: Localized; readonly value: string }[];
  /** Those that may run it. */
  readonly nodes: readonly string[];
  /** Those that have it now; empty where nothing tells. */
  readonly activeNodes: readonly string[];
  /** The name of the site that it works for; null for a site, and where no site is known. */
  readonly site: string | null;
}

/** An address or a folder of a service. */
export interface PicturedPart {
  readonly label: Localized;
  readonly value: string;
  /** Full names of the rules whose findings about the service are about this part of it. */
  readonly rules: readonly string[];
}

/** A disk that several nodes can have. */
export interface PicturedDisk {
  readonly path: string;
  /** Indices of the services whose storage lies on it. */
  readonly services: readonly number[];
}
