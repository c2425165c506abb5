import { fromPromise, type Clock } from 'detent';
import { answer, type Answer } from '../answer.ts';
import { userLoaderMachine, type User } from './machine.ts';

/**
 * The user loader with a server that is not there, to be played with:
 *
 *     npx detent run examples/user-loader/simulated.ts
 *
 * User 42 is loaded at the third attempt, user 7 is never found, and 13 gets no answer at all.
 */
export default ({ clock }: { clock: Clock }) => {
  let asked = 0;
  return userLoaderMachine.provide({
    actors: {
      fetchUserData: fromPromise<User, { userId: number }>(({ input, signal }) =>
        answer({ clock, signal }, serverOn(input.userId, ++asked)),
      ),
    },
  });
};

function serverOn(userId: number, attempt: number): Answer<User> {
  switch (userId) {
    case 7:
      return { afterMs: 50, error: 'No such user' };
    case 13:
      return { afterMs: 600_000, error: 'The server was down' };
    default:
      return attempt < 3
        ? { afterMs: 90, error: `Attempt ${attempt}: Connection refused` }
        : { afterMs: 90, value: { id: userId, name: 'Alice', email: 'alice@example.com' } };
  }
}
