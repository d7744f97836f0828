import { readFileSync } from 'node:fs';

/** The collector as it stands in the sources; `npm run build` puts its text in the place of this function. */
export const collectorScript = (): string =>
  readFileSync(new URL('../../jobcenter/collector/collector.sh', import.meta.url), 'utf8');
