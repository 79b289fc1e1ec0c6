import {
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
import { isFenced, movingResult, readFences } from '../cells/fences.js';
import { readOperations } from '../operations/operation-rows.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { onOneConnection, runPrepared } from '../transactions/prepared-statement.js';
import { APPLY_AT_ONCE } from './apply-function.js';
import { applyMove } from './apply-move.js';
import { isMove, rounds } from './rounds.js';

interface ClaimRow {
  id: OperationId;
  result: unknown;
  /** How long the server had taken before it began to commit. */
  ms: number;
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
    try {
      return await this.applyBatch(batch, observe);
    } catch (error) {
      if (!isFenced(error)) throw error;
      return this.applyOutsideFences(batch, observe);
    }
  }

  private async applyBatch(
    batch: readonly MembershipCommand[],
    observe?: StatementObserver,
  ): Promise<OperationResult[]> {
    await this.failpoint?.('before-transaction', batch);
    const parts = rounds(batch);
    // A failpoint needs a moment between change and COMMIT, and several rounds need a transaction around them.
    const results =
      this.failpoint === undefined && parts.length === 1 && !isMove(parts[0])
        ? await this.applyAtOnce(batch, observe)
        : await this.applyRounds(batch, parts, observe);
    await this.failpoint?.('after-commit', batch);
    return results;
  }

  /**
   * Applies the commands of organizations that are not moving, and refuses the others: their operations are not stored, so
   * that the same requests are carried out once the organization has moved. What was settled before is replayed.
   */
  private async applyOutsideFences(
    batch: readonly MembershipCommand[],
    observe?: StatementObserver,
  ): Promise<OperationResult[]> {
    const organizationIds = [...new Set(batch.map(({ organizationId }) => organizationId))];
    const fences = await readFences(this.dataSource, organizationIds);
    const free = batch.filter(({ organizationId }) => !fences.has(organizationId));
    const fenced = batch.filter(({ organizationId }) => fences.has(organizationId));
    const results = free.length > 0 ? await this.applyBatch(free, observe) : [];
    return [...results, ...(await replay(this.dataSource.manager, fenced, movingResult))];
  }

  /** One round in one statement, which commits by itself. */
  private applyAtOnce(batch: readonly MembershipCommand[], observe?: StatementObserver): Promise<OperationResult[]> {
    return onOneConnection(this.dataSource, async (connection) => {
      const end = startInterval();
      const claims = await callApply(connection, batch);
      const { startedAt, ms } = end();
      const appliedMs = Math.min(claims[0]?.ms ?? ms, ms);
      observe?.({ name: 'apply-memberships', took: { startedAt, ms: appliedMs } });
      observe?.({ name: 'COMMIT', took: { startedAt: startedAt + appliedMs, ms: ms - appliedMs } });
      return withReplays(connection, batch, toResults(batch, claims), observe);
    });
  }

  private async applyRounds(
    batch: readonly MembershipCommand[],
    parts: readonly MembershipCommand[][],
    observe?: StatementObserver,
  ): Promise<OperationResult[]> {
    let commit = startInterval();
    const results = await ledgerTransaction(this.dataSource, async (tx) => {
      const claimed: OperationResult[] = [];
      for (const part of parts) {
        const end = startInterval();
        claimed.push(...(await applyRound(tx, part)));
        observe?.({ name: isMove(part) ? 'apply-move' : 'apply-memberships', took: end() });
      }
      const settled = await withReplays(tx, batch, claimed, observe);
      const ids = new Set(claimed.map(({ operationId }) => operationId));
      await this.failpoint?.(
        'before-commit',
        batch.filter(({ operationId }) => ids.has(operationId)),
      );
      commit = startInterval();
      return settled;
    });
    observe?.({ name: 'COMMIT', took: commit() });
    return results;
  }
}

/**
 * Applies one command in a transaction that also makes another change: both are committed, or neither.
 *
 * @throws what the database threw
 */
export async function applyInTransaction(tx: EntityManager, command: MembershipCommand): Promise<MembershipOutcome> {
  const [result] = await withReplays(tx, [command], await applyRound(tx, [command]));
  return (result as OperationResult).outcome;
}

/**
 * Applies commands with different operation IDs in a transaction that also makes other changes. The outcomes are in the
 * order of the commands.
 *
 * @throws what the database threw
 */
export async function applyAllInTransaction(
  tx: EntityManager,
  commands: readonly MembershipCommand[],
): Promise<MembershipOutcome[]> {
  const outcomes = new Map<OperationId, MembershipOutcome>();
  for (const part of rounds(commands)) {
    for (const { operationId, outcome } of await applyRound(tx, part)) outcomes.set(operationId, outcome);
  }
  return commands.map(({ operationId }) => outcomes.get(operationId) ?? { status: 'failed', reason: 'not claimed' });
}

/** One command for each operation ID: a job may be delivered twice, and two requests may have one key. */
function firstOfEach(commands: readonly MembershipCommand[]): MembershipCommand[] {
  const byId = new Map<OperationId, MembershipCommand>();
  for (const command of commands) if (!byId.has(command.operationId)) byId.set(command.operationId, command);
  return [...byId.values()];
}

async function applyRound(tx: EntityManager, commands: readonly MembershipCommand[]): Promise<OperationResult[]> {
  const [first] = commands;
  if (first?.kind === 'member.move') return applyMove(tx, first);
  return toResults(commands, await callApply(tx, commands));
}

function callApply(connection: EntityManager, commands: readonly MembershipCommand[]): Promise<ClaimRow[]> {
  return runPrepared<ClaimRow>(connection, 'apply-memberships', APPLY_AT_ONCE, [JSON.stringify(commands)]);
}

function toResults(commands: readonly MembershipCommand[], claims: readonly ClaimRow[]): OperationResult[] {
  const hashes = new Map(commands.map(({ operationId, requestHash }) => [operationId, requestHash]));
  return claims.map(({ id, result }) =>
    operationResultSchema.parse({ operationId: id, requestHash: hashes.get(id) ?? null, outcome: result }),
  );
}

/** The results of a batch: of what was claimed, and of what was settled before. */
async function withReplays(
  connection: EntityManager,
  batch: readonly MembershipCommand[],
  claimed: readonly OperationResult[],
  observe?: StatementObserver,
): Promise<OperationResult[]> {
  if (claimed.length === batch.length) return [...claimed];
  const ids = new Set(claimed.map(({ operationId }) => operationId));
  const end = startInterval();
  const others = batch.filter(({ operationId }) => !ids.has(operationId));
  const replayed = await replay(connection, others, keyReused);
  observe?.({ name: 'replay', took: end() });
  return [...claimed, ...replayed];
}

/** The results of commands that were settled before. `unsettled` gives those of the others. */
async function replay(
  connection: EntityManager,
  commands: readonly MembershipCommand[],
  unsettled: (command: MembershipCommand, isStored: boolean) => OperationResult,
): Promise<OperationResult[]> {
  const ids = commands.map(({ operationId }) => operationId);
  const readings = await readOperations(connection, ids);
  return commands.map((command) => {
    const reading = readings.get(command.operationId);
    return reading?.state === 'settled' ? reading.result : unsettled(command, reading !== undefined);
  });
}

/** An operation that is neither claimed nor settled belongs to another request with the same key. */
function keyReused({ operationId, requestHash }: MembershipCommand, isStored: boolean): OperationResult {
  if (!isStored) throw new Error(`${operationId} is neither claimed nor stored`);
  return { operationId, requestHash, outcome: { status: 'rejected', code: 'IDEMPOTENCY_KEY_REUSED', details: {} } };
}
