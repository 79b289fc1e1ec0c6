export * from './audit-event.entity.js';
export * from './department.entity.js';
export * from './membership-request.entity.js';
export * from './operation.entity.js';
export * from './operator.entity.js';
export * from './organization.entity.js';
export * from './slack.entity.js';
export * from './telemetry.entity.js';
