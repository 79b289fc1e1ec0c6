import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthMonitor, type HealthReport } from '@roster/runtime';
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

  @Get('startup')
  async startup(@Res() reply: FastifyReply): Promise<FastifyReply> {
    return answer(reply, await this.monitor.startup());
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<FastifyReply> {
    return answer(reply, await this.monitor.report());
  }
}

function answer(reply: FastifyReply, report: HealthReport): FastifyReply {
  return reply.code(report.status === 'ready' ? 200 : 503).send(report);
}
