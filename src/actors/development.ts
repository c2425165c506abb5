// Declared here because the core knows no host: browsers have no `process`, and bundlers replace
// `process.env.NODE_ENV` by a string.
declare const process: { readonly env: { readonly NODE_ENV?: string } } | undefined;

/** Whether warnings for developers are wanted. Not for hot paths: Node looks the variable up each time. */
export function isDevelopment(): boolean {
  return typeof process === 'undefined' || process.env.NODE_ENV !== 'production';
}
