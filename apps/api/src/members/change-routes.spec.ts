import { CHANGE_ROUTES } from '@roster/domain';
import { describeApi } from '../docs/api-description.js';

interface Described {
  readonly responses?: object;
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
}

/** Other routes that take a key are carried out at once: they make no operation. */
it('the routes that an operator tries for an Idempotency-Key are those that make an operation of it', async () => {
  const { paths } = JSON.parse(JSON.stringify(await describeApi())) as {
    paths: Record<string, Record<string, Described>>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [], responses = {} }]) => {
        const takesKey = parameters.some((one) => `${one.name}${one.$ref}`.includes('Idempotency-Key'));
        return takesKey && JSON.stringify(responses).includes('Operation-Id');
      })
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(routes.sort()).toEqual([...CHANGE_ROUTES].sort());
});
