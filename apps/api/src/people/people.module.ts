import { Module } from '@nestjs/common';
import { PersonReader } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS } from '../connections/tokens.js';
import { PeopleController } from './people.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [PeopleController],
  providers: [
    {
      provide: PersonReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new PersonReader(reads),
    },
  ],
})
export class PeopleModule {}
