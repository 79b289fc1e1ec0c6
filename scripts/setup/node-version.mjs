// This file and the scripts that import it first must parse on any Node, so that an old one gets a sentence and not a
// syntax error: no syntax newer than ES2017 here.
const LEAST = [20, 19];

/** Ends the process with one sentence when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  console.error(
    `Roster needs Node ${LEAST.join('.')} or newer, and this is ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org (or: nvm install 22) and run the command again.',
  );
  process.exit(1);
}
