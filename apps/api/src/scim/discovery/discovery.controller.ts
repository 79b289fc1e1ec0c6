import { Controller } from '@nestjs/common';
import { scimAnswer } from '../protocol/scim-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { serviceProviderConfig } from './service-provider-config.js';

/** What the service can do (RFC 7644, section 4). */
@Controller()
export class DiscoveryController {
  @ScimEndpoint('GET', '/ServiceProviderConfig')
  serviceProviderConfig(request: ScimRequest) {
    return scimAnswer(200, serviceProviderConfig(request.uri('/ServiceProviderConfig')));
  }
}
