import { type ReadRunner, readDepartmentTree, readWholeTree, type TreeQuery } from '@roster/database';
import type { DepartmentTreeNode } from '@roster/domain';
import { LRUCache } from 'lru-cache';
import { type Answer, okWritten, type WrittenJson, writeJson } from '../contract/answers.js';
import type { ConsistentReads } from '../replica/consistent-reads.js';
import type { Freshness } from '../replica/freshness.js';
import { SharedReads } from '../requests/shared-reads.js';
import { compressOnce } from '../server/compression.js';

type TreeAnswer = Answer<200, { data: DepartmentTreeNode[] }, 'ETag'>;

interface LastAnswer {
  readonly version: string;
  readonly answer: TreeAnswer;
  readonly bytes: number;
}

/** For all organizations together. A tree of 5,000 departments has 2 MB; compressed, it takes a twentieth more. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Answers with department trees. The last answer of a whole tree is used again while the tree has the same version, which
 * each request asks the database: reading the version takes a fifth of the time of reading and serializing the tree.
 */
export class TreeAnswers {
  private readonly reads = new SharedReads<TreeAnswer>();
  private readonly last = new LRUCache<string, LastAnswer>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(private readonly consistentReads: ConsistentReads) {}

  /** @throws DomainError DEPARTMENT_NOT_FOUND when there is no such root */
  get(query: TreeQuery, freshness: Freshness): Promise<TreeAnswer> {
    const key = `${query.organizationId} ${query.root ?? ''} ${query.levels ?? ''}`;
    // A read is shared by those who need to see the same changes: another's may be served by a replica that lacks them.
    return this.reads.get(`${key} ${freshness.tokens.join()}`, () => {
      const run = this.consistentReads.for(freshness);
      return query.root === undefined ? this.wholeTree(run, key, query) : this.subtree(run, query);
    });
  }

  private async wholeTree(run: ReadRunner, key: string, { organizationId, levels }: TreeQuery): Promise<TreeAnswer> {
    const last = this.last.get(key);
    const query = { organizationId, levels, known: last?.version };
    const { version, roots } = await run((tx) => readWholeTree(tx, query));
    if (last && roots === null) return last.answer;
    const json = writeJson({ data: roots ?? [] });
    const answer = okWritten(compressOnce(json));
    this.last.set(key, { version, answer, bytes: json.length });
    return answer;
  }

  private async subtree(run: ReadRunner, query: TreeQuery): Promise<TreeAnswer> {
    const json: WrittenJson<{ data: DepartmentTreeNode[] }> = writeJson({
      data: await run((tx) => readDepartmentTree(tx, query)),
    });
    return okWritten(compressOnce(json));
  }
}
