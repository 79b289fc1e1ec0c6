import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthMonitor } from '@roster/runtime';
import type { FastifyReply } from 'fastify';

/** For load balancers and orchestrators; anyone may ask. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly monitor: HealthMonitor) {}

  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<FastifyReply> {
    const report = await this.monitor.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  }
}
