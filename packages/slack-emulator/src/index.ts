export { messageProblems, optionsProblems, viewProblems } from './check-payload.js';
export { type Acknowledged, type Delivery, type DeliveryKind, postToApp, signedRequest } from './delivery.js';
export { drawMessage, drawView } from './draw.js';
export { elementsOf, labelOf } from './elements.js';
export { EmulatedSlack } from './emulated-slack.js';
export { fillForm } from './fill-form.js';
export type { ShownMessage, ShownView } from './inbox.js';
export type { Person } from './person.js';
export { BOT_SCOPES, type UserSeed, type WorkspaceSeed } from './seeds.js';
