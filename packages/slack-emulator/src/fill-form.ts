import type { Json } from './check-payload.js';
import type { ShownView } from './inbox.js';
import type { Person } from './person.js';

type Values = Record<string, Record<string, Json>>;

/**
 * The state of a form after someone filled it in: its initial values, and for each label in `texts` what was selected.
 * Options are found by part of their text, people by `@name`, departments by the type-ahead.
 *
 * @throws Error that lists the choices
 */
export async function fillForm(
  person: Person,
  shown: ShownView,
  texts: Readonly<Record<string, string>>,
  userId: (name: string) => string,
): Promise<Values> {
  const inputs = (shown.view.blocks as Json[]).filter(({ type }) => type === 'input');
  const labels = inputs.map(labelOf);
  const unknown = Object.keys(texts).find((label) => !labels.some((each) => same(each, label)));
  if (unknown !== undefined) throw new Error(`The form has no "${unknown}". It has: ${labels.join(', ')}.`);
  const values: Values = {};
  for (const input of inputs) {
    const element = input.element as Json;
    const [, text] = Object.entries(texts).find(([label]) => same(label, labelOf(input))) ?? [];
    const value = text === undefined ? initial(element) : await chosen(person, shown, element, text, userId);
    values[String(input.block_id)] = { [String(element.action_id)]: { type: element.type, ...value } };
  }
  return values;
}

function initial({ type, initial_option, initial_users, initial_value }: Json): Json {
  if (type === 'plain_text_input') return { value: initial_value ?? null };
  return type === 'multi_users_select'
    ? { selected_users: initial_users ?? [] }
    : { selected_option: initial_option ?? null };
}

async function chosen(
  person: Person,
  shown: ShownView,
  element: Json,
  text: string,
  userId: (name: string) => string,
): Promise<Json> {
  if (element.type === 'multi_users_select') {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    return { selected_users: names.map((name) => userId(name.replace(/^@/, ''))) };
  }
  if (element.type === 'plain_text_input') return { value: text };
  if (element.type === 'external_select') {
    const [first] = await person.searches(shown, String(element.action_id), text);
    if (!first) throw new Error(`The type-ahead offers nothing for "${text}".`);
    return { selected_option: { text: { type: 'plain_text', text: first.text }, value: first.value } };
  }
  const options = (element.options ?? []) as Json[];
  const option = options.find((each) =>
    String((each.text as Json).text)
      .toLowerCase()
      .includes(text.toLowerCase()),
  );
  if (!option) {
    const there = options.map((each) => `"${String((each.text as Json).text)}"`).join(', ');
    throw new Error(`There is no "${text}" to choose. There is: ${there}.`);
  }
  return { selected_option: option };
}

function labelOf(input: Json): string {
  return String((input.label as Json).text);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
