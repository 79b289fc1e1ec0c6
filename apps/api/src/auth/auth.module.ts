import { Module } from '@nestjs/common';
import { ApiKeyStore } from '@roster/database';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { API_CONFIG } from '../connections/tokens.js';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { Authenticator } from './authenticator.js';
import { DepartmentManagers } from './department-managers.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';
import { ProvisioningTokens } from './provisioning-tokens.js';

@Module({
  providers: [
    { provide: ApiKeyStore, inject: [DataSource], useFactory: (dataSource: DataSource) => new ApiKeyStore(dataSource) },
    {
      provide: OidcSignIn,
      inject: [API_CONFIG, DataSource],
      useFactory: ({ oidc }: ApiConfig, dataSource: DataSource) =>
        oidc ? new OidcSignIn(new OidcTokens(oidc), dataSource) : null,
    },
    {
      provide: ProvisioningTokens,
      inject: [API_CONFIG, FailedSignIns],
      useFactory: ({ provisioningTokens = [] }: ApiConfig, failures: FailedSignIns) =>
        new ProvisioningTokens(provisioningTokens, failures),
    },
    Authenticator,
    DepartmentManagers,
  ],
  exports: [Authenticator, DepartmentManagers, ProvisioningTokens],
})
export class AuthModule {}
