const templates = new Map<string, string>();

/** `/members/:user_id` as the documentation writes it: `/members/{user_id}`. */
export function routeTemplate(url: string): string {
  const template = templates.get(url) ?? url.replace(/:(\w+)/g, '{$1}');
  templates.set(url, template);
  return template;
}
