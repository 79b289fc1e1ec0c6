/** Injection tokens for what has no class. */
export const API_CONFIG = Symbol('ApiConfig');
/**
 * A second pool of the same database. Commits can hang while reads work, for example when a synchronous standby is
 * frozen: they must not use up the connections that serve reads and sign callers in.
 */
export const READS = Symbol('DataSource for reads');
export const WRITES = Symbol('DataSource for writes');
/** What organizations' API keys are limited to. */
export const KEY_POLICY = Symbol('ApiKeyPolicy');
/** How many webhook endpoints an organization can have. */
export const WEBHOOK_LIMIT = Symbol('WEBHOOK_LIMIT');
export const LOGGER = Symbol('Logger');
export const OPEN_GATEWAY = Symbol('OpenGateway');
export const OPEN_BULK_QUEUE = Symbol('BulkQueue');
/** Notes when SCIM connections are used. */
export const SCIM_TOKEN_USES = Symbol('TokenUses of SCIM connections');
export const TELEMETRY = Symbol('GatewayTelemetry');
