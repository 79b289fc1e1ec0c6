import { Module } from '@nestjs/common';
import { ApiKeyStore } from '@roster/database';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { API_CONFIG } from '../connections/tokens.js';
import { Authenticator } from './authenticator.js';
import { DepartmentManagers } from './department-managers.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';

@Module({
  providers: [
    { provide: ApiKeyStore, inject: [DataSource], useFactory: (dataSource: DataSource) => new ApiKeyStore(dataSource) },
    {
      provide: OidcSignIn,
      inject: [API_CONFIG, DataSource],
      useFactory: ({ oidc }: ApiConfig, dataSource: DataSource) =>
        oidc ? new OidcSignIn(new OidcTokens(oidc), dataSource) : null,
    },
    Authenticator,
    DepartmentManagers,
  ],
  exports: [Authenticator, DepartmentManagers],
})
export class AuthModule {}
