import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, root } from '../project/bundle.js';

/** One command of a page and what the page says it prints. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

/** Every `$ command` of a page's console blocks, with the lines that continue it (`> `) and what stands below. */
export function shownCommands(page: string): Shown[] {
  return [...page.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((text) => {
        const lines = text.split('\n');
        const more = lines.slice(1).findIndex((line) => !line.startsWith('> '));
        const own = lines.slice(0, 1 + more);
        return {
          command: own.map((line, at) => (at === 0 ? line : line.slice(2))).join('\n'),
          output: lines.slice(1 + more).join('\n'),
        };
      }),
  );
}

/** An ssh whose nodes are those of the healthy example: it sends a node's tree in the place of the collector's archive. */
const ssh = `#!/bin/sh
cat >/dev/null
case "$*" in
  *jcmanager01*) node=jcmanager01 ;;
  *jcmanager02*) node=jcmanager02 ;;
  *) exit 255 ;;
esac
exec tar -C '${join(root, 'fixtures/clusters/healthy/nodes')}' -czf - "$node"
`;

/** A shell in a new folder, in which `cjclint` is the built program. */
export class Shell {
  readonly folder = emptyFolder();
  readonly #programs = emptyFolder();
  readonly #locale: string;

  constructor(bundle: string, locale: string) {
    this.#locale = locale;
    this.#program('cjclint', `#!/bin/sh\nexec '${process.execPath}' '${bundle}' "$@"\n`);
    this.#program('ssh', ssh);
  }

  #program(name: string, text: string): void {
    mkdirSync(this.#programs, { recursive: true });
    writeFileSync(join(this.#programs, name), text);
    chmodSync(join(this.#programs, name), 0o755);
  }

  /** @returns what a person at a terminal would see, and the exit code. */
  run(command: string): { readonly output: string; readonly code: number | null } {
    const { stdout, status } = spawnSync('bash', ['-c', `exec 2>&1\n${command}`], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: `${this.#programs}:${process.env.PATH}`, HOME: this.folder, LC_ALL: this.#locale },
    });
    return { output: stdout, code: status };
  }
}
