/** A value as the pages print it: `{"id": 1}`, `{"machine.state"}`. */
export function show(value: unknown): string {
  if (value instanceof Set) return `{${[...value].map(show).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${show(key)}: ${show(each)}`);
  return `{${entries.join(', ')}}`;
}
