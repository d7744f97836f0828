/** Where a command reads and writes; the program itself touches no process, so that tests can run it. */
export interface Io {
  /** Writes text to stdout; does nothing once its reader is gone. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** What stdout is shown on; null for a file or a pipe. */
  readonly terminal: { readonly columns: number } | null;
  /** Asks somebody at a terminal, on stderr, and waits for a line; null where there is nobody. Left out: nobody. */
  readonly ask?: (question: string) => string | null;
}

/** Characters that are gathered before they are written: one system call a line would cost more than the report. */
const CHUNK = 65_536;

/** Writes pieces in larger chunks. */
export async function writeAll(
  pieces: Iterable<string> | AsyncIterable<string>,
  write: (text: string) => void,
): Promise<void> {
  let pending = '';
  for await (const piece of pieces) {
    pending += piece;
    if (pending.length < CHUNK) continue;
    write(pending);
    pending = '';
  }
  if (pending !== '') write(pending);
}
