import {
  createMembershipRequest,
  decideMembershipRequest,
  findRequestDeciders,
  type MembershipRequestNotices,
  runIdempotently,
  type SlackRequest,
} from '@roster/database';
import {
  type DepartmentId,
  DomainError,
  deriveMembershipRequestId,
  type MembershipDecision,
  type MembershipRequestId,
  type OrganizationId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { AskResult, MembershipRequestLabel } from '../messages/answer.js';
import { errorWords } from '../messages/error-words.js';
import type { Finished, RequestContext } from '../requests/context.js';
import { requestLabel } from '../requests/request-notifier.js';
import { addRefusedSchema } from '../requests/stored-request.js';
import type { Access } from './access.js';

interface Ports {
  readonly dataSource: DataSource;
  readonly access: Access;
  readonly notices: MembershipRequestNotices;
  /** There are people to tell. */
  readonly wake: () => void;
}

/** Requests of people who may not add, and the decisions of those who may: the use case of the API, in Slack. */
export class MembershipRequests {
  constructor(private readonly ports: Ports) {}

  /** Asks for what one's own command was refused. Asking again for the same command makes no second request. */
  async ask(command: SlackRequest | null, reason: string | null, context: RequestContext): Promise<Finished> {
    const { dataSource, wake } = this.ports;
    const { caller, workspace } = context;
    const refused = addRefusedSchema.safeParse(command?.answer).data;
    if (command === null || refused === undefined) return { answer: { kind: 'cancelled' } };
    const { department, people } = refused;
    const results: AskResult[] = [];
    for (const { userId, ...person } of people) {
      const id = deriveMembershipRequestId('slack', command.id, userId);
      const wanted = { departmentId: department.id, userId, reason, id, workspaceId: workspace.workspaceId };
      results.push({ ...person, ...(await this.askFor(wanted, context)) });
    }
    wake();
    const { organizationId } = caller.principal;
    const deciders = await findRequestDeciders(dataSource.manager, organizationId, department.id);
    return { answer: { kind: 'asked', department, results, deciders: deciders.map(({ full_name }) => full_name) } };
  }

  private async askFor(
    wanted: Parameters<typeof createMembershipRequest>[2],
    { caller }: RequestContext,
  ): Promise<{ status: 'sent' | 'already_open' | 'already_there' } | { status: 'refused'; code: DomainError['code'] }> {
    try {
      await runIdempotently(this.ports.dataSource, null, (tx) => createMembershipRequest(tx, caller, wanted));
      return { status: 'sent' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'MEMBERSHIP_REQUEST_DUPLICATE') return { status: 'already_open' };
      if (error.code === 'DEPARTMENT_MEMBERSHIP_DUPLICATE') return { status: 'already_there' };
      return { status: 'refused', code: error.code };
    }
  }

  /** Approves or denies. A second decision is answered with how it was decided. */
  async decide(
    { id, departmentId }: { readonly id: MembershipRequestId; readonly departmentId: DepartmentId },
    decision: MembershipDecision,
    context: RequestContext,
  ): Promise<Finished> {
    const { dataSource, access, wake } = this.ports;
    const { caller } = context;
    await access.assertMayChange(caller.principal, 'membership_request.decide', departmentId);
    try {
      const request = { departmentId, id };
      await runIdempotently(dataSource, null, (tx) => decideMembershipRequest(tx, caller, request, decision));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.notDecided(caller.principal.organizationId, id, error);
    }
    wake();
    const decided = await this.read(caller.principal.organizationId, id);
    if (decided === null) return { answer: { kind: 'cancelled' } };
    const { request, status } = decided;
    if (status === 'pending') throw new Error(`${id} is still pending`);
    return { answer: { kind: 'request_decided', request, status, by: 'You' } };
  }

  /** Somebody was faster, it is too late, or the member cannot be added: then the buttons stay. */
  private async notDecided(
    organizationId: OrganizationId,
    id: MembershipRequestId,
    error: DomainError,
  ): Promise<Finished> {
    const found = await this.read(organizationId, id);
    if (found === null) throw error;
    const { request, status, decider } = found;
    if (status !== 'pending') {
      return { answer: { kind: 'request_decided', request, status, by: decider ?? 'Somebody' } };
    }
    return { answer: { kind: 'request_open', request, problem: errorWords(error.code) } };
  }

  private async read(
    organizationId: OrganizationId,
    id: MembershipRequestId,
  ): Promise<{
    readonly request: MembershipRequestLabel;
    readonly status: 'pending' | 'approved' | 'denied' | 'expired';
    readonly decider: string | null;
  } | null> {
    const notice = await this.ports.notices.find(organizationId, id);
    if (notice === null) return null;
    const { status, decider_name: decider } = notice;
    return { request: requestLabel(notice), status, decider };
  }
}
