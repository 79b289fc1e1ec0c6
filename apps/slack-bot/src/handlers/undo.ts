import { readDepartmentMember, type SlackInbox } from '@roster/database';
import { type DepartmentId, DomainError, type OrganizationId, type UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { ChangedSince, HistoryEntry } from '../messages/answer.js';
import type { Handled, RequestContext } from '../requests/context.js';
import {
  type ChangeEffects,
  type ChangePlan,
  changeEffectsSchema,
  changePlanSchema,
  type PlannedPerson,
} from '../requests/stored-request.js';
import { type Changes, REVERSE, storedPlan } from './changes.js';

/** Shorter than operations are kept: while they are, a second undo changes nothing. */
const UNDO_WITHIN_MS = 12 * 3_600_000;

/** Changes that the history shows: App Home has room for 100 blocks. */
const MOST_CHANGES = 10;

/** Reverts a change: only what it changed, only where nothing has changed since, only for callers who may do so now, and once. */
export class Undo {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inbox: SlackInbox,
    private readonly changes: Changes,
  ) {}

  async handle(of: string, context: RequestContext): Promise<Handled> {
    const stored = storedPlan(context);
    if (stored) return this.changes.run(stored, context);
    const change = await this.inbox.find(of);
    const own = change !== null && change.workspace_id === context.workspace.workspaceId;
    if (!own || Date.now() - change.created_at.getTime() > UNDO_WITHIN_MS)
      return { answer: { kind: 'nothing_to_undo', why: 'too_late' } };
    if (!change.results || !change.plan) return { answer: { kind: 'nothing_to_undo', why: 'nothing_changed' } };

    if (await this.inbox.isUndone(of)) return { answer: { kind: 'nothing_to_undo', why: 'undone_before' } };

    const done = changePlanSchema.parse(change.plan);
    const reverse = REVERSE[done.change];
    await this.changes.assertMayChange(reverse, done.department.id, context);
    const people = await this.peopleOf(done, changeEffectsSchema.parse(change.results), context);
    const plan: ChangePlan = { root: `undo:${of}`, change: reverse, department: done.department, people, undoes: of };
    return this.changes.run(await this.changes.storePlan(plan, context), context);
  }

  /** Undoes the caller's latest change that was not undone. */
  async latest(context: RequestContext): Promise<Handled> {
    const stored = storedPlan(context);
    if (stored) return this.changes.run(stored, context);
    const latest = (await this.history(context)).find(({ undone }) => !undone);
    if (latest === undefined) return { answer: { kind: 'nothing_to_undo', why: 'no_change' } };
    return this.handle(latest.requestId, context);
  }

  /** The caller's changes that can be undone, or were; the newest first. */
  async history({
    workspace,
    place,
  }: {
    readonly workspace: Pick<RequestContext['workspace'], 'workspaceId'>;
    readonly place: Pick<RequestContext['place'], 'slackUserId'>;
  }): Promise<HistoryEntry[]> {
    const who = { workspaceId: workspace.workspaceId, slackUserId: place.slackUserId };
    const since = new Date(Date.now() - UNDO_WITHIN_MS);
    const changes = await this.inbox.changesOf(who, since, MOST_CHANGES);
    return changes.map(({ id, plan, results, created_at, undone }) => {
      const { change, department } = changePlanSchema.parse(plan);
      const people = changeEffectsSchema.parse(results).map(({ slackUserId, name }) => ({ slackUserId, name }));
      return { requestId: id, change, department, people, at: created_at.toISOString(), undone };
    });
  }

  /** Everyone whom the change affected; those for whom something has changed since then are marked. */
  private async peopleOf(
    { department }: ChangePlan,
    effects: ChangeEffects,
    { workspace: { organizationId } }: RequestContext,
  ): Promise<PlannedPerson[]> {
    const people: PlannedPerson[] = [];
    for (const { slackUserId, name, userId, status, from, addedAt } of effects) {
      const person = { slackUserId, name, userId };
      const now = await this.addedAt(organizationId, department.id, userId);
      const left = changedSince(status, addedAt, now);
      if (left !== null) people.push({ ...person, left });
      else if (status === 'moved') people.push({ ...person, from: department.id, ...(from ? { to: from } : {}) });
      else people.push(person);
    }
    return people;
  }

  private async addedAt(
    organizationId: OrganizationId,
    departmentId: DepartmentId,
    userId: UserId,
  ): Promise<string | null> {
    try {
      return (await readDepartmentMember(this.dataSource.manager, organizationId, departmentId, userId)).added_at;
    } catch (error) {
      if (error instanceof DomainError && error.code.endsWith('NOT_FOUND')) return null;
      throw error;
    }
  }
}

/** @param now when the present membership began; null when there is none */
function changedSince(
  status: ChangeEffects[number]['status'],
  addedAt: string | undefined,
  now: string | null,
): ChangedSince | null {
  if (status === 'removed') return now === null ? null : 'added_back';
  if (now === null) return 'removed';
  return now === addedAt ? null : 'added_again';
}
