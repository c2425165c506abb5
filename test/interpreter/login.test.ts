// The login example of the documents, with its six tests.
import { action, state, StateMachine, SyncInterpreter } from 'detent/interpreter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

class LoginMachine extends StateMachine {
  static machineId = 'login';
  static initialContext = { username: '', authenticated: false };

  idle = state({ initial: true });
  authenticating = state();
  loggedInState = state('loggedIn');
  error = state();

  attempt = this.idle.to(this.authenticating, { event: 'LOGIN' });
  success = this.authenticating.to(this.loggedInState, {
    event: 'SUCCESS',
    actions: ['setAuthenticated'],
  });
  failure = this.authenticating.to(this.error, { event: 'FAILURE' });
  retry = this.error.to(this.idle, { event: 'RETRY' });
  logout = this.loggedInState.to(this.idle, { event: 'LOGOUT', actions: ['clearAuth'] });

  @action
  setAuthenticated(_interpreter: unknown, context: any, event: any): void {
    context.authenticated = true;
    context.username = event.payload.username ?? '';
  }

  @action
  clearAuth(_interpreter: unknown, context: any): void {
    context.authenticated = false;
    context.username = '';
  }
}

describe('the login machine', () => {
  let interpreter: SyncInterpreter<ReturnType<typeof LoginMachine.createMachine>>;

  beforeEach(() => {
    interpreter = new SyncInterpreter(LoginMachine.createMachine()).start();
  });

  afterEach(() => {
    interpreter.stop();
  });

  test('starts in idle', () => {
    expect(interpreter.activeStateIds).toContain('login.idle');
  });

  test('logs in', () => {
    interpreter.send('LOGIN');
    expect(interpreter.activeStateIds).toContain('login.authenticating');
    interpreter.send('SUCCESS', { username: 'alice' });
    expect(interpreter.activeStateIds).toContain('login.loggedIn');
    expect(interpreter.context).toEqual({ username: 'alice', authenticated: true });
  });

  test('fails to log in, and may try again', () => {
    interpreter.send('LOGIN');
    interpreter.send('FAILURE');
    expect(interpreter.activeStateIds).toContain('login.error');
    interpreter.send('RETRY');
    expect(interpreter.activeStateIds).toContain('login.idle');
  });

  test('forgets the user at logout', () => {
    interpreter.send('LOGIN');
    interpreter.send('SUCCESS', { username: 'bob' });
    expect(interpreter.context).toMatchObject({ authenticated: true });
    interpreter.send('LOGOUT');
    expect(interpreter.activeStateIds).toContain('login.idle');
    expect(interpreter.context).toEqual({ username: '', authenticated: false });
  });

  test('ignores events that match nothing', () => {
    interpreter.send('NONEXISTENT_EVENT');
    expect(interpreter.activeStateIds).toContain('login.idle');
  });

  test('takes a batch of events in sequence', () => {
    interpreter.sendEvents(['LOGIN', 'FAILURE', 'RETRY']);
    expect(interpreter.activeStateIds).toContain('login.idle');
  });
});
