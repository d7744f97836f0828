import type { Picture } from '../../engine/picture.js';
import type { Finding, NotChecked, SubjectNames } from '../../engine/result.js';

/** How much was found, or could not be checked, at one part of a cluster. */
export interface Mark {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Rules and subjects that could not be checked. */
  readonly open: number;
}

type Counts = { -readonly [K in keyof Mark]: number };

const NONE: Mark = { errors: 0, warnings: 0, infos: 0, open: 0 };
const kinds = { error: 'errors', warning: 'warnings', info: 'infos' } as const;

/** Where in a cluster's picture its findings are; each is counted at exactly one part. */
export class PictureMarks {
  readonly #counts = new Map<string, Counts>();
  readonly #picture: Picture;
  readonly #nodes: ReadonlyMap<string, number>;
  readonly #services: ReadonlyMap<string, number>;

  constructor(picture: Picture, findings: readonly Finding[], notChecked: readonly NotChecked[]) {
    this.#picture = picture;
    this.#nodes = new Map(picture.nodes.map(({ name }, index) => [name, index]));
    this.#services = new Map(picture.services.map(({ kind, name }, index) => [`${kind} ${name}`, index]));
    for (const finding of findings) this.#at(this.#partOf(finding))[kinds[finding.severity]] += 1;
    for (const entry of notChecked) this.#at(this.#partOf(entry)).open += 1;
  }

  /** Of the cluster as a whole: what is about no part, or about several. */
  get whole(): Mark {
    return this.#counts.get('') ?? NONE;
  }

  node(index: number): Mark {
    return this.#counts.get(`node ${index}`) ?? NONE;
  }

  /** Of the service itself, wherever it runs. */
  service(index: number): Mark {
    return this.#counts.get(`service ${index}`) ?? NONE;
  }

  address(index: number): Mark {
    return this.#counts.get(`address ${index}`) ?? NONE;
  }

  storage(index: number): Mark {
    return this.#counts.get(`storage ${index}`) ?? NONE;
  }

  /** Of a service on one of its nodes. */
  link(node: number, service: number): Mark {
    return this.#counts.get(`link ${node} ${service}`) ?? NONE;
  }

  #at(part: string): Counts {
    const known = this.#counts.get(part);
    if (known !== undefined) return known;
    const counts = { ...NONE };
    this.#counts.set(part, counts);
    return counts;
  }

  #partOf(about: SubjectNames & { readonly rule: string }): string {
    const node = about.node === null ? undefined : this.#nodes.get(about.node);
    // Several nodes, or one that is not in the picture.
    if (about.node !== null && node === undefined) return '';
    const service = this.#serviceOf(about);
    const pictured = service === undefined ? undefined : this.#picture.services[service];
    if (service === undefined || pictured === undefined) return node === undefined ? '' : `node ${node}`;
    if (node !== undefined) {
      return pictured.nodes.includes(about.node ?? '') ? `link ${node} ${service}` : `node ${node}`;
    }
    if (pictured.address?.rules.includes(about.rule)) return `address ${service}`;
    if (pictured.storage?.rules.includes(about.rule)) return `storage ${service}`;
    return `service ${service}`;
  }

  /** The agent before the site it works for. */
  #serviceOf({ site, agent }: SubjectNames): number | undefined {
    const ofAgent = agent === null ? undefined : this.#services.get(`agent ${agent}`);
    return ofAgent ?? (site === null ? undefined : this.#services.get(`site ${site}`));
  }
}

/** The kind that a part is drawn in; null where there is nothing to mark. */
export function worstOf({
  errors,
  warnings,
  infos,
  open,
}: Mark): 'error' | 'warning' | 'info' | 'open' | null {
  if (errors > 0) return 'error';
  if (warnings > 0) return 'warning';
  if (open > 0) return 'open';
  return infos > 0 ? 'info' : null;
}

/** `×2 △1 i1 ?3`: what the legend explains; empty where there is nothing to mark. */
export const badgeOf = ({ errors, warnings, infos, open }: Mark): string =>
  [
    errors > 0 ? `×${errors}` : '',
    warnings > 0 ? `△${warnings}` : '',
    infos > 0 ? `i${infos}` : '',
    open > 0 ? `?${open}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

export const sumOf = (marks: readonly Mark[]): Mark => ({
  errors: marks.reduce((sum, each) => sum + each.errors, 0),
  warnings: marks.reduce((sum, each) => sum + each.warnings, 0),
  infos: marks.reduce((sum, each) => sum + each.infos, 0),
  open: marks.reduce((sum, each) => sum + each.open, 0),
});
