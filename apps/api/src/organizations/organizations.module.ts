import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OrganizationsController } from './organizations.controller.js';
import { ProvisioningController } from './provisioning.controller.js';

@Module({ imports: [AuthModule], controllers: [ProvisioningController, OrganizationsController] })
export class OrganizationsModule {}
