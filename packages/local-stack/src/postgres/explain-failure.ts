const REMEDIES: [RegExp, string][] = [
  [/no space left on device/i, 'The disk is full: free some space and start again.'],
  [/address already in use|could not bind/i, 'The port is taken: choose another one, or let the system choose it.'],
  [
    /incompatible with server|not compatible with this version/i,
    'The data was written by another version of Postgres: dump it with that version, or remove the data folder to start anew.',
  ],
  [
    /permission denied|wrong ownership|operation not permitted/i,
    'The data folder belongs to somebody else: start as that user, or choose another folder with ROSTER_DATA_DIR.',
  ],
  [/could not create shared memory|out of memory|cannot allocate memory/i, 'Memory is short: close something else.'],
  [
    /error while loading shared libraries|not found \(required by|no such file or directory.*ld-/i,
    'This system lacks a library that the embedded Postgres needs: set DATABASE_URL to a Postgres of your own.',
  ],
];

/** An error that says what failed, how to fix it, and what Postgres logged last. */
export function explainFailure(what: string, output: string): Error {
  const remedy = REMEDIES.find(([pattern]) => pattern.test(output))?.[1];
  const tail = output.trim().split('\n').slice(-12).join('\n');
  return new Error([`${what}.${remedy ? ` ${remedy}` : ''}`, tail].filter(Boolean).join('\n'));
}
