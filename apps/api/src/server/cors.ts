import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

const error = 'origins like https://app.example.com, separated by commas';

/** `CORS_ORIGINS`: a comma-separated list; unset is empty. */
export const origins = z
  .string({ error })
  .default('')
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .transform((list) => list.filter((origin) => origin !== ''))
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), { error });

/** The headers of an answer that a page may read. */
const EXPOSED = [
  'ETag',
  'Operation-Id',
  'Location',
  'Link',
  'Accept-Patch',
  'Preference-Applied',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Trace-Id',
];

/** Lets web pages of these origins call the API. Tokens are sent in a header, so cookies are not allowed. */
export function allowOrigins(app: NestFastifyApplication, allowed: readonly string[] = []): void {
  if (allowed.length === 0) return;
  app.enableCors({
    origin: [...allowed],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED,
    // The path itself answers, so that an OPTIONS that is no preflight learns its methods.
    preflightContinue: true,
    strictPreflight: false,
    maxAge: 600,
  });
}
