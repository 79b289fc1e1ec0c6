import { type Fence, readFences } from '@roster/database';
import { DomainError, type OrganizationId } from '@roster/domain';
import type { CellDirectoryReader } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';

/** How long it is remembered whether an organization is moving. `organization move` waits longer before it opens the copy. */
const REMEMBERED_MS = 5_000;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Refuses and redirects requests about organizations that move to another cell. The database refuses their changes anyway. */
export class OrganizationCells {
  private readonly fences: LRUCache<OrganizationId, { readonly fence: Fence | undefined }>;

  constructor(
    reads: DataSource,
    /** Null when there is only one cell. */
    private readonly directory: CellDirectoryReader | null,
  ) {
    this.fences = new LRUCache({
      max: 10_000,
      ttl: REMEMBERED_MS,
      fetchMethod: async (id) => ({ fence: (await readFences(reads, [id])).get(id) }),
    });
  }

  /**
   * @throws DomainError ORGANIZATION_MOVING for a change while the organization is frozen, and when it has moved and the
   *   directory does not say where to; ORGANIZATION_MOVED with the URL in the other cell
   */
  async admit(organizationId: OrganizationId, { method, url }: Pick<FastifyRequest, 'method' | 'url'>): Promise<void> {
    const known = this.fences.get(organizationId) ?? (await this.fences.fetch(organizationId));
    const fence = known?.fence;
    if (fence === undefined) return;
    if (fence.movedTo !== null)
      throw new DomainError('ORGANIZATION_MOVED', { location: await this.locate(fence.movedTo, url) });
    const isRead = READS.has(method) || url.split('?')[0]?.endsWith('/.search') === true;
    if (!isRead) throw new DomainError('ORGANIZATION_MOVING');
  }

  /** The same path in the other cell. */
  private async locate(cell: string, path: string): Promise<string> {
    try {
      const base = (await this.directory?.read())?.cells[cell]?.api;
      if (base !== undefined) return `${base.replace(/\/+$/, '')}${path}`;
    } catch (cause) {
      throw new DomainError('ORGANIZATION_MOVING', {}, { cause });
    }
    throw new DomainError(
      'ORGANIZATION_MOVING',
      {},
      { cause: new Error(`No directory says where the cell ${cell} is`) },
    );
  }
}
