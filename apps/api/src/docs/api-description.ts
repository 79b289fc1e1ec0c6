import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createLogger } from '@roster/runtime';
import { appModule } from '../app.module.js';
import { createApiProcess } from '../signals/api-process.js';
import { createOpenApiDocument } from './openapi.js';

/** The OpenAPI document of this version, without a database: in its preview mode Nest constructs nothing. */
export async function describeApi(): Promise<OpenAPIObject> {
  const logger = createLogger({ name: 'describe', level: 'silent' });
  const config = {
    port: 0,
    host: '127.0.0.1',
    database: { url: 'postgres://unused', directUrl: 'postgres://unused', poolSize: 10 },
    redis: undefined,
    logLevel: 'silent',
    logPretty: false,
  } as const;
  const app = await NestFactory.create(appModule(config, logger, createApiProcess()), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return createOpenApiDocument(app);
}

/** As it is kept in the repository. */
export function printDocument(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
