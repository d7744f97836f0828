import type { Range, SourceFile } from '../../src/text/source-file.js';
import type { GrammarProblem, Word } from '../word.js';

/** One `address name [name…]` line of hosts or resolv.def. */
export interface HostsEntry {
  readonly address: Word;
  /** The first is the canonical name, the others aliases; never empty. */
  readonly names: readonly Word[];
  /** From the address to the last name. */
  readonly range: Range;
}

/**
 * - `bad-address`: the first field is no IPv4 or IPv6 address (the range is that field)
 * - `no-name`: an address without a name (the range is the address)
 */
export type HostsProblemKind = 'bad-address' | 'no-name';

/** A parsed hosts or resolv.def; a broken line costs that line only. */
export interface HostsDocument {
  readonly file: SourceFile;
  readonly entries: readonly HostsEntry[];
  readonly problems: readonly GrammarProblem<HostsProblemKind>[];
}
