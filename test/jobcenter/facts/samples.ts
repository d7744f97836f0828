/** One realistic output of each JobCenter command. */
export const jobcenterSamples = {
  cjcls:
    'SITE-NAME              DAEMON-PID DB-PATH(LINK)\njcmgcluster.example.jp 1790       /mnt/jobmgdb (/usr/spool/nqs/C0A80164)\nother.example.jp       SHUT       /mnt/other (/usr/spool/nqs/C0A80165)\n',
  'cjcls-a':
    'SITE-NAME\tDAEMON-PID\tDB-PATH(LINK)\njcmanager01\tSHUT\t/usr/spool/nqs\njcmgcluster\t1790\t/mnt/jobmgdb (/usr/spool/nqs/C0A80164)\n',
  nmapmgr: 'NMAPMGR>: show state\nNETWORK MAPPING STATE\nHOST NAME: jcmgcluster   HOST ID: 100\n',
  'jcagctrl-list': `+-----------------+--------------------------------------+--------+--------+
| INSTANCE-NAME   | INSTANCE-ID                          | ACTIVE | ENABLE |
+-----------------+--------------------------------------+--------+--------+
| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | true   | false  |
+-----------------+--------------------------------------+--------+--------+
`,
} as const;
