import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { fastFolder } from '../../fast-folder.js';

export const LEFT = 'jcmanager01';
export const REACHED = 'jcmanager02';

/** A copy of the two nodes of a healthy cluster, of which the first has everything; for a test to change. */
export class BothNodes {
  readonly cwd = fastFolder('cjclint-both-nodes-');

  /** Within a test, which clears it away. */
  constructor() {
    onTestFinished(() => rmSync(this.cwd, { recursive: true }));
    cpSync(resolve('fixtures/diagnosis/base/nodes'), this.cwd, { recursive: true, verbatimSymlinks: true });
  }

  text(node: string, path: string): string {
    return readFileSync(join(this.cwd, node, path), 'utf8');
  }

  fact(node: string, name: string): string {
    return this.text(node, `.facts/${name}`);
  }

  write(node: string, path: string, text: string): this {
    writeFileSync(join(this.cwd, node, path), text);
    return this;
  }

  /** @throws where nothing changes, which is a mistake of the test */
  change(node: string, path: string, from: string | RegExp, to: string): this {
    const text = this.text(node, path);
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${node}/${path} has no ${from}`);
    return this.write(node, path, changed);
  }

  /** Gives the second node the lines of the first that hold a text: a disk, an address. */
  share(fact: string, holds: string): this {
    const lines = this.fact(LEFT, fact)
      .split('\n')
      .filter((line) => line.includes(holds));
    return this.write(REACHED, `.facts/${fact}`, `${this.fact(REACHED, fact)}${lines.join('\n')}\n`);
  }

  remove(node: string, path: string): this {
    rmSync(join(this.cwd, node, path), { recursive: true });
    return this;
  }
}
