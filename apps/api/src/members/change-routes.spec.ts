import { CHANGE_ROUTES } from '@roster/domain';
import { describeApi } from '../docs/api-description.js';

interface Described {
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
}

it('the routes that an operator tries for an Idempotency-Key are those that take one', async () => {
  const { paths } = JSON.parse(JSON.stringify(await describeApi())) as {
    paths: Record<string, Record<string, Described>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [] }]) =>
        parameters.some((one) => `${one.name}${one.$ref}`.includes('Idempotency-Key')),
      )
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(routes.sort()).toEqual([...CHANGE_ROUTES].sort());
});
