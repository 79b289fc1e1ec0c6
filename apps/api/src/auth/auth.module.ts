import { Module } from '@nestjs/common';
import { CellDirectoryReader } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { OrganizationCells } from '../cells/organization-cells.js';
import type { ApiConfig } from '../config.js';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { API_CONFIG, READS, WRITES } from '../tokens.js';
import { Access } from './access.js';
import { Authenticator } from './authenticator.js';
import { DepartmentManagers } from './department-managers.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';
import { ProvisioningTokens } from './provisioning-tokens.js';
import { ScimAuthenticator } from './scim-authenticator.js';

@Module({
  providers: [
    {
      provide: OidcSignIn,
      inject: [API_CONFIG, WRITES, READS],
      useFactory: ({ oidc }: ApiConfig, writes: DataSource, reads: DataSource) =>
        oidc ? new OidcSignIn(new OidcTokens(oidc), writes, reads) : null,
    },
    {
      provide: ProvisioningTokens,
      inject: [API_CONFIG, FailedSignIns],
      useFactory: ({ provisioningTokens = [] }: ApiConfig, failures: FailedSignIns) =>
        new ProvisioningTokens(provisioningTokens, failures),
    },
    {
      provide: OrganizationCells,
      inject: [API_CONFIG, READS],
      useFactory: ({ cellDirectoryUrl }: ApiConfig, reads: DataSource) =>
        new OrganizationCells(reads, cellDirectoryUrl === undefined ? null : new CellDirectoryReader(cellDirectoryUrl)),
    },
    Authenticator,
    ScimAuthenticator,
    DepartmentManagers,
    Access,
  ],
  exports: [Access, DepartmentManagers],
})
export class AuthModule {}
