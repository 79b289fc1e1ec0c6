import { inlineCommand } from './inline-command.js';

/** Commands that a cluster's clients and its operators send, and that no job needs. */
const UPKEEP = /^cmdstat_(?:cluster|info|ping|hello|client|command|config|auth|readonly|select|replconf|psync)\b/;

/** What a node of Redis has counted since it started. */
export interface NodeCounters {
  /** Those that scripts run included. */
  readonly commands: number;
  /** Commands answered with MOVED, ASK or CROSSSLOT. A new connection's first may be, and are sent again. */
  readonly redirections: number;
}

export async function nodeCounters(port: number): Promise<NodeCounters> {
  const stats = (await infoOf(port, 'commandstats')).filter(([name]) => !UPKEEP.test(name));
  const errors = (await infoOf(port, 'errorstats')).filter(([name]) => /MOVED|ASK|CROSSSLOT/.test(name));
  return { commands: sumOf(stats, /calls=(\d+)/), redirections: sumOf(errors, /count=(\d+)/) };
}

async function infoOf(port: number, section: string): Promise<[string, string][]> {
  const lines = (await inlineCommand(port, `INFO ${section}`)).matchAll(/^(\w+[^:\r\n]*):(.*?)\r?$/gm);
  return [...lines].map(([, name = '', value = '']) => [name, value]);
}

function sumOf(stats: readonly (readonly [string, string])[], field: RegExp): number {
  return stats.reduce((sum, [, value]) => sum + Number(field.exec(value)?.[1]), 0);
}
