import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives all tests of a run one folder to leave their files in, and clears it away when the last one is done. */
export default function scratchFolder(): () => void {
  // Short, because paths of sockets must be; open, because name servers and sshd read there as users of their own.
  const folder = mkdtempSync(join(tmpdir(), 'cjclint-'));
  chmodSync(folder, 0o755);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
