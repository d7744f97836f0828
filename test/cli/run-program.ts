import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/program.js';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process; what it prints is gathered. */
export async function cjclint(args: readonly string[], over: Partial<Io> = {}): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {},
    cwd: '/nonexistent',
    terminal: null,
    ...over,
  });
  return { code, out, err };
}
