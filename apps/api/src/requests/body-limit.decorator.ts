import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    largestBody?: number;
  }
}

/** The largest body that this route reads, in bytes, where it is not the usual one. */
export function LargestBody(bytes: number): MethodDecorator {
  return RouteConfig({ largestBody: bytes });
}

/** Nest passes a route's configuration on, but not the limit itself. */
export function letRoutesLimitBodies(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (route.config?.largestBody !== undefined) route.bodyLimit = route.config.largestBody;
  });
}
