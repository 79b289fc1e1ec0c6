import { MemberDepartmentReader } from '@roster/database';
import type { DepartmentId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { DepartmentLabel } from '../answers/answer.js';
import type { ChangeName } from '../commands/command.js';
import type { Identified } from '../people/people.js';
import type { Visit } from '../requests/visit.js';
import type { ChangePlan, PlannedPerson } from './change-plan.js';

/** Departments of one person that are looked at to tell where a move starts. */
const MOST_DEPARTMENTS = 10;

export interface ChangeWish {
  readonly root: string;
  readonly change: ChangeName;
  readonly department: DepartmentLabel;
  readonly people: readonly Identified[];
}

/** Works out what a change comes down to. Nothing is changed by it. */
export class ChangePlanner {
  private readonly departments: MemberDepartmentReader;

  constructor(dataSource: DataSource) {
    this.departments = new MemberDepartmentReader(dataSource);
  }

  async plan({ root, change, department, people }: ChangeWish, visit: Visit): Promise<ChangePlan> {
    const planned: PlannedPerson[] = [];
    for (const one of people) {
      const person = toPlanned(one);
      const { userId } = person;
      if (change !== 'move' || userId === null) planned.push(person);
      else planned.push({ ...person, ...(await this.start(visit, userId, department.id)) });
    }
    return { root, change, department, people: planned };
  }

  /** Where a move starts: in the one department that the person is in, beside the one where it ends. */
  private async start(
    { workspace: { organizationId } }: Visit,
    userId: NonNullable<PlannedPerson['userId']>,
    to: DepartmentId,
  ): Promise<Pick<PlannedPerson, 'from' | 'others' | 'already'>> {
    const { departments } = await this.departments.list({ organizationId, userId, limit: MOST_DEPARTMENTS });
    const others = departments.filter(({ department_id }) => department_id !== to);
    const [only, ...more] = others;
    if (only !== undefined && more.length === 0) return { from: only.department_id as DepartmentId };
    if (only === undefined && departments.length > 0) return { already: true };
    return { others: others.map(({ name }) => name) };
  }
}

function toPlanned(one: Identified): PlannedPerson {
  const { slackUserId, name, person } = one;
  if (person === null) {
    const { refusal, candidates } = one;
    return { slackUserId, name, userId: null, refusal, ...(candidates ? { candidates: [...candidates] } : {}) };
  }
  return { slackUserId, name, userId: person.user_id };
}
