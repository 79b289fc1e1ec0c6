import { MAX_REQUEST_REASON, REQUEST_OPEN_DAYS } from '@roster/domain';
import type { ModalView } from '@slack/types';
import { ASK_MODAL } from './action-ids.js';
import { section } from './blocks.js';
import { plain } from './views.js';

/** The form for the reason of a membership request. */
export function askModal(metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: ASK_MODAL.callback,
    private_metadata: metadata,
    title: plain('Ask for it'),
    submit: plain('Send'),
    close: plain('Cancel'),
    blocks: [
      section(
        `Your request goes to the manager of the department, or else to owners and admins. They can decide for ${REQUEST_OPEN_DAYS} days.`,
      ),
      {
        type: 'input',
        block_id: ASK_MODAL.reason.block,
        optional: true,
        label: plain('Reason'),
        element: {
          type: 'plain_text_input',
          action_id: ASK_MODAL.reason.action,
          multiline: true,
          max_length: MAX_REQUEST_REASON,
        },
      },
    ],
  };
}
