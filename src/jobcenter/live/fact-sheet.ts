import type { LiveFact } from '../../source/live/live-layer.js';
import type { Command, Output, RunCommand } from '../../source/live/run-command.js';

/** A text of ours among outputs, which are kept byte by byte. */
export const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** The facts of a node as they come in, and why others did not. */
export class FactSheet {
  readonly #facts = new Map<string, LiveFact>();
  readonly #missing = new Map<string, string>();
  readonly #run: RunCommand;
  readonly isRoot: boolean;

  constructor(run: RunCommand, isRoot: boolean) {
    this.#run = run;
    this.isRoot = isRoot;
  }

  put(fact: string, text: string, from: string): void {
    this.#facts.set(fact, { text, from });
  }

  miss(fact: string, reason: string): void {
    this.#missing.set(fact, reason);
  }

  /** The output of a command as a fact, else the reason why there is none. */
  async take(fact: string, command: Command): Promise<Output> {
    const output = await this.#run(command);
    if (output.state === 'ran') this.put(fact, output.stdout, shownCommand(command));
    else this.miss(fact, this.reason(output));
    return output;
  }

  /** Runs a command whose output is only part of a fact. */
  run(command: Command): Promise<Output> {
    return this.#run(command);
  }

  /** To an ordinary user most failures are one: the command wants root. */
  reason(output: Extract<Output, { state: 'failed' }>): string {
    const closed = output.why === 'status' || output.why === 'not-permitted';
    return !this.isRoot && closed ? `not root (${output.reason})` : output.reason;
  }

  /** All facts, with `meta` made of the node's own values and of what is missing. */
  facts(meta: ReadonlyMap<string, string>): ReadonlyMap<string, LiveFact> {
    const lines = [...meta, ...[...this.#missing].map(([fact, why]) => [`missing.${fact}`, why] as const)];
    const text = lines.map(([key, value]) => `${key}=${value.replace(/[\r\n]+/g, ' ')}\n`).join('');
    return new Map([...this.#facts, ['meta', { text: asBytes(text), from: '(this machine)' }]]);
  }
}

/** `(ip -o addr show)`: how people are shown where a fact comes from. */
const shownCommand = ({ program, args }: Command): string => `(${[program, ...args].join(' ')})`;
