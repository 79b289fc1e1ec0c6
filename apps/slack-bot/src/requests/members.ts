import { listMembers, type SlackIdentities, type SlackPerson } from '@roster/database';
import type { OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import type { PersonReference } from '../commands/command.js';
import type { NotAPerson, PersonCandidate, Refusal } from '../messages/answer.js';
import { addressRefusalOf, nameOf, refusalOf, type SlackProfile, type SlackUsers } from '../slack/slack-users.js';
import type { Workspace, Workspaces } from '../slack/workspaces.js';
import type { Place } from './stored-request.js';

/** A workspace that an owner has connected to an organization. */
export type ConnectedWorkspace = Workspace & { readonly organizationId: OrganizationId };

/** Who sent a request: a member of the organization, or what to answer instead. `workspace` is null when it has no bot. */
export type Sender =
  | { readonly workspace: ConnectedWorkspace; readonly member: SlackPerson }
  | { readonly workspace: Workspace | null; readonly refusal: Refusal };

/** Whom a reference means: a member of the organization, or nobody, with the reason. */
export type Identified = {
  readonly slackUserId: string | null;
  readonly name: string;
} & (
  | { readonly member: SlackPerson }
  | { readonly member: null; readonly refusal: NotAPerson; readonly unclear?: Unclear }
);

/** A name that needs an answer: one or more members may be meant. */
export interface Unclear {
  readonly typed: string;
  /** The place of the reference among those of the command. */
  readonly at: number;
  readonly candidates: readonly PersonCandidate[];
  /** There are more than are offered. */
  readonly more: boolean;
}

/** How many people a question offers. */
const MOST_CANDIDATES = 5;
/** Characters: nobody has a longer name. */
const LONGEST_NAME = 200;

/** What is known of a command beside its text. */
export interface NamedBy {
  readonly slackUserId: string;
  /** Who is meant by the reference at a place, as the person has said. */
  readonly people: ReadonlyMap<number, UserId>;
}

/** Finds the members that Slack users are: by the e-mail address that Slack has verified, or as an admin linked them. */
export class MemberResolver {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly identities: SlackIdentities,
    private readonly users: SlackUsers,
    private readonly tx: EntityManager,
  ) {}

  async sender({
    teamId,
    enterpriseId,
    slackUserId,
  }: Pick<Place, 'teamId' | 'enterpriseId' | 'slackUserId'>): Promise<Sender> {
    const workspace = await this.workspaces.find(teamId, enterpriseId);
    if (workspace === null) return { workspace, refusal: { kind: 'not_installed' } };
    const { organizationId } = workspace;
    if (organizationId === null) return { workspace, refusal: { kind: 'unbound' } };
    const connected = { ...workspace, organizationId };
    const [sender = nobody(slackUserId, slackUserId, 'unknown_user')] = await this.identify(connected, [slackUserId]);
    if (sender.member?.active) return { workspace: connected, member: sender.member };
    const reason = sender.member === null ? sender.refusal : 'deactivated_in_roster';
    return { workspace, refusal: { kind: 'stranger', reason } };
  }

  /** The members that the references mean, each once. */
  async resolve(
    workspace: ConnectedWorkspace,
    references: readonly PersonReference[],
    { slackUserId, people }: NamedBy,
  ): Promise<Identified[]> {
    const ids: string[] = [];
    const others: Identified[] = [];
    const chosen = await this.identities.findMembers(workspace, [...people.values()], workspace.organizationId);
    for (const [at, reference] of references.entries()) {
      const member = chosen.get(people.get(at) as UserId);
      if (member) others.push(identified(member.slack_user_id, member));
      else if (reference.kind === 'user') ids.push(reference.slackUserId);
      else if (reference.kind === 'self') ids.push(slackUserId);
      else if (reference.kind === 'group') {
        const members = await this.users.groupMembers(workspace, reference.usergroupId);
        const label = reference.label ?? reference.usergroupId;
        if (members && members.length > 0) ids.push(...members);
        else others.push(nobody(null, label, members ? 'empty_group' : 'unknown_name'));
      } else {
        const named = await this.named(workspace, reference, at);
        if (typeof named === 'string') ids.push(named);
        else others.push(named);
      }
    }
    return eachOnce([...(await this.identify(workspace, ids)), ...others]);
  }

  /** The Slack user who is this member: whom an admin linked, or who has the address. Null when there is none. */
  async slackUserOf(
    workspace: ConnectedWorkspace,
    { user_id, email }: { readonly user_id: UserId; readonly email: string },
  ): Promise<string | null> {
    const { workspaceId, organizationId } = workspace;
    const linked = await this.identities.findSlackUser(workspaceId, organizationId, user_id);
    // They may have left the workspace since they were linked, or be a guest there.
    const account = linked && (await this.users.profiles(workspace, [linked])).get(linked);
    if (account && refusalOf(account, workspace) === null) return account.id;
    const profile = await this.users.byAddress(workspace, email);
    if (profile === null) return null;
    const identified = await this.identifyProfile(workspace, profile, { isCurrent: true });
    return identified.member?.user_id === user_id ? profile.id : null;
  }

  private async identify(workspace: ConnectedWorkspace, ids: readonly string[]): Promise<Identified[]> {
    const { workspaceId, organizationId } = workspace;
    const unique = [...new Set(ids)];
    const known = await this.identities.findAll(workspaceId, unique, organizationId);
    const unchecked = unique.filter((id) => !known.get(id)?.checked);
    const stored = await this.users.storedProfiles(workspace, unchecked);
    const asked = unchecked.filter((id) => !stored.has(id));
    const profiles = await this.users.profiles(workspace, asked);
    const found: Identified[] = [];
    for (const id of unique) {
      const member = known.get(id);
      const current = profiles.get(id);
      const profile = current ?? stored.get(id);
      if (member?.checked) found.push(identified(id, member));
      else if (profile)
        found.push(await this.identifyProfile(workspace, profile, { linked: member, isCurrent: !!current }));
      else found.push(nobody(id, id, 'unknown_user'));
    }
    return found;
  }

  /** Someone whom Slack did not recognize: by address, or by a name that only one Slack user has. Else it is asked for. */
  private async named(
    workspace: ConnectedWorkspace,
    { kind, text }: PersonReference & { readonly text: string },
    at: number,
  ): Promise<string | Identified> {
    if (text.includes('@')) {
      const member = await this.identities.findByAddress(workspace.organizationId, text);
      return member ? identified(null, member) : nobody(null, text, 'not_in_organization');
    }
    const { users: named, complete } = await this.users.named(workspace, text);
    const [only, ...more] = named;
    if (kind === 'name' && only && more.length === 0) return only.id;
    const inSlack = await this.identify(
      workspace,
      named.slice(0, MOST_CANDIDATES).map(({ id }) => id),
    );
    const unclear = { typed: text, at, ...(await this.candidates(workspace, text, inSlack)) };
    if (unclear.candidates.length > 0) return { ...nobody(null, text, 'ambiguous_name'), unclear };
    return nobody(null, text, only ? 'not_in_organization' : complete ? 'unknown_name' : 'names_not_read');
  }

  /** Members who may be meant: first those whom Slack knows by this name, then those with the text in name or address. */
  private async candidates(
    workspace: ConnectedWorkspace,
    text: string,
    inSlack: readonly Identified[],
  ): Promise<Pick<Unclear, 'candidates' | 'more'>> {
    const { organizationId } = workspace;
    if (text.length > LONGEST_NAME) return { candidates: [], more: false };
    const query = { organizationId, q: text, status: 'active', sort: 'full_name', limit: MOST_CANDIDATES } as const;
    const { items, next } = await listMembers(this.tx, query);
    const ids = [...inSlack.flatMap(({ member }) => member?.user_id ?? []), ...items.map(({ user_id }) => user_id)];
    const known = await this.identities.findMembers(workspace, ids, organizationId);
    const candidates = [...new Set(ids)].flatMap((userId): PersonCandidate[] => {
      const member = known.get(userId);
      if (!member?.active) return [];
      return [{ userId, slackUserId: member.slack_user_id, name: member.full_name, email: member.email }];
    });
    return {
      candidates: candidates.slice(0, MOST_CANDIDATES),
      more: next !== null || candidates.length > MOST_CANDIDATES,
    };
  }

  /**
   * `linked` is the member to whom an admin linked the user: that stands for the address, and for nothing else. The result is
   * kept for some minutes, and then also says who acts, if the profile `isCurrent`: not one of the directory.
   */
  private async identifyProfile(
    workspace: ConnectedWorkspace,
    profile: SlackProfile,
    { linked, isCurrent }: { readonly linked?: SlackPerson | undefined; readonly isCurrent: boolean },
  ): Promise<Identified> {
    const { workspaceId: teamId, organizationId } = workspace;
    const name = nameOf(profile);
    const refusal = refusalOf(profile, workspace) ?? (linked === undefined ? addressRefusalOf(profile) : null);
    if (refusal !== null) return nobody(profile.id, name, refusal);
    if (linked !== undefined) {
      if (isCurrent) await this.identities.markChecked(teamId, profile.id);
      return identified(profile.id, linked);
    }
    const key = { teamId, slackUserId: profile.id, organizationId };
    const email = profile.profile?.email ?? '';
    const member = isCurrent
      ? await this.identities.findByEmail(key, email)
      : await this.identities.findByAddress(organizationId, email);
    return member ? identified(profile.id, member) : nobody(profile.id, name, 'not_in_organization');
  }
}

function identified(slackUserId: string | null, member: SlackPerson): Identified {
  return { slackUserId, name: member.full_name, member };
}

function nobody(slackUserId: string | null, name: string, refusal: NotAPerson): Identified & { readonly member: null } {
  return { slackUserId, name, member: null, refusal };
}

/** Two references to one member, say a mention and an address, are one. */
function eachOnce(all: readonly Identified[]): Identified[] {
  const seen = new Set<string>();
  return all.filter(({ member, slackUserId, name }) => {
    const key = member?.user_id ?? slackUserId ?? `text ${name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
