import { styleText } from 'node:util';
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

/**
 * The sixteen colours of every terminal, wherever the text goes: whether to colour at all is the caller's affair.
 * Node's own `styleText` rather than chalk, whose imports (tty, os, process) cost milliseconds of every start.
 */
export function coloured(): Palette {
  const paint =
    (style: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      styleText(style, text, { validateStream: false });
  return {
    severity: {
      error: paint(['bold', 'red']),
      warning: paint(['bold', 'yellow']),
      info: paint(['bold', 'cyan']),
    },
    verdict: {
      'no-go': paint(['bold', 'red']),
      'cannot-tell': paint(['bold', 'magenta']),
      'go-with-warnings': paint(['bold', 'yellow']),
      go: paint(['bold', 'green']),
    },
    heading: paint(['bold', 'underline']),
    path: paint('bold'),
    label: paint('green'),
    dim: paint('dim'),
  };
}
