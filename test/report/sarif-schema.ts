import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';

// The schema is of draft 4, which ajv has left behind; it uses nothing that later drafts read otherwise.
const { $schema: _, id: __, ...schema } = published;
const validate = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) =>
      !/[^\x21-\x7e]|[\\"<>^`{|}]|%(?![0-9A-Fa-f]{2})/.test(text) && URL.canParse(text, 'http://example.jp/'),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

/** What of a log is not as SARIF 2.1.0 asks; the schema is the OASIS one in the form it had when it became a standard. */
export function sarifProblems(log: unknown): readonly string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
