import { Module } from '@nestjs/common';
import { ApiKeyStore } from '@roster/database';
import { DataSource } from 'typeorm';
import { Authenticator } from './authenticator.js';

@Module({
  providers: [
    { provide: ApiKeyStore, inject: [DataSource], useFactory: (dataSource: DataSource) => new ApiKeyStore(dataSource) },
    Authenticator,
  ],
  exports: [Authenticator],
})
export class AuthModule {}
