// One machine in four spellings.
import {
  action,
  buildMachine,
  createMachine,
  MachineBuilder,
  service,
  state,
  StateMachine,
  SyncInterpreter,
} from 'detent/interpreter';
import { describe, expect, test } from 'vitest';
import { alice, UserLogic, userLoaderConfig } from './machines.ts';

const loading = {
  invoke: {
    src: 'fetchUser',
    onDone: { target: 'loaded', actions: 'storeUser' },
    onError: { target: 'error', actions: 'storeError' },
  },
};
const fetchUser = () => alice;
const storeUser = (_interpreter: unknown, context: any, event: any) => {
  context.user = event.data;
};
const storeError = (_interpreter: unknown, context: any, event: any) => {
  context.error = String(event.data);
};

class UserLoader extends StateMachine {
  static machineId = 'userLoader';
  static initialContext = { user: null, error: null };

  idle = state({ initial: true });
  loading = state({
    invoke: {
      src: 'fetchUser',
      onDone: { target: 'loaded', actions: 'storeUser' },
      onError: { target: 'error', actions: 'storeError' },
    },
  });
  loaded = state({ final: true });
  error = state();
  load = this.idle.to(this.loading, { event: 'LOAD' });
  retry = this.error.to(this.loading, { event: 'RETRY' });

  @service
  fetchUser(): unknown {
    return alice;
  }

  @action
  storeUser(_interpreter: unknown, context: any, event: any): void {
    context.user = event.data;
  }

  @action
  storeError(_interpreter: unknown, context: any, event: any): void {
    context.error = String(event.data);
  }
}

const spellings = {
  json: createMachine(userLoaderConfig, { logic: new UserLogic() }),
  class: UserLoader.createMachine(),
  builder: new MachineBuilder('userLoader')
    .context({ user: null, error: null })
    .state('idle', { initial: true })
    .state('loading', loading)
    .state('loaded', { final: true })
    .state('error')
    .transition('idle', 'LOAD', 'loading')
    .transition('error', 'RETRY', 'loading')
    .service('fetchUser', fetchUser)
    .action('storeUser', storeUser)
    .action('storeError', storeError)
    .build(),
  functions: buildMachine({
    id: 'userLoader',
    context: { user: null, error: null },
    states: {
      idle: state({ initial: true, on: { LOAD: 'loading' } }),
      loading: state(loading),
      loaded: state({ final: true }),
      error: state({ on: { RETRY: 'loading' } }),
    },
    services: { fetchUser },
    actions: { storeUser, storeError },
  }),
};

describe.each(Object.entries(spellings))('the user loader as %s', (_spelling, machine) => {
  test('has the config that one would write by hand', () => {
    expect(machine.config).toEqual(userLoaderConfig);
  });

  test('loads a user', () => {
    const interpreter = new SyncInterpreter(machine).start();
    interpreter.send('LOAD');
    expect(interpreter.context).toEqual({ user: alice, error: null });
  });
});

class Player extends StateMachine {
  static machineId = 'player';
  static root = { type: 'parallel', description: 'Sound and picture' } as const;

  sound = state({
    states: {
      quiet: state({ initial: true }),
      loud: state('LOUD'),
    },
  });
  picture = state({
    initial: 'off',
    states: { off: { on: { P: 'on' } }, on: { type: 'history', target: 'off' } },
  });

  up = this.sound.states.quiet.to(this.sound.states.loud, { event: 'V', actions: 'beep' });
  down = this.sound.states.loud.to(this.sound.states.quiet, { event: 'V' });
  over = this.sound.states.loud.to(this.picture, { event: 'X', guard: 'may', reenter: true });
  also = this.sound.states.quiet.internal('V', { actions: ['beep'] });
  fall = this.sound.states.loud.to('quiet', { guard: 'may' });
}

test('nested and parallel states, several transitions of one event, targets elsewhere', () => {
  expect(Player.toConfig()).toEqual({
    id: 'player',
    type: 'parallel',
    description: 'Sound and picture',
    states: {
      sound: {
        initial: 'quiet',
        states: {
          quiet: { on: { V: [{ target: 'LOUD', actions: 'beep' }, { actions: ['beep'] }] } },
          LOUD: {
            on: { V: 'quiet', X: { target: '#player.picture', guard: 'may', reenter: true } },
            always: { target: 'quiet', guard: 'may' },
          },
        },
      },
      picture: {
        initial: 'off',
        states: { off: { on: { P: 'on' } }, on: { type: 'history', target: 'off' } },
      },
    },
  });
});

test('keys may have dots', () => {
  class Versions extends StateMachine {
    static machineId = 'versions';
    old = state('1.0', { initial: true });
    current = state('2.0');
    upgrade = this.old.to(this.current, { event: 'UPGRADE' });
    rollback = this.current.to('1.0', { event: 'ROLLBACK' });
  }
  const interpreter = new SyncInterpreter(Versions.createMachine()).start();
  interpreter.send('UPGRADE');
  expect([...interpreter.activeStateIds]).toEqual(['versions.2.0']);
  interpreter.send('ROLLBACK');
  expect([...interpreter.activeStateIds]).toEqual(['versions.1.0']);
});

test('a transition to a state of another machine is refused', () => {
  const stranger = state('stranger');
  class Lost extends StateMachine {
    static machineId = 'lost';

    a = state({ initial: true });
    go = this.a.to(stranger, { event: 'GO' });
  }
  expect(() => Lost.createMachine()).toThrow(
    /E201 lost\.a: .*"stranger", which is no state of this machine/,
  );
});
