import 'reflect-metadata';
import { z } from 'zod';
import { created, noContent, ok } from './answers.js';
import { contract, json } from './contract.js';
import { Endpoint, type RequestOf } from './endpoint.decorator.js';

const thing = z.object({ id: z.string() });
const ONE = { id: 'one' };
const about = {
  sdk: 'departments.get',
  action: 'department.read',
  summary: 's',
  description: 'd',
  errors: [],
} as const;

const things = contract('Departments', {
  readThing: {
    ...about,
    method: 'GET',
    path: '/v1/organizations/:organization_id',
    query: z.strictObject({ depth: z.int() }),
    answers: { 200: { description: 'd', ...json(thing, ONE) } },
  },
  makeThing: {
    ...about,
    method: 'POST',
    path: '/v1/organizations/:organization_id',
    body: json(thing, ONE),
    answers: { 201: { description: 'd', ...json(thing, ONE), headers: ['Location'] } },
  },
});

/** `npm run typecheck` fails when one of these compiles. */
class Wrong {
  // @ts-expect-error: this status is not declared.
  @Endpoint(things.readThing)
  status() {
    return noContent();
  }

  // @ts-expect-error: another body is declared.
  @Endpoint(things.readThing)
  body() {
    return { id: 1 };
  }

  // @ts-expect-error: a header is declared, and missing.
  @Endpoint(things.makeThing)
  headers() {
    return created(ONE);
  }

  // @ts-expect-error: the request of another endpoint.
  @Endpoint(things.readThing)
  request({ body }: RequestOf<typeof things.makeThing>) {
    return body;
  }
}

class Right {
  @Endpoint(things.readThing)
  value({ path, query }: RequestOf<typeof things.readThing>) {
    return { id: `${path.organizationId} ${query.depth}` };
  }

  @Endpoint(things.readThing)
  async answer() {
    return ok(ONE);
  }

  @Endpoint(things.makeThing)
  made({ body }: RequestOf<typeof things.makeThing>) {
    return created(body, { Location: '/' });
  }
}

it('a handler that does not fit its contract does not compile, one that fits does', () => {
  expect([new Wrong(), new Right()]).toHaveLength(2);
});

it('an endpoint without a name in the SDKs, or with one of an unknown resource, does not compile', () => {
  const { sdk: _, ...unnamed } = about;
  const answers = { 204: { description: 'd' } };
  contract('Departments', {
    // @ts-expect-error: it has no name in the SDKs.
    readUnnamed: { ...unnamed, method: 'GET', path: '/v1/organizations/:organization_id', answers },
    // @ts-expect-error: the SDKs have no such resource.
    readMisnamed: { ...about, sdk: 'things.get', method: 'GET', path: '/v1/organizations/:organization_id', answers },
  });
});

it('an example that does not fit its schema, and a path with an unknown id, do not compile', () => {
  // @ts-expect-error: the id is a text.
  json(thing, { id: 1 });
  contract('Departments', {
    // @ts-expect-error: nobody knows how to read a `thing_id`.
    readOther: { ...about, method: 'GET', path: '/v1/things/:thing_id', answers: { 204: { description: 'd' } } },
  });
});
