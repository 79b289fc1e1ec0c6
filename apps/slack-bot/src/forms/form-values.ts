import { type DepartmentId, departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { MODAL } from '../answers/action-ids.js';
import { CHANGE_NAMES, type ChangeName } from '../commands/command.js';
import { type Place, placeSchema } from '../requests/wish.js';

const valuesSchema = z.record(z.string(), z.record(z.string(), z.looseObject({})));
const optionSchema = z.object({ selected_option: z.object({ value: z.string() }) });
const usersSchema = z.object({ selected_users: z.array(z.string()).min(1) });

export interface FormValues {
  readonly change: ChangeName;
  readonly slackUserIds: readonly string[];
  readonly departmentId: DepartmentId;
  readonly place: Place;
}

/** What a person filled in; else which fields lack what, in words that the modal shows. */
export function readForm(
  values: unknown,
  metadata: string,
): { readonly form: FormValues } | { readonly errors: Record<string, string> } {
  const state = valuesSchema.parse(values);
  const field = ({ block, action }: { block: string; action: string }) => state[block]?.[action];
  const change = z
    .enum(CHANGE_NAMES)
    .safeParse(optionSchema.safeParse(field(MODAL.change)).data?.selected_option.value);
  const people = usersSchema.safeParse(field(MODAL.people));
  const chosen = optionSchema.safeParse(field(MODAL.department)).data?.selected_option.value;
  const department = departmentIdSchema.safeParse(chosen);
  if (change.success && people.success && department.success) {
    const { selected_users: slackUserIds } = people.data;
    const place = placeSchema.parse(JSON.parse(metadata));
    return { form: { change: change.data, slackUserIds, departmentId: department.data, place } };
  }
  return {
    errors: {
      ...(change.success ? {} : { [MODAL.change.block]: 'Choose what to do.' }),
      ...(people.success ? {} : { [MODAL.people.block]: 'Choose at least one person.' }),
      ...(department.success ? {} : { [MODAL.department.block]: 'Choose a department.' }),
    },
  };
}
