import type { SlackIdentities, SlackPerson } from '@roster/database';
import type { OrganizationId, UserId } from '@roster/domain';
import type { NotAPerson } from '../answers/answer.js';
import type { PersonReference } from '../commands/command.js';
import type { Workspace } from '../installations/workspaces.js';
import type { SlackDirectory } from './slack-directory.js';
import { nameOf, refusalOf, type SlackProfile } from './slack-profile.js';

/** A workspace that an owner has connected. */
export type BoundWorkspace = Workspace & { readonly organizationId: OrganizationId };

/** Whom a reference means: somebody of the organization, or nobody, with the reason. */
export type Identified = {
  readonly slackUserId: string | null;
  readonly name: string;
} & (
  | { readonly person: SlackPerson & { readonly user_id: UserId } }
  | { readonly person: null; readonly refusal: NotAPerson; readonly candidates?: readonly string[] }
);

/** Who is who. A person is known by the address that Slack has verified, or because an admin said so. */
export class People {
  constructor(
    private readonly identities: SlackIdentities,
    private readonly directory: SlackDirectory,
  ) {}

  async identify(workspace: BoundWorkspace, slackUserId: string): Promise<Identified> {
    const [identified] = await this.identifyAll(workspace, [slackUserId]);
    return identified ?? nobody(slackUserId, slackUserId, 'unknown_user');
  }

  async identifyAll(workspace: BoundWorkspace, ids: readonly string[]): Promise<Identified[]> {
    const { workspaceId, organizationId } = workspace;
    const unique = [...new Set(ids)];
    const known = await this.identities.findAll(workspaceId, unique, organizationId);
    const unknown = unique.filter((id) => !known.has(id));
    const profiles = await this.directory.profiles(workspace, unknown);
    const found: Identified[] = [];
    for (const id of unique) {
      const person = known.get(id);
      const profile = profiles.get(id);
      if (person) found.push(somebody(id, person));
      else if (profile) found.push(await this.identifyProfile(workspace, profile));
      else found.push(nobody(id, id, 'unknown_user'));
    }
    return found;
  }

  /** All whom the references mean, each once. */
  async resolve(workspace: BoundWorkspace, references: readonly PersonReference[]): Promise<Identified[]> {
    const ids: string[] = [];
    const others: Identified[] = [];
    for (const reference of references) {
      if (reference.kind === 'user') ids.push(reference.slackUserId);
      else if (reference.kind === 'group') {
        const members = await this.directory.groupMembers(workspace, reference.usergroupId);
        const label = reference.label ?? reference.usergroupId;
        if (members && members.length > 0) ids.push(...members);
        else others.push(nobody(null, label, members ? 'empty_group' : 'unknown_name'));
      } else {
        const named = await this.named(workspace, reference.text);
        if (typeof named === 'string') ids.push(named);
        else others.push(named);
      }
    }
    return eachOnce([...(await this.identifyAll(workspace, ids)), ...others]);
  }

  private async named(workspace: BoundWorkspace, text: string): Promise<string | Identified> {
    if (text.includes('@')) {
      const person = await this.identities.findByAddress(workspace.organizationId, text);
      return person ? somebody(null, person) : nobody(null, text, 'not_in_organization');
    }
    const [first, ...more] = await this.directory.named(workspace, text);
    if (first === undefined) return nobody(null, text, 'unknown_name');
    if (more.length === 0) return first.id;
    return { ...nobody(null, text, 'ambiguous_name'), candidates: [first, ...more].map(labelOf) };
  }

  private async identifyProfile(workspace: BoundWorkspace, profile: SlackProfile): Promise<Identified> {
    const { workspaceId: teamId, organizationId } = workspace;
    const name = nameOf(profile);
    const refusal = refusalOf(profile, workspace);
    if (refusal !== null) return nobody(profile.id, name, refusal);
    const key = { teamId, slackUserId: profile.id, organizationId };
    const person = await this.identities.findByEmail(key, profile.profile?.email ?? '');
    return person ? somebody(profile.id, person) : nobody(profile.id, name, 'not_in_organization');
  }
}

function somebody(slackUserId: string | null, person: SlackPerson): Identified {
  return { slackUserId, name: person.full_name, person };
}

function nobody(
  slackUserId: string | null,
  name: string,
  refusal: NotAPerson,
): Identified & { readonly person: null; readonly refusal: NotAPerson } {
  return { slackUserId, name, person: null, refusal };
}

function labelOf(profile: SlackProfile): string {
  return profile.name ? `@${profile.name}` : nameOf(profile);
}

/** Two references to one person, say a mention and an address, are one. */
function eachOnce(all: readonly Identified[]): Identified[] {
  const seen = new Set<string>();
  return all.filter(({ person, slackUserId, name }) => {
    const key = person?.user_id ?? slackUserId ?? `text ${name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
