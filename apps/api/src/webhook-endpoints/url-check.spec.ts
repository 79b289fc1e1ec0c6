import { AddressGuard, type Resolve } from '@roster/webhooks';
import { refusalOf } from './url-check.js';

const refusal = (resolve: Resolve) => refusalOf(new AddressGuard([], resolve), 'https://hooks.test/');
const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

it('accepts a URL whose addresses are on the public internet, and refuses others with the reason', async () => {
  expect(await refusal(async () => ['93.184.216.34'])).toBeNull();
  expect(await refusal(async () => ['10.0.0.1'])).toMatchObject({ code: 'WEBHOOK_URL_REFUSED' });
});

it.each([
  ['ENOTFOUND', 'WEBHOOK_URL_REFUSED'],
  ['ENODATA', 'WEBHOOK_URL_REFUSED'],
  ['ETIMEOUT', 'SERVICE_UNAVAILABLE'],
  ['ESERVFAIL', 'SERVICE_UNAVAILABLE'],
  ['EAI_AGAIN', 'SERVICE_UNAVAILABLE'],
  ['ECONNREFUSED', 'SERVICE_UNAVAILABLE'],
])('when the resolver fails with %s: %s', async (code, expected) => {
  expect(await refusal(failing(code))).toMatchObject({ code: expected });
});

it('does not wait for name servers that are silent', async () => {
  const guard = new AddressGuard([], () => new Promise(() => {}));
  expect(await refusalOf(guard, 'https://hooks.test/', 10)).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});
