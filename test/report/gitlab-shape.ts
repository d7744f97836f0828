import { Ajv } from 'ajv';

/** A code quality report as GitLab documents it, with the severities that we use. */
const validate = new Ajv({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', pattern: '^[a-z]+/[a-z0-9-]+$' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'critical'] },
      location: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^[^/]' },
          lines: {
            type: 'object',
            additionalProperties: false,
            required: ['begin', 'end'],
            properties: {
              begin: { type: 'integer', minimum: 1 },
              end: { type: 'integer', minimum: 1 },
            },
          },
        },
      },
    },
  },
});

/** What of a code quality report is not as GitLab asks; each finding has a fingerprint of its own. */
export function gitlabProblems(report: unknown): readonly string[] {
  if (!validate(report)) return (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  const seen = new Set<unknown>();
  const entries: readonly { fingerprint: string }[] = JSON.parse(JSON.stringify(report));
  return entries.flatMap(({ fingerprint }) => {
    if (seen.has(fingerprint)) return [`fingerprint ${fingerprint} stands twice`];
    seen.add(fingerprint);
    return [];
  });
}
