import { checkPostgres } from '@roster/database';
import { serve } from '@roster/runtime';
import { readConfig } from './config.js';
import { createConsole } from './create-console.js';

await serve({ kind: 'console', readConfig, checkDatabase: checkPostgres, open: createConsole });
