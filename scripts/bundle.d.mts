/** The program as one script, and the files in it, relative to the top folder. */
export function bundle(): Promise<{ readonly text: string; readonly files: readonly string[] }>;
