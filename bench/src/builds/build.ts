import * as database from '@roster/database';
import { runningUrlOf } from '@roster/local-stack';
import type { App } from '@roster/testing';

/** A build of Roster that takes part: this one, or that of an earlier commit. */
export interface Build {
  /** `after` is this one. */
  readonly name: 'after' | 'before';
  /** The code that migrates and seeds its databases. */
  readonly database: typeof database;
  /** The URL with which its processes connect to a database, from its owner's. */
  runningUrlOf(ownerUrl: string): string;
  /** The file that starts an app of it. Undefined: as this build does. */
  main(app: App): string | undefined;
}

/** The build that the benchmark is part of. */
export const THIS_BUILD: Build = { name: 'after', database, runningUrlOf, main: () => undefined };
