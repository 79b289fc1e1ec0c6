/** What the bot keeps to. The limits are Slack's: https://docs.slack.dev/reference/block-kit */
export const LIMITS = {
  /** Characters in the text of one section. */
  sectionText: 3_000,
  /** Characters that all sections of lines in one message share; Slack's own limit is 13,200 for all of its text. */
  lines: 11_000,
  /** The same in a view, which has none but its number of blocks. */
  viewLines: 30_000,
  buttonText: 75,
  buttonValue: 2_000,
  optionText: 75,
  headerText: 150,
  contextText: 2_000,
  /** People who can be chosen at once in the modal. */
  chosenPeople: 100,
} as const;

/** A name is shown in full up to this; nobody reads on. */
export const LONGEST_SHOWN_NAME = 100;
