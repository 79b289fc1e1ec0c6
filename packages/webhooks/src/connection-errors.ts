/** The errors of Node, OpenSSL and the HTTP parser that an endpoint can cause, in the words of its owner. */
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed before an answer came.',
  EPIPE: 'The connection was closed before an answer came.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The network of the host cannot be reached.',
  ETIMEDOUT: 'No connection could be made in time.',
  ENOTFOUND: 'The host name does not exist.',
  ENODATA: 'The host name has no address.',
  ESERVFAIL: 'The name server of the host failed.',
  EREFUSED: 'The name server of the host refused to answer.',
  EAI_AGAIN: 'The name server of the host did not answer.',
  ECANCELLED: 'The name server of the host did not answer.',
  ETIMEOUT: 'The name server of the host did not answer.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is signed by itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is signed by an unknown authority.',
  UNABLE_TO_GET_ISSUER_CERT: 'The certificate is signed by an unknown authority.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate is signed by an unknown authority.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The chain of the certificate is incomplete.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host name.',
  EPROTO: 'The TLS handshake failed: is this a server of HTTPS?',
  HPE_HEADER_OVERFLOW: 'The headers of the answer are too long.',
};

/** Of a resolver: it may find the name a little later. `ECONNREFUSED` means that no name server could be reached. */
const TEMPORARY: ReadonlySet<string> = new Set(['ETIMEOUT', 'ESERVFAIL', 'EAI_AGAIN', 'ECANCELLED', 'ECONNREFUSED']);

/** Whether the error of a resolver says nothing about the name. */
export function isTemporary(error: unknown): boolean {
  return TEMPORARY.has(codeOf(error));
}

/** The error of an attempt as a sentence. Names, addresses and codes of our own hosts do not appear in it. */
export function sentenceOf(error: unknown): string {
  const code = codeOf(error);
  const sentence = SENTENCES[code];
  if (sentence) return sentence;
  if (code.startsWith('ERR_SSL_')) return SENTENCES.EPROTO as string;
  if (code.startsWith('HPE_')) return 'The answer is not HTTP.';
  return code === '' ? 'The webhook could not be sent.' : `The webhook could not be sent (${code}).`;
}

/** Of several addresses that were tried, the first error. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? '' : codeOf(errors[0]);
}
