import type { ExpectedVersion } from '@roster/domain';
import { parseIfMatch } from '../../requests/if-match.js';
import { parsePrefer, type WaitPreference } from '../../requests/prefer.js';
import { possibleId, ScimRequest } from '../protocol/scim-request.js';
import type { BulkOperation } from './bulk-operations.js';

/** An operation of a bulk, as the request that it stands for. */
export class BulkPart extends ScimRequest {
  constructor(
    whole: ScimRequest,
    private readonly operation: BulkOperation,
  ) {
    super(whole.raw, whole.reply);
  }

  override get body(): unknown {
    return this.operation.data;
  }

  override get id(): string {
    return possibleId(this.operation.path.split('/')[2]);
  }

  override query(): undefined {
    return undefined;
  }

  override get expected(): ExpectedVersion {
    return parseIfMatch(this.operation.version?.replaceAll('W/"', '"'));
  }

  /** The answer as a whole tells how each operation ended. */
  override get preference(): WaitPreference {
    return parsePrefer(undefined);
  }

  /** The answer as a whole names no operation: there are several. */
  override begin() {
    return () => undefined;
  }
}
