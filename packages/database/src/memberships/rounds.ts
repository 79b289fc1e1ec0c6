import type { MembershipCommand } from '@roster/domain';

/**
 * Splits a batch so that no round adds and removes the same membership; the order of commands is kept. A move touches two
 * memberships: it is a round of its own, after all earlier commands.
 */
export function rounds(commands: readonly MembershipCommand[]): MembershipCommand[][] {
  const latest = new Map<string, { round: number; kind: MembershipCommand['kind'] }>();
  const result: MembershipCommand[][] = [];
  let first = 0;
  for (const command of commands) {
    if (command.kind === 'member.move') {
      first = result.push([command]);
      latest.clear();
      continue;
    }
    const membership = `${command.departmentId} ${command.userId}`;
    const previous = latest.get(membership);
    const round = previous ? previous.round + (previous.kind === command.kind ? 0 : 1) : first;
    latest.set(membership, { round, kind: command.kind });
    const together = result[round] ?? [];
    together.push(command);
    result[round] = together;
  }
  return result;
}

export function isMove(round: readonly MembershipCommand[] | undefined): boolean {
  return round?.[0]?.kind === 'member.move';
}
