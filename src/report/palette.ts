import type { Severity, Verdict } from '../engine/result.js';

export type Paint = (text: string) => string;

/** Colours by what they say, so that a report names no colour. */
export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly verdict: Readonly<Record<Verdict, Paint>>;
  readonly heading: Paint;
  readonly path: Paint;
  readonly label: Paint;
  readonly dim: Paint;
}

const asIs: Paint = (text) => text;

/** For files, pipes and `NO_COLOR`. */
export const plain: Palette = {
  severity: { error: asIs, warning: asIs, info: asIs },
  verdict: { 'no-go': asIs, 'cannot-tell': asIs, 'go-with-warnings': asIs, go: asIs },
  heading: asIs,
  path: asIs,
  label: asIs,
  dim: asIs,
};

/** The sixteen colours of every terminal; chalk is loaded only here. */
export async function coloured(): Promise<Palette> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    severity: { error: chalk.bold.red, warning: chalk.bold.yellow, info: chalk.bold.cyan },
    verdict: {
      'no-go': chalk.bold.red,
      'cannot-tell': chalk.bold.magenta,
      'go-with-warnings': chalk.bold.yellow,
      go: chalk.bold.green,
    },
    heading: chalk.bold.underline,
    path: chalk.bold,
    label: chalk.green,
    dim: chalk.dim,
  };
}
