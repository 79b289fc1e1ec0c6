import { DepartmentMemberReader, type SlackInbox } from '@roster/database';
import { type DepartmentId, DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { Handled, Visit } from '../requests/visit.js';
import {
  type ChangePlan,
  type ChangeRecord,
  changePlanSchema,
  changeRecordSchema,
  type PlannedPerson,
} from './change-plan.js';
import { type Changes, REVERSE } from './changes.js';

/** Shorter than operations are kept: as long as they are, a second undo changes nothing. */
const UNDO_WITHIN_MS = 12 * 3_600_000;

/** Takes a change back: only what it changed, only what is still as it left it, and only for who may do so now. */
export class Undo {
  private readonly members: DepartmentMemberReader;

  constructor(
    dataSource: DataSource,
    private readonly inbox: SlackInbox,
    private readonly changes: Changes,
  ) {
    this.members = new DepartmentMemberReader(dataSource);
  }

  async handle(of: string, visit: Visit): Promise<Handled> {
    // Decided before: what is left to do is only to be carried out.
    if (visit.request.plan) return this.changes.go(changePlanSchema.parse(visit.request.plan), visit);
    const change = await this.inbox.find(of);
    const own = change !== null && change.workspace_id === visit.workspace.workspaceId;
    if (!own || Date.now() - change.created_at.getTime() > UNDO_WITHIN_MS)
      return { answer: { kind: 'nothing_to_undo', why: 'too_late' } };
    if (!change.results || !change.plan) return { answer: { kind: 'nothing_to_undo', why: 'nothing_changed' } };

    const done = changePlanSchema.parse(change.plan);
    const reverse = REVERSE[done.change];
    await this.changes.assertMay(reverse, done.department.id, visit);
    const people = await this.stillChanged(done, changeRecordSchema.parse(change.results), visit);
    if (people.length === 0) return { answer: { kind: 'nothing_to_undo', why: 'nothing_changed' } };
    const plan: ChangePlan = { root: `undo:${of}`, change: reverse, department: done.department, people, undoes: of };
    return this.changes.go(await this.changes.decide(plan, visit), visit);
  }

  /** Somebody who was removed and added again by others since then is theirs, and stays. */
  private async stillChanged(
    { department }: ChangePlan,
    record: ChangeRecord,
    { workspace: { organizationId } }: Visit,
  ): Promise<PlannedPerson[]> {
    const people: PlannedPerson[] = [];
    for (const { slackUserId, name, userId, status, from, addedAt } of record) {
      const person = { slackUserId, name, userId };
      if (status === 'removed') people.push(person);
      else if ((await this.addedAt(organizationId, department.id, userId)) === addedAt)
        people.push(status === 'moved' ? { ...person, from: department.id, ...(from ? { to: from } : {}) } : person);
    }
    return people;
  }

  private async addedAt(
    organizationId: Visit['workspace']['organizationId'],
    departmentId: DepartmentId,
    userId: ChangeRecord[number]['userId'],
  ): Promise<string | null> {
    try {
      return (await this.members.read(organizationId, departmentId, userId)).added_at;
    } catch (error) {
      if (error instanceof DomainError && error.code.endsWith('NOT_FOUND')) return null;
      throw error;
    }
  }
}
