import { Controller } from '@nestjs/common';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { bulk } from './bulk.contract.js';
import { BulkAdds } from './bulk-adds.js';
import { receiveBulkBody } from './bulk-body.js';

@Controller()
export class BulkController {
  constructor(private readonly bulks: BulkAdds) {}

  @Endpoint(bulk.bulkAddDepartmentMembers)
  async add({ path, query, change, raw }: RequestOf<typeof bulk.bulkAddDepartmentMembers>) {
    return this.bulks.add(path, await receiveBulkBody(raw, query.mode), change);
  }

  @Endpoint(bulk.retryOperation)
  retry({ path, change }: RequestOf<typeof bulk.retryOperation>) {
    return this.bulks.retry(path.organizationId, path.operationId, change);
  }
}
