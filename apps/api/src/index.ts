import 'reflect-metadata';

export { type ApiConfig, readConfig } from './config.js';
export { WRITES } from './connections/tokens.js';
export { createApp } from './create-app.js';
