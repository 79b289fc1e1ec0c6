/** What is injected by name, as it has no class. */
export const API_CONFIG = Symbol('ApiConfig');
export const LOGGER = Symbol('Logger');
export const OPEN_GATEWAY = Symbol('OpenGateway');
export const BULK_QUEUE = Symbol('BulkQueue');
export const API_PROCESS = Symbol('ApiProcess');
