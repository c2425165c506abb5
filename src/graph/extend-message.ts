/**
 * The same error with more to its message: where it happened. What is no error, and an error whose
 * message cannot be changed, becomes the `cause` of a new one.
 */
export function extendMessage(thrown: unknown, place: string): Error {
  if (!(thrown instanceof Error)) {
    return new Error(`${String(thrown)}\n\n${place}`, { cause: thrown });
  }
  const { message, stack } = thrown;
  const longer = `${message}\n\n${place}`;
  if (!Reflect.set(thrown, 'message', longer)) return new Error(longer, { cause: thrown });
  // Runners show the stack, which has the message in its head.
  Reflect.set(
    thrown,
    'stack',
    stack?.replace(message, () => longer),
  );
  return thrown;
}
