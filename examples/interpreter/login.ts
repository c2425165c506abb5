// A login in class style; test/interpreter/login.test.ts shows how to test such a machine.
import { action, state, StateMachine, SyncInterpreter, type Event } from 'detent/interpreter';
import { show } from './show.ts';

interface LoginContext {
  username: string;
  authenticated: boolean;
}

class LoginMachine extends StateMachine {
  static machineId = 'login';
  static initialContext: LoginContext = { username: '', authenticated: false };

  idle = state({ initial: true });
  authenticating = state();
  loggedIn = state();
  error = state();

  attempt = this.idle.to(this.authenticating, { event: 'LOGIN' });
  success = this.authenticating.to(this.loggedIn, {
    event: 'SUCCESS',
    actions: ['setAuthenticated'],
  });
  failure = this.authenticating.to(this.error, { event: 'FAILURE' });
  retry = this.error.to(this.idle, { event: 'RETRY' });
  logout = this.loggedIn.to(this.idle, { event: 'LOGOUT', actions: ['clearAuth'] });

  @action
  setAuthenticated(
    _interpreter: unknown,
    context: LoginContext,
    { payload }: Event<string, { username?: string }>,
  ): void {
    context.authenticated = true;
    context.username = payload.username ?? '';
  }

  @action
  clearAuth(_interpreter: unknown, context: LoginContext): void {
    context.authenticated = false;
    context.username = '';
  }
}

const interpreter = new SyncInterpreter(LoginMachine.createMachine()).start();
interpreter.sendEvents(['LOGIN', 'FAILURE', 'RETRY', 'LOGIN']);
interpreter.send('SUCCESS', { username: 'alice' });
console.log(show(interpreter.activeStateIds), show(interpreter.context));
interpreter.send('LOGOUT');
console.log(show(interpreter.activeStateIds), show(interpreter.context));
interpreter.stop();
