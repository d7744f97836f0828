/** The name of the JobCenter pack, the first part of its rules' full names. */
export const PACK = 'jobcenter';
