import type { SlackInbox } from '@roster/database';
import { type DepartmentId, DomainError } from '@roster/domain';
import type { Answer, ChangeReport, PersonResult } from '../answers/answer.js';
import type { ChangeName } from '../commands/command.js';
import type { Access } from '../requests/access.js';
import type { Handled, Visit } from '../requests/visit.js';
import type { ChangeRecords } from '../signals/change-records.js';
import type { ChangeRunner } from './carry-out.js';
import { type ChangePlan, changePlanSchema, type PlannedPerson } from './change-plan.js';
import type { ChangePlanner, ChangeWish } from './plan-change.js';

/** Above this many people somebody has to say once more that it is meant. */
const CONFIRM_ABOVE = 25;

/** How long a request waits for outcomes itself, in milliseconds, before it is put aside. */
const FIRST_WAIT_MS = 8_000;
const LATER_WAIT_MS = 1_000;
const PROGRESS_EVERY_MS = 3_000;

/**
 * What takes longer than this, in milliseconds, is said to go on. Slack does not replace the first answer to a command
 * by a later one (slackapi/bolt-js#2287), so what is quick gets its result alone.
 */
const WORKING_AFTER_MS = 1_000;

/** Progress is told for this many people and more, and this often at most: a `response_url` is good for five answers. */
const PROGRESS_FROM = 20;
const MOST_PROGRESS = 2;

const LONGEST_SLEEP_S = 20;

/** What is told while the work goes on. It may get lost: the result is not. */
export type Tell = (visit: Visit, answer: Answer) => Promise<void>;

interface Ports {
  readonly inbox: SlackInbox;
  readonly access: Access;
  readonly planner: ChangePlanner;
  readonly runner: ChangeRunner;
  readonly records: ChangeRecords;
  readonly tell: Tell;
}

/** What takes a change back. */
export const REVERSE: Readonly<Record<ChangeName, ChangeName>> = { add: 'remove', remove: 'add', move: 'move' };

/** Adds, removes and moves people, and tells each one's result. */
export class Changes {
  constructor(private readonly ports: Ports) {}

  /** Looks everything up, asks back when it is many people, and carries it out. */
  async begin(wish: ChangeWish, visit: Visit): Promise<Handled> {
    const plan = await this.decided(wish, visit);
    const people = plan.people.filter(({ userId }) => userId !== null).length;
    if (people <= CONFIRM_ABOVE) return this.go(plan, visit);
    const { change, department } = plan;
    return { answer: { kind: 'confirm', requestId: visit.request.id, change, people, department } };
  }

  /** The plan of the request: the one that it has, else a new one. */
  private async decided(wish: ChangeWish, visit: Visit): Promise<ChangePlan> {
    if (visit.request.plan) return changePlanSchema.parse(visit.request.plan);
    await this.assertMay(wish.change, wish.department.id, visit);
    return this.decide(await this.ports.planner.plan(wish, visit), visit);
  }

  /** Stores the plan that the request is carried out by; the one that it has already stays. */
  async decide(plan: ChangePlan, visit: Visit): Promise<ChangePlan> {
    const decided = await this.ports.inbox.decide(visit.request.id, await this.permitted(plan, visit));
    return changePlanSchema.parse(decided);
  }

  /**
   * A move concerns two departments and takes the manager of both, as over REST. `assertMay` asks for the plan's own;
   * the other ends differ from person to person.
   */
  private async permitted(plan: ChangePlan, visit: Visit): Promise<ChangePlan> {
    if (plan.change !== 'move') return plan;
    const otherEnd = ({ from, to }: PlannedPerson) => to ?? from;
    const ends = plan.people.map(otherEnd).filter((id) => id !== undefined);
    const refused = await this.ports.access.refusedIn(visit.caller.principal, 'member.move', ends);
    for (const id of refused) this.ports.records.refused(plan.change, visit, id, 'PERMISSION_DENIED');
    const people = plan.people.map((person) => {
      const end = otherEnd(person);
      return { ...person, forbidden: end !== undefined && refused.has(end) };
    });
    return { ...plan, people };
  }

  /** Carries out a plan that was asked back for. The role may have changed since: it is asked anew. */
  async confirmed(plan: ChangePlan, visit: Visit): Promise<Handled> {
    await this.assertMay(plan.change, plan.department.id, visit);
    return this.go(await this.decide(plan, visit), visit);
  }

  /** @throws DomainError PERMISSION_DENIED */
  async assertMay(change: ChangeName, departmentId: DepartmentId, visit: Visit): Promise<void> {
    try {
      await this.ports.access.assertMayChange(visit.caller.principal, `member.${change}`, departmentId);
    } catch (error) {
      if (error instanceof DomainError) this.ports.records.refused(change, visit, departmentId, error.code);
      throw error;
    }
  }

  /** Carries out a stored plan, and says so meanwhile. It may be called again until all outcomes are known. */
  async go(plan: ChangePlan, visit: Visit): Promise<Handled> {
    const { runner } = this.ports;
    const { change, department } = plan;
    const isFirst = visit.request.attempts <= 1;
    const progress = isFirst ? this.tellProgress(plan, visit) : null;
    const { results, record } = await runner
      .carryOut(plan, visit, {
        waitMs: isFirst ? FIRST_WAIT_MS : LATER_WAIT_MS,
        progress: (count) => progress?.reached(count),
      })
      .finally(() => progress?.stop());
    if (results.some(({ status }) => status === 'pending')) return this.pause(plan, visit, results);
    const report: ChangeReport = {
      requestId: visit.request.id,
      change,
      department,
      results,
      undoable: record.length > 0 && plan.undoes === undefined,
      traceId: visit.caller.traceId,
    };
    const undone = plan.undoes !== undefined;
    const by = { slackUserId: visit.place.slackUserId, name: visit.person.full_name };
    const announce = { change: undone ? REVERSE[change] : change, department, people: record, by, undone };
    const answer = { kind: undone ? 'undone' : 'changed', ...report } as const;
    return { answer, record, ...(record.length > 0 ? { announce } : {}) };
  }

  private async pause(plan: ChangePlan, visit: Visit, results: readonly PersonResult[]): Promise<Handled> {
    const { attempts } = visit.request;
    if (attempts <= 1) {
      const done = results.filter(({ status }) => status !== 'pending').length;
      const { change, department } = plan;
      await this.ports.tell(visit, { kind: 'progress', change, department, done, total: results.length, late: true });
    }
    return { sleepSeconds: Math.min(attempts, LONGEST_SLEEP_S) };
  }

  /**
   * Tells that the work goes on, and from time to time how many of many are done. What is on its way is waited for: it
   * must not come after the result.
   */
  private tellProgress(plan: ChangePlan, visit: Visit): Progress {
    const { tell } = this.ports;
    const { change, department, people } = plan;
    const total = people.length;
    let done = 0;
    let told = 0;
    let telling = Promise.resolve();
    const working = setTimeout(() => {
      telling = tell(visit, { kind: 'working', change, people: total, department });
    }, WORKING_AFTER_MS);
    const timer = setInterval(() => {
      told += 1;
      if (told > MOST_PROGRESS || total < PROGRESS_FROM) return;
      telling = telling.then(() => tell(visit, { kind: 'progress', change, department, done, total, late: false }));
    }, PROGRESS_EVERY_MS);
    return {
      reached: (count) => {
        done = count;
      },
      stop: () => {
        clearTimeout(working);
        clearInterval(timer);
        return telling;
      },
    };
  }
}

interface Progress {
  reached(count: number): void;
  stop(): Promise<void>;
}
