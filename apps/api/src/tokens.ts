/** What is injected by name, as it has no class. */
export const API_CONFIG = Symbol('ApiConfig');
/**
 * Two pools of one database. A commit may hang while reads work, as when a synchronous standby is frozen: it must not
 * take the connections that answer reads and sign callers in.
 */
export const READS = Symbol('DataSource for reads');
export const WRITES = Symbol('DataSource for writes');
export const LOGGER = Symbol('Logger');
export const OPEN_GATEWAY = Symbol('OpenGateway');
export const OPEN_BULK_QUEUE = Symbol('BulkQueue');
export const API_PROCESS = Symbol('ApiProcess');
