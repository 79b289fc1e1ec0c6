import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SlackController } from './slack.controller.js';

@Module({ imports: [AuthModule], controllers: [SlackController] })
export class SlackModule {}
