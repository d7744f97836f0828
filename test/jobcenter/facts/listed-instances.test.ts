import { describe, expect, it } from 'vitest';
import { listedInstances } from '../../../src/jobcenter/facts/listed-instances.js';
import { readOutput, under } from '../../source/facts/output.js';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('jcagctrl list', () => {
  it.each([
    ['outer borders', `| INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE |\n| ci | ${ID} | true | false |`],
    [
      'no outer borders',
      ` INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE\n---+---+---+---\n ci | ${ID} | true | false`,
    ],
    [
      'another order',
      `| ENABLE | INSTANCE-ID | X | INSTANCE-NAME | ACTIVE |\n| false | ${ID} | | ci | true |`,
    ],
    [
      'the guide',
      `# /usr/bin/jcagctrl list\n+-----+-----+...\n| INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE |...\n| ci | ${ID} | true | false |...\n+---+...`,
    ],
    [
      'box characters',
      `┌──┬──┐\n│ INSTANCE-NAME │ INSTANCE-ID │ ACTIVE │ ENABLE │\n├──┼──┤\n│ ci │ ${ID} │ true │ false │\n└──┴──┘`,
    ],
    [
      'blanks',
      `INSTANCE-NAME  INSTANCE-ID                           ACTIVE  ENABLE\nci             ${ID}  true    false`,
    ],
    ['no header', `| ci | ${ID} | true | false |`],
  ])('reads a table with %s', (_, text) => {
    const { value, rest } = readOutput(listedInstances, text);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([
      { name: { value: 'ci' }, id: { value: ID }, active: { value: true }, enabled: { value: false } },
    ]);
    const [instance] = value;
    expect([instance?.name, instance?.id, instance?.active, instance?.enabled].map(under)).toEqual([
      'ci',
      ID,
      'true',
      'false',
    ]);
    expect(text).toContain(under(instance));
  });

  it('leaves open what the table does not say', () => {
    const { value } = readOutput(
      listedInstances,
      `| INSTANCE-ID | INSTANCE-NAME | ACTIVE |\n| ${ID} | ci | ? |`,
    );
    expect(value).toMatchObject([{ name: { value: 'ci' }, active: null, enabled: null }]);
  });

  it('reads the ID of a row whatever its shape, so that a rule can judge it', () => {
    const { value } = readOutput(listedInstances, '| INSTANCE-NAME | INSTANCE-ID |\n| ci | not-an-id |');
    expect(value).toMatchObject([{ id: { value: 'not-an-id' } }]);
  });

  it('gives back rows without name or ID, and sentences', () => {
    const lines = ['| | x |', '| ci | |', 'No instance is there', 'Connection  refused'];
    const { value, rest } = readOutput(
      listedInstances,
      `| INSTANCE-NAME | INSTANCE-ID |\n${lines.join('\n')}`,
    );
    expect(value).toEqual([]);
    expect(rest).toEqual(lines);
  });
});
