import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect short-lived objects on the main thread alone. By default up to four threads share this work, ten times a
 * second under load and for two milliseconds each time. On cores that are busy they cost more time than they save. V8 reads
 * this flag at each collection, so it takes effect in a running process.
 */
export function collectYoungObjectsAlone(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
