import { listMemberDepartments, type SlackInbox } from '@roster/database';
import { type DepartmentId, DomainError, type UserId } from '@roster/domain';
import type { Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { ChangeName } from '../commands/command.js';
import type { Answer, ChangeReport, DepartmentLabel, PersonResult } from '../messages/answer.js';
import type { Finished, Handled, RequestContext } from '../requests/context.js';
import type { Identified } from '../requests/members.js';
import { type ChangePlan, changePlanSchema, type PlannedPerson } from '../requests/stored-request.js';
import type { SlackChangeRecorder } from '../telemetry/change-recorder.js';
import type { Access } from './access.js';
import type { Departments } from './departments.js';
import { notifyDelay, notifyProgress } from './progress.js';
import type { PlanRunner } from './run-plan.js';

/** Above this many people, the change has to be confirmed. */
const CONFIRM_ABOVE = 25;

/** How long a request waits for outcomes, in milliseconds, before it is put aside. */
const FIRST_WAIT_MS = 8_000;
const LATER_WAIT_MS = 1_000;
const LONGEST_SLEEP_S = 20;

/** How many departments of a person are read to find where a move starts. */
const MOST_DEPARTMENTS = 10;

/** Questions about one move. When there would be more, the people are listed and not moved. */
const MOST_QUESTIONS = 3;

interface Ports {
  readonly dataSource: DataSource;
  readonly inbox: SlackInbox;
  readonly access: Access;
  readonly departments: Departments;
  readonly runner: PlanRunner;
  readonly records: SlackChangeRecorder;
  readonly logger: Logger;
}

/** A change whose names are resolved. `root` is the id of the request that asked for it. */
export interface ChangeInput {
  readonly root: string;
  readonly change: ChangeName;
  readonly department: DepartmentLabel;
  readonly people: readonly Identified[];
  /** In a move: which of several departments a person leaves. */
  readonly leaving: ReadonlyMap<UserId, DepartmentId>;
}

/** The change that undoes another. */
export const REVERSE: Readonly<Record<ChangeName, ChangeName>> = { add: 'remove', remove: 'add', move: 'move' };

/** Adds, removes and moves people. */
export class Changes {
  constructor(private readonly ports: Ports) {}

  /** Plans a change and carries it out, or asks first: what is unclear in a move, and for a confirmation of many people. */
  async start(input: ChangeInput, context: RequestContext): Promise<Handled> {
    const stored = storedPlan(context);
    if (stored) return this.confirmed(stored, context);
    const { root, change, department } = input;
    try {
      await this.assertMayChange(change, department.id, context);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'PERMISSION_DENIED') return this.refusal(input, context);
      throw error;
    }
    const people = await this.planned(input, context);
    const question = this.whichToLeave(people, department, context);
    if (question) return { answer: question };
    return this.confirmed(await this.storePlan({ root, change, department, people }, context), context);
  }

  /** Who may make the change instead; for an add with the offer to ask for it. */
  private async refusal({ change, department, people }: ChangeInput, context: RequestContext): Promise<Finished> {
    const { request, workspace, caller } = context;
    const { traceId } = caller;
    const deciders = await this.ports.access.whoMayChange(workspace, department.id);
    const members = people.flatMap(({ slackUserId, name, member }) =>
      member?.active ? [{ slackUserId, name, userId: member.user_id }] : [],
    );
    if (change === 'add' && members.length > 0) {
      return {
        answer: { kind: 'add_refused', requestId: request.id, department, people: members, deciders, traceId },
      };
    }
    return { answer: { kind: 'may_not_change', change, department, deciders, traceId } };
  }

  private async confirmed(plan: ChangePlan, context: RequestContext): Promise<Handled> {
    const people = plan.people.filter(({ userId }) => userId !== null).length;
    if (people <= CONFIRM_ABOVE) return this.run(plan, context);
    const { change, department } = plan;
    return { answer: { kind: 'confirm', requestId: context.request.id, change, people, department } };
  }

  /** Carries out a plan that was confirmed. The caller's role may have changed meanwhile, so it is checked again. */
  async confirm(plan: ChangePlan, context: RequestContext): Promise<Handled> {
    await this.assertMayChange(plan.change, plan.department.id, context);
    return this.run(await this.storePlan(plan, context), context);
  }

  /** Adds those whom a move found in no department. */
  async addInstead(move: ChangePlan, context: RequestContext): Promise<Handled> {
    const { department, root } = move;
    await this.assertMayChange('add', department.id, context);
    const people = move.people.filter(isNowhere);
    const plan = await this.storePlan({ root, change: 'add', department, people }, context);
    return { ...(await this.run(plan, context)), ...(people.length < move.people.length ? { beside: true } : {}) };
  }

  /** Stores the plan that the request is carried out by. A plan stored before stays, and is returned. */
  async storePlan(plan: ChangePlan, context: RequestContext): Promise<ChangePlan> {
    const permitted = await this.markForbidden(plan, context);
    return changePlanSchema.parse(await this.ports.inbox.decide(context.request.id, permitted));
  }

  /** @throws DomainError PERMISSION_DENIED */
  async assertMayChange(change: ChangeName, departmentId: DepartmentId, context: RequestContext): Promise<void> {
    try {
      await this.ports.access.assertMayChange(context.caller.principal, `member.${change}`, departmentId);
    } catch (error) {
      if (error instanceof DomainError) this.ports.records.refused(change, context, departmentId, error.code);
      throw error;
    }
  }

  /** Carries out a stored plan. It is called again until all outcomes are known. */
  async run(plan: ChangePlan, context: RequestContext): Promise<Handled> {
    const { runner, logger } = this.ports;
    context.enter({ kind: 'working', change: plan.change, people: plan.people.length, department: plan.department });
    const isFirst = context.request.attempts <= 1;
    const progress = isFirst ? notifyProgress(plan, context, logger) : null;
    const { results, effects } = await runner
      .run(plan, context, {
        waitMs: isFirst ? FIRST_WAIT_MS : LATER_WAIT_MS,
        progress: (count) => progress?.reached(count),
      })
      .finally(() => progress?.stop());
    if (results.some(({ status }) => status === 'pending')) return this.pause(plan, context, results);
    const { change, department, undoes } = plan;
    const undone = undoes !== undefined;
    const report: ChangeReport = {
      requestId: context.request.id,
      change,
      department,
      results,
      undoable: effects.length > 0 && !undone,
      traceId: context.caller.traceId,
    };
    return { answer: { kind: undone ? 'undone' : 'changed', ...report }, effects };
  }

  private async pause(plan: ChangePlan, context: RequestContext, results: readonly PersonResult[]): Promise<Handled> {
    const { attempts } = context.request;
    const done = results.filter(({ status }) => status !== 'pending').length;
    if (attempts <= 1) await notifyDelay(plan, done, context, this.ports.logger);
    return { sleepSeconds: Math.min(attempts, LONGEST_SLEEP_S) };
  }

  private async planned(input: ChangeInput, context: RequestContext): Promise<PlannedPerson[]> {
    const planned: PlannedPerson[] = [];
    for (const person of input.people.map(toPlanned)) {
      const { userId } = person;
      if (input.change !== 'move' || userId === null) planned.push(person);
      else planned.push({ ...person, ...(await this.origin(userId, input, context)) });
    }
    return planned;
  }

  /** Where a move starts: in the only department that the person is in, apart from the target, or the one that was chosen. */
  private async origin(
    userId: UserId,
    { department, leaving }: ChangeInput,
    { workspace: { organizationId } }: RequestContext,
  ): Promise<Pick<PlannedPerson, 'from' | 'sources' | 'already'>> {
    const { dataSource, departments } = this.ports;
    const query = { organizationId, userId, limit: MOST_DEPARTMENTS };
    const { items } = await listMemberDepartments(dataSource.manager, query);
    const others = items.map(({ department_id }) => department_id).filter((id) => id !== department.id);
    const [only, ...more] = others;
    const chosen = leaving.get(userId);
    if (chosen !== undefined && others.includes(chosen)) return { from: chosen };
    if (only !== undefined && more.length === 0) return { from: only };
    if (only === undefined && items.length > 0) return { already: true };
    return { sources: await Promise.all(others.map((id) => departments.get(organizationId, id))) };
  }

  /** The question about the first person who is in several departments. */
  private whichToLeave(
    people: readonly PlannedPerson[],
    to: DepartmentLabel,
    { request }: RequestContext,
  ): Answer | null {
    const unclear = people.filter(({ sources = [] }) => sources.length > 1);
    const [first] = unclear;
    if (!first?.userId || !first.sources || unclear.length > MOST_QUESTIONS) return null;
    const { slackUserId, name, userId, sources: departments } = first;
    return { kind: 'choose_leaving', requestId: request.id, person: { slackUserId, name, userId }, departments, to };
  }

  /**
   * A move changes two departments, and its caller must be allowed to change both, as over REST. `assertMayChange` is
   * about the plan's own department; here is the other one of each person.
   */
  private async markForbidden(plan: ChangePlan, context: RequestContext): Promise<ChangePlan> {
    if (plan.change !== 'move') return plan;
    const otherEnd = ({ from, to }: PlannedPerson) => to ?? from;
    const ends = plan.people.map(otherEnd).filter((id) => id !== undefined);
    const refused = await this.ports.access.refusedIn(context.caller.principal, 'member.move', ends);
    for (const id of refused) this.ports.records.refused(plan.change, context, id, 'PERMISSION_DENIED');
    const people = plan.people.map((person) => {
      const end = otherEnd(person);
      return { ...person, forbidden: end !== undefined && refused.has(end) };
    });
    return { ...plan, people };
  }
}

/** The plan of a request that was processed before. */
export function storedPlan({ request: { plan } }: RequestContext): ChangePlan | null {
  return plan && changePlanSchema.parse(plan);
}

function toPlanned(one: Identified): PlannedPerson {
  const { slackUserId, name } = one;
  if (one.member !== null) return { slackUserId, name, userId: one.member.user_id };
  return { slackUserId, name, userId: null, refusal: one.refusal };
}

/** In a move: a member who is in no department. */
function isNowhere({ userId, from, already, sources = [], others = [] }: PlannedPerson): boolean {
  return userId !== null && from === undefined && !already && sources.length === 0 && others.length === 0;
}
