import { writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { API_MAIN, INTERVAL_US, PROFILE_FILE } from '../../profile/profiled-api.js';

/** Roster's API, whose CPU profile is taken from the signal until it ends, so that its start is not in it. */
const session = new Session();
session.connect();
process.once('SIGUSR2', () => {
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  session.post('Profiler.start');
  // In the same process the inspector answers before `post` returns, which is what an exiting process needs.
  process.once('exit', () => session.post('Profiler.stop', write));
});
await import(API_MAIN);

function write(error: Error | null, { profile }: Profiler.StopReturnType): void {
  if (error) throw error;
  writeFileSync(PROFILE_FILE, JSON.stringify(profile));
}
