import { readDepartmentMember, type SlackInbox } from '@roster/database';
import { type DepartmentId, DomainError, type OrganizationId, type UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
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

/** Reverts a change: only what it changed, only where nothing has changed since, and only for callers who may do so now. */
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

    const done = changePlanSchema.parse(change.plan);
    const reverse = REVERSE[done.change];
    await this.changes.assertMayChange(reverse, done.department.id, context);
    const people = await this.stillChanged(done, changeEffectsSchema.parse(change.results), context);
    if (people.length === 0) return { answer: { kind: 'nothing_to_undo', why: 'nothing_changed' } };
    const plan: ChangePlan = { root: `undo:${of}`, change: reverse, department: done.department, people, undoes: of };
    return this.changes.run(await this.changes.storePlan(plan, context), context);
  }

  /** Someone who was removed and added again by others since then stays. */
  private async stillChanged(
    { department }: ChangePlan,
    effects: ChangeEffects,
    { workspace: { organizationId } }: RequestContext,
  ): Promise<PlannedPerson[]> {
    const people: PlannedPerson[] = [];
    for (const { slackUserId, name, userId, status, from, addedAt } of effects) {
      const person = { slackUserId, name, userId };
      if (status === 'removed') people.push(person);
      else if ((await this.addedAt(organizationId, department.id, userId)) === addedAt)
        people.push(status === 'moved' ? { ...person, from: department.id, ...(from ? { to: from } : {}) } : person);
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
