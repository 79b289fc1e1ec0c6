import { Module } from '@nestjs/common';
import { PersonReader } from '@roster/database';
import { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { PeopleController } from './people.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [PeopleController],
  providers: [
    {
      provide: PersonReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new PersonReader(dataSource),
    },
  ],
})
export class PeopleModule {}
