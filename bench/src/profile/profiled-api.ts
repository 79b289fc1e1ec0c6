import { join } from 'node:path';
import { type Build, THIS_BUILD } from '../builds/build.js';
import { ROOT } from '../root.js';

export const API_MAIN = join(ROOT, 'apps', 'api', 'dist', 'main.js');

/** The profile as it is taken; Chrome's developer tools open it. */
export const PROFILE_FILE = join(ROOT, 'reports', 'bench', 'api.cpuprofile');

/** Time between samples, in microseconds: short beside an add, long beside the taking of a sample. */
export const INTERVAL_US = 500;

const SERVER = join(import.meta.dirname, '..', 'contenders', 'servers', 'profiled-api.main.js');

/** This build, whose API can take a profile of itself. */
export const PROFILED_BUILD: Build = { ...THIS_BUILD, main: (app) => (app === 'api' ? SERVER : undefined) };
