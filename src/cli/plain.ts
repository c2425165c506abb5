/** What JSON can say of a value: errors by name and message, actors by id, functions by name. */
export function toPlain(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if ('sessionId' in value && 'id' in value) return `<${String(value.id)}>`;
  if (above.includes(value)) return '[circular]';
  const path = [...above, value];
  if (Array.isArray(value) || value instanceof Set || value instanceof Map) {
    return Array.from(value as Iterable<unknown>, (item) => toPlain(item, path));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item, path)]));
}
