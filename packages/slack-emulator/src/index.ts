export type { SlackRequest } from './slack-request.js';
