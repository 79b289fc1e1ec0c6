export const FAILPOINT = Symbol('FAILPOINT');
export const IDENTITY = Symbol('IDENTITY');
export const LOGGER = Symbol('LOGGER');
export const METRICS = Symbol('METRICS');
export const REPLY_PUBLISHER = Symbol('REPLY_PUBLISHER');
export const TRACES = Symbol('TRACES');
export const RETENTION_HOURS = Symbol('RETENTION_HOURS');
