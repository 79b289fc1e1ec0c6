import { membershipOf, repeated, settledFacts } from './facts.js';
import type { Asked } from './load.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** One `/dept add` that somebody typed and the bot acknowledged, or did not. */
export interface CommandEntry extends Asked {
  readonly typist: string;
  readonly departmentId: string;
  readonly userId: string;
  /** How an answer names the two: `<@U…>` and `*Engineering*`. */
  readonly person: string;
  readonly department: string;
  /** The bot said that it has the command, by acknowledging it without a word. */
  accepted: boolean;
}

/** A message about one person, as it stands on the screen of whoever asked. */
export interface Answer {
  readonly place: 'ephemeral' | 'direct' | 'channel';
  readonly text: string;
}

/**
 * Waits until no request is open and no message on its way, and compares. Of all who asked for one membership exactly
 * one is to read that it was made, and the others that it was there.
 */
export async function judgeCommands(
  stack: Stack,
  entries: readonly CommandEntry[],
  answersTo: (entry: CommandEntry) => readonly Answer[],
): Promise<Verdict & { settledMs: number }> {
  const { members, effects, settledMs, unaudited, miscounted, ...facts } = await settledFacts(stack);
  const accepted = new Map<string, CommandEntry[]>();
  for (const entry of entries.filter((one) => one.accepted)) {
    const membership = membershipOf(entry.departmentId, entry.userId);
    accepted.set(membership, [...(accepted.get(membership) ?? []), entry]);
  }
  return {
    settledMs,
    requests: entries.length,
    acknowledged: entries.filter((entry) => entry.accepted).length,
    lost: [...accepted.keys()].filter((membership) => !members.has(membership)).length,
    doubled:
      repeated(effects.map(({ operation }) => operation)) + repeated(effects.map(({ membership }) => membership)),
    unsettled: facts.unsettled + entries.filter((entry) => entry.accepted && entry.answeredAt === null).length,
    divergent: [...accepted.values()].filter((those) => !consistent(those.map(answersTo))).length,
    phantom: [...members].filter((membership) => !accepted.has(membership)).length,
    unaudited,
    miscounted,
  };
}

/**
 * What each of those reads who asked for one membership. The same answer may be there twice: its response URL did not take
 * it and it is a direct message, too, or a bot died before it had noted that Slack took it.
 */
function consistent(read: readonly (readonly Answer[])[]): boolean {
  const [made = 0, others = 0] = [' is now in ', ' is already in '].map(
    (words) => read.filter((answers) => answers.length > 0 && answers.every(({ text }) => text.includes(words))).length,
  );
  return made === 1 && made + others === read.length;
}
