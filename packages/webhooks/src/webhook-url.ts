const LONGEST_URL = 2_048;

/** Why a webhook may not be sent to a URL: a sentence for its owner. */
export class WebhookUrlRefused extends Error {
  override readonly name = 'WebhookUrlRefused';
}

/**
 * The URL of an endpoint. Numbers and hexadecimal forms of IPv4 addresses become the usual form (WHATWG URL), so that the
 * address that is checked is the one that is connected to. Any port will do.
 *
 * @throws WebhookUrlRefused
 */
export function parseWebhookUrl(text: string): URL {
  if (text.length > LONGEST_URL) throw new WebhookUrlRefused(`The URL is longer than ${LONGEST_URL} characters.`);
  if (!URL.canParse(text)) throw new WebhookUrlRefused('This is not a URL.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new WebhookUrlRefused('The URL must begin with https://.');
  if (url.username !== '' || url.password !== '')
    throw new WebhookUrlRefused('The URL must not contain a user name or password.');
  return url;
}
