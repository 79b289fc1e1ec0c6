/** Does an `Accept` header (RFC 9110, section 12.5.1) name this type, and like JSON no better? */
export function prefers(accept: string | undefined, type: string): boolean {
  if (accept === undefined || !accept.toLowerCase().includes(type)) return false;
  const quality = new Map(accept.split(',').map(readRange));
  const wanted = quality.get(type) ?? 0;
  return wanted > 0 && wanted >= (quality.get('application/json') ?? 0);
}

function readRange(range: string): [string, number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return [type, Number.isFinite(quality) ? quality : 0];
}
