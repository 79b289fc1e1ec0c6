import 'reflect-metadata';

export { type ApiConfig, readConfig } from './config.js';
export { createApp } from './create-app.js';
export { WRITES } from './tokens.js';
