/** No later year than ISO 8601 writes with four digits. */
const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

/** A moment as `2026-11-14T20:01:00Z`; null where no calendar has it. @param seconds since 1970, UTC */
export const isoTime = (seconds: number): string | null =>
  seconds >= 0 && seconds < LAST_SECOND ? new Date(seconds * 1000).toISOString().replace('.000', '') : null;

/** A time on a clock whose zone is not known: `2026-11-14 20:01:00`. @param seconds since 1970 on that clock */
export const clockTime = (seconds: number): string | null =>
  isoTime(seconds)?.replace('T', ' ').replace('Z', '') ?? null;

/** What times mean: they come and go with every edit and start, and matter only to a rule that compares them. */
export const TIMES = '';
