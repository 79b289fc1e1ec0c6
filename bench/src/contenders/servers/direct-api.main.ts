import { addDirectly } from './add-directly.js';
import { serveApi } from './serve-api.js';

await serveApi(async (dataSource) => ({ add: (command) => addDirectly(dataSource, command) }));
