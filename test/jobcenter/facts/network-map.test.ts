import { describe, expect, it } from 'vitest';
import { networkMap } from '../../../src/jobcenter/facts/network-map.js';
import { readOutput, under } from '../../source/facts/output.js';

const FATAL = 'NMAPMGR(FATAL): Unable to setup NQS rootdir.';

describe('show state of nmapmgr', () => {
  it.each([
    'NMAPMGR>: show state  \nNETWORK MAPPING STATE  \nHOST NAME: jcmgcluster   HOST ID: 100  \n...\nNMAPMGR>: exit\n',
    "# echo 'show state' | /usr/bin/nmapmgr\nNMAPMGR>: NETWORK MAPPING STATE\nHOST NAME: jcmgcluster\tHOST ID: 100\nNMAPMGR>: ",
    'HOST NAME:jcmgcluster HOST ID:100',
    'ホスト名: jcmgcluster　ホストID: 100',
    'HOST NAME: jcmgcluster   HOST ID: 100\nHOST NAME: another   HOST ID: 200\n',
    `${FATAL}\n# export NQS_SITE=jcmgcluster\nHOST NAME: jcmgcluster HOST ID: 100`,
  ])('says the host and its ID: %j', (text) => {
    const { value, rest } = readOutput(networkMap, text);
    expect(rest).toEqual([]);
    expect(value).toMatchObject({
      state: 'known',
      hostName: { value: 'jcmgcluster' },
      hostId: { value: 100 },
    });
    if (value?.state !== 'known') return;
    expect([under(value.hostName), under(value.hostId)]).toEqual(['jcmgcluster', '100']);
  });

  it('says that the site is not set up', () => {
    const { value, rest } = readOutput(networkMap, `# NQS_SITE=x /usr/bin/nmapmgr\n${FATAL}\n`);
    expect(rest).toEqual([]);
    expect(value).toMatchObject({ state: 'failed', message: { value: FATAL } });
    expect(value?.state === 'failed' && under(value.message)).toBe(FATAL);
  });

  it('does not guess an ID', () => {
    const lines = ['HOST NAME: jcmgcluster   HOST ID: ', 'HOST NAME: jcmgcluster', 'HOST ID: 1O0'];
    expect(readOutput(networkMap, lines.join('\n'))).toMatchObject({
      value: null,
      rest: ['HOST NAME: jcmgcluster   HOST ID: ', 'HOST NAME: jcmgcluster', 'HOST ID: 1O0'],
    });
  });
});
