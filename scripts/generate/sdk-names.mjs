/** `user_id`: `userId`. The SDK translates back, so a name that would not come back is refused. */
export function camel(name) {
  const camelName = name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  const back = camelName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (back !== name) throw new Error(`The SDK cannot translate the field "${name}" to camelCase and back.`);
  return camelName;
}

export function pascal(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A description with the names of these fields, like `members_to`, as the SDK has them. */
export function camelText(text, fields) {
  return text
    .replace('`Prefer: wait=N`', '`wait`')
    .replace(/`([a-z_]+)`/g, (quoted, name) => (fields.includes(name) ? `\`${camel(name)}\`` : quoted));
}
