/** Something that the person at the terminal can mend: it is shown as a sentence, without a stack. */
export class Problem extends Error {}

/** The message of a problem; of anything else the stack, because that is a bug of ours. */
export function explain(error) {
  if (!(error instanceof Error)) return String(error);
  const text = error instanceof Problem || !error.stack ? error.message : error.stack;
  return error.cause ? `${text}\n${explain(error.cause)}` : text;
}
