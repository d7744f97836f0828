import type { Random } from './random.js';

export const WORDS = [
  'batch',
  'core',
  'east',
  'kessai',
  'ledger',
  'nippo',
  'osaka',
  'prod',
  'tokyo',
  'west',
  'yakan',
  'zaiko',
];

/** Draws things that may be drawn once only. */
export class Names {
  readonly #used = new Set<string>();
  constructor(readonly random: Random) {}

  fresh(draw: () => string): string {
    for (;;) {
      const name = draw();
      if (!this.#used.has(name)) {
        this.#used.add(name);
        return name;
      }
    }
  }

  label(): string {
    const { random } = this;
    // Now and then the longest label that DNS allows.
    if (random.chance(0.04))
      return `${random.pick(WORDS)}${'x'.repeat(63)}`.slice(0, 61) + random.int(10, 99);
    const join = random.pick(['', '-']);
    return `${random.pick(['jc', 'job', 'cl', ''])}${random.pick(WORDS)}${join}${random.pick(WORDS)}${random.int(1, 99)}`;
  }
}
