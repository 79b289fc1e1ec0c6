export { type App, AppProcess } from './app-process.js';
export { collectLog } from './log.js';
export { openTestDatabase, type TestDatabase } from './test-database.js';
export { startWorker } from './worker.js';
