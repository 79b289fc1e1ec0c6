/** So long nothing must change until it is taken for the end. */
const QUIET_MS = 700;
/** Before anything has been shown at all, and while something is under way. */
const PATIENCE_MS = 20_000;
const NOTHING_MS = 4_000;
const LOOK_EVERY_MS = 50;

/** What is on the screens now, to tell later what has changed. */
export function snapshot(inbox) {
  return new Map([...inbox.messages, ...inbox.views].map(({ id, revision }) => [id, revision]));
}

/** What is new or has another content since then, in the order of its coming. */
export function changesSince(inbox, before) {
  return [...inbox.messages, ...inbox.views].filter(({ id, revision }) => before.get(id) !== revision);
}

/** Resolves when what was set off has come to its end, as far as one can see. */
export async function settled(inbox, before, nothingMs = NOTHING_MS) {
  const start = Date.now();
  let last = '';
  let since = start;
  for (;;) {
    const changes = changesSince(inbox, before);
    const state = JSON.stringify(changes.map(({ id, revision }) => [id, revision]));
    if (state !== last) since = Date.now();
    last = state;
    const now = Date.now();
    const limit = changes.length === 0 ? nothingMs : PATIENCE_MS;
    if (now - start > limit) return;
    if (changes.length > 0 && !changes.some(isUnderWay) && now - since > QUIET_MS) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isUnderWay({ text = '' }) {
  return text.startsWith(':hourglass_flowing_sand:');
}
