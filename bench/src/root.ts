import { join } from 'node:path';

/** The folder of the clone; this file runs in bench/dist. */
export const ROOT = join(import.meta.dirname, '..', '..');
