import {
  DomainError,
  type Failpoint,
  type MembershipCommand,
  type MembershipOutcome,
  type OperationId,
  type OperationResult,
  operationResultSchema,
  type StatementObserver,
  startInterval,
} from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readOperations } from '../operations/operation-rows.js';
import { continueAsLedger, ledgerTransaction, runPrepared } from '../transactions/planned-transaction.js';
import { applyMove } from './apply-move.js';
import { APPLY_MEMBERSHIPS, CORRECT_OVERTAKEN } from './apply-statement.js';

interface ClaimRow {
  id: OperationId;
  result: unknown;
  /** What a concurrent change made impossible; null when nothing was overtaken. */
  overtaken: 'membership' | 'person' | null;
}

/** Makes membership changes: each operation once, however often its command is delivered. */
export class MembershipLedger {
  constructor(
    private readonly dataSource: DataSource,
    private readonly failpoint?: Failpoint,
  ) {}

  /**
   * Applies the commands in one transaction and returns the result of each, including those of operations that were
   * settled before. Commands with the same operation ID get the same result.
   *
   * @throws what the database threw. Then nothing of the batch has happened, or all of it; apply it again to find out.
   */
  async apply(commands: readonly MembershipCommand[], observe?: StatementObserver): Promise<OperationResult[]> {
    const batch = firstOfEach(commands);
    let commit = startInterval();
    await this.failpoint?.('before-transaction', batch);
    const results = await ledgerTransaction(this.dataSource, async (tx) => {
      const claimed: OperationResult[] = [];
      for (const round of rounds(batch)) {
        const end = startInterval();
        claimed.push(...(await applyRound(tx, round)));
        observe?.({ name: round[0]?.kind === 'member.move' ? 'apply-move' : 'apply-memberships', took: end() });
      }
      const replayed = unclaimed(batch, claimed);
      const end = startInterval();
      const settled = [...claimed, ...(await replay(tx, replayed))];
      if (replayed.length > 0) observe?.({ name: 'replay', took: end() });
      await this.failpoint?.(
        'before-commit',
        batch.filter((command) => !replayed.includes(command)),
      );
      commit = startInterval();
      return settled;
    });
    observe?.({ name: 'COMMIT', took: commit() });
    await this.failpoint?.('after-commit', batch);
    return results;
  }
}

/**
 * Applies one command in a transaction that also makes another change: both are committed, or neither.
 *
 * @throws what the database threw
 */
export async function applyInTransaction(tx: EntityManager, command: MembershipCommand): Promise<MembershipOutcome> {
  await continueAsLedger(tx);
  const claimed = await applyRound(tx, [command]);
  const [result] = claimed.length > 0 ? claimed : await replay(tx, [command]);
  return (result as OperationResult).outcome;
}

/** One command for each operation ID: a job may be delivered twice, and two requests may have one key. */
function firstOfEach(commands: readonly MembershipCommand[]): MembershipCommand[] {
  const byId = new Map<OperationId, MembershipCommand>();
  for (const command of commands) if (!byId.has(command.operationId)) byId.set(command.operationId, command);
  return [...byId.values()];
}

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

async function applyRound(tx: EntityManager, commands: readonly MembershipCommand[]): Promise<OperationResult[]> {
  const [first] = commands;
  if (first?.kind === 'member.move') return applyMove(tx, first);
  const hashes = new Map(commands.map(({ operationId, requestHash }) => [operationId, requestHash]));
  const toResult = ({ id, result }: Pick<ClaimRow, 'id' | 'result'>): OperationResult =>
    operationResultSchema.parse({ operationId: id, requestHash: hashes.get(id) ?? null, outcome: result });

  const claims = await runPrepared<ClaimRow>(tx, 'apply-memberships', APPLY_MEMBERSHIPS, [JSON.stringify(commands)]);
  const overtaken = claims.filter((claim) => claim.overtaken !== null);
  if (overtaken.length === 0) return claims.map(toResult);
  const corrected = await runPrepared<ClaimRow>(tx, 'correct-overtaken', CORRECT_OVERTAKEN, [
    overtaken.map(({ id }) => id),
    overtaken.filter((claim) => claim.overtaken === 'person').map(({ id }) => id),
  ]);
  return [...claims.filter((claim) => claim.overtaken === null), ...corrected].map(toResult);
}

function unclaimed(batch: readonly MembershipCommand[], claimed: readonly OperationResult[]): MembershipCommand[] {
  if (claimed.length === batch.length) return [];
  const ids = new Set(claimed.map(({ operationId }) => operationId));
  return batch.filter(({ operationId }) => !ids.has(operationId));
}

/** Commands that could not be claimed were settled before, or their key belongs to another request in progress. */
async function replay(tx: EntityManager, commands: readonly MembershipCommand[]): Promise<OperationResult[]> {
  if (commands.length === 0) return [];
  const readings = await readOperations(
    tx,
    commands.map(({ operationId }) => operationId),
  );
  return commands.map(({ operationId, requestHash }) => {
    const reading = readings.get(operationId);
    if (!reading)
      throw new DomainError('INTERNAL_ERROR', {}, { cause: new Error(`${operationId} is neither claimed nor stored`) });
    if (reading.state === 'settled') return reading.result;
    return { operationId, requestHash, outcome: { status: 'rejected', code: 'IDEMPOTENCY_KEY_REUSED', details: {} } };
  });
}
