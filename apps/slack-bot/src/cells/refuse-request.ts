import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { Message } from '../messages/blocks.js';
import { respond } from '../slack/send.js';

const refusedSchema = z.object({
  /** None: a command. */
  type: z.string().optional(),
  response_url: z.string().nullish(),
  view: z.object({ blocks: z.array(z.object({ type: z.string(), block_id: z.string() })) }).nullish(),
});

/** Tells a person that nothing was done: each kind of request has its own place for that. */
export async function refuseRequest(
  { body, ack }: Pick<ReceiverEvent, 'body' | 'ack'>,
  message: Message,
): Promise<void> {
  const { type, response_url: url, view } = refusedSchema.parse(body);
  if (type === undefined) return ack({ response_type: 'ephemeral', ...message });
  if (type === 'block_suggestion') return ack({ options: [] });
  const field = view?.blocks.find((block) => block.type === 'input')?.block_id;
  if (type === 'view_submission' && field !== undefined)
    return ack({ response_action: 'errors', errors: { [field]: message.text } });
  await ack();
  if (url) await respond(url, { ...message, response_type: 'ephemeral', replace_original: false });
}
