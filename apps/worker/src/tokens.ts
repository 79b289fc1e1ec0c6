export const FAILPOINT = Symbol('FAILPOINT');
export const LOGGER = Symbol('LOGGER');
export const REPLY_PUBLISHER = Symbol('REPLY_PUBLISHER');
export const RETENTION_HOURS = Symbol('RETENTION_HOURS');
