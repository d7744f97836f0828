import { SourceFile } from '../../text/source-file.js';
import type { AskedSite } from '../planned-site.js';

/** What preflight is given, as typed. */
export interface PreflightArguments {
  readonly site: string;
  /** A whole number. */
  readonly machineId: string;
  readonly database: string;
}

/** The arguments as a text with places, so that a finding can point at the one that is wrong. */
export function commandLine({ site, machineId, database }: PreflightArguments): AskedSite {
  const words = ['cjclint', 'preflight', site, machineId, database];
  const text = words.join(' ');
  const file = new SourceFile('(command line)', { text, encoding: 'utf-8', bom: false, undecodable: [] });
  const word = (place: number) => {
    const start = words.slice(0, place).reduce((length, each) => length + each.length + 1, 0);
    return { file, range: { start, end: start + (words[place]?.length ?? 0) } };
  };
  return {
    name: { value: site, at: word(2) },
    machineId: { value: Number(machineId), at: word(3) },
    database: { value: database, at: word(4) },
  };
}
