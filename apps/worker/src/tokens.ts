export const EVENT_RETENTION_DAYS = Symbol('EVENT_RETENTION_DAYS');
export const IDENTITY = Symbol('IDENTITY');
export const LOGGER = Symbol('LOGGER');
export const METRICS = Symbol('METRICS');
export const QUEUES = Symbol('QUEUES');
export const RETENTION_HOURS = Symbol('RETENTION_HOURS');
