import { of, Subject, throwError } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { behaviour, fail, finish } from './behaviour.ts';
import type { Library, Log, Scenario } from './both-libraries.ts';
import { inspector, observe, runOnBoth } from './both-libraries.ts';
import { uncaught } from './uncaught.ts';

// Node chooses the production build of xstate; here nobody wants to read the warnings either.
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An actor that is inspected and observed from its creation on. */
function watched({ createActor }: Library, log: Log, logic: unknown, options: object = {}): any {
  const actor = createActor(logic, { inspect: inspector(log), ...options });
  observe(actor, log);
  return actor;
}

/** A parent that makes a child of `logic` while it makes its first snapshot. */
function parentOf({ createActor }: Library, logic: unknown, options: object = {}): any {
  return behaviour(
    {
      TELL: (_snapshot, { event }, { self, system, defer }) => {
        defer(() => system._relay(self, self.getSnapshot().kid, event));
      },
      STOP_KID: (_snapshot, _event, { self, stopChild }) => {
        stopChild(self.getSnapshot().kid);
      },
    },
    {
      getInitialSnapshot: ({ self, defer }: any) => {
        const kid = createActor(logic, { id: 'kid', parent: self, ...options });
        defer(() => kid.start());
        return { status: 'active', output: undefined, error: undefined, count: 0, kid };
      },
    },
  );
}

const fault = new Error('fault');
const counter = behaviour({
  DEFER: (snapshot, _event, { self, defer }) => {
    defer(() => self.getSnapshot().log?.(self.getSnapshot().count));
    return { ...snapshot, count: snapshot.count + 1 };
  },
  DONE: finish('output'),
  FAIL: fail(fault),
  FAIL_LATER: (snapshot, _event, { defer }) => {
    defer(fail(fault));
    return { ...snapshot, count: snapshot.count + 1 };
  },
  ERROR: (snapshot) => ({ ...snapshot, status: 'error', error: fault }),
  SAME: (snapshot) => snapshot,
  SELF: (snapshot, _event, { self }) => {
    self.send({ type: 'A' });
    self.send({ type: 'B' });
    return snapshot;
  },
  STOP_SELF: (snapshot, _event, { self }) => {
    self.send({ type: 'A' });
    self.stop();
    self.send({ type: 'B' });
    return snapshot;
  },
});

const scenarios: readonly [string, Scenario][] = [
  [
    'an actor from its creation to its end',
    (library, log) => {
      const actor = watched(library, log, counter, { input: 7 });
      log('before', actor.getSnapshot(), actor._processingStatus);
      actor.start();
      for (const type of ['A', 'DEFER', 'SAME', 'DONE', 'LATE']) actor.send({ type });
      log('after', actor.getSnapshot(), actor._processingStatus);
      observe(actor, log, 'latecomer');
      actor.stop();
    },
  ],
  [
    'stop',
    (library, log) => {
      const actor = watched(library, log, counter).start();
      actor.stop();
      actor.stop();
      actor.send({ type: 'LATE' });
      log('after', actor.getSnapshot(), actor._processingStatus);
      observe(actor, log, 'latecomer');
    },
  ],
  [
    'stop before start',
    (library, log) => {
      const actor = watched(library, log, counter);
      actor.stop();
      log('after', actor.getSnapshot(), actor._processingStatus);
    },
  ],
  [
    'events before start',
    (library, log) => {
      const actor = watched(library, log, counter);
      actor.send({ type: 'A' });
      actor.send({ type: 'B' });
      actor.start();
      actor.start();
    },
  ],
  [
    'events to itself',
    (library, log) => watched(library, log, counter).start().send({ type: 'SELF' }),
  ],
  [
    'stopping itself with events in its mailbox',
    (library, log) => watched(library, log, counter).start().send({ type: 'STOP_SELF' }),
  ],
  ...['FAIL', 'FAIL_LATER', 'ERROR'].flatMap((type): [string, Scenario][] => [
    [
      `a failure (${type}) with an observer`,
      (library, log) => {
        const actor = watched(library, log, counter).start();
        actor.send({ type });
        actor.send({ type: 'LATE' });
        log('after', actor.getSnapshot(), actor._processingStatus);
        observe(actor, log, 'latecomer');
        log('uncaught', uncaught());
      },
    ],
    [
      `a failure (${type}) that nobody handles`,
      (library, log) => {
        const actor = library.createActor(counter, { inspect: inspector(log) }).start();
        actor.send({ type });
        log('uncaught', uncaught());
        actor.subscribe(() => log('never'));
        log('uncaught', uncaught());
      },
    ],
    [
      `a failure (${type}) of a child`,
      (library, log) => {
        const actor = watched(library, log, parentOf(library, counter)).start();
        actor.send({ type: 'TELL', event: { type } });
        log('uncaught', uncaught());
      },
    ],
  ]),
  [
    'a first snapshot that cannot be made',
    (library, log) => {
      const actor = watched(library, log, behaviour({}, { getInitialSnapshot: fail(fault) }));
      log('before', actor.getSnapshot());
      actor.start();
      log('after', actor.getSnapshot(), actor._processingStatus);
    },
  ],
  [
    'a start that fails',
    (library, log) => {
      const actor = watched(library, log, behaviour({}, { start: fail(fault) })).start();
      log('after', actor.getSnapshot(), actor._processingStatus);
    },
  ],
  [
    'a first snapshot that is done',
    (library, log) => {
      const done = { status: 'done', output: 1, error: undefined };
      const actor = watched(library, log, behaviour({}, { getInitialSnapshot: () => done }));
      actor.start();
      log('after', actor.getSnapshot(), actor._processingStatus);
    },
  ],
  ...[
    { status: 'done', output: 3, error: undefined },
    { status: 'error', output: undefined, error: fault },
    { status: 'active', output: undefined, error: undefined, count: 5 },
  ].map((snapshot): [string, Scenario] => [
    `a restored snapshot that is ${snapshot.status}`,
    (library, log) => {
      const actor = watched(library, log, counter, { snapshot }).start();
      actor.send({ type: 'A' });
      log('after', actor.getSnapshot(), actor._processingStatus);
    },
  ]),
  [
    'an event in the start of the logic',
    (library, log) => {
      const start = (_: unknown, { self }: any) => self.send({ type: 'A' });
      watched(library, log, behaviour({}, { start })).start();
    },
  ],
  [
    'observers that come, go and throw meanwhile',
    (library, log) => {
      const actor = library.createActor(counter).start();
      actor.subscribe(() => {
        log('first');
        second.unsubscribe();
        actor.subscribe(() => log('newcomer'));
      });
      const second = actor.subscribe(() => log('second'));
      actor.subscribe(fail(fault));
      actor.subscribe(() => log('last'));
      actor.send({ type: 'A' });
      log('uncaught', uncaught());
    },
  ],
  [
    'one observer twice',
    (library, log) => {
      const actor = library.createActor(counter).start();
      const observer = { next: () => log('next') };
      const subscription = actor.subscribe(observer);
      actor.subscribe(observer);
      actor.send({ type: 'A' });
      subscription.unsubscribe();
      subscription.unsubscribe();
      actor.send({ type: 'A' });
    },
  ],
  [
    'handlers of errors and of the end that throw',
    (library, log) => {
      const failing = library.createActor(counter).start();
      failing.subscribe({ error: fail(new Error('from the handler')) });
      failing.subscribe({ error: () => log('second') });
      failing.send({ type: 'FAIL' });
      const stopping = library.createActor(counter).start();
      stopping.subscribe({ complete: fail(new Error('from complete')) });
      stopping.subscribe({ complete: () => log('second') });
      stopping.stop();
      log('uncaught', uncaught());
    },
  ],
  [
    'emitted events',
    (library, log) => {
      const emitter = behaviour({
        EMIT: (_snapshot, { event }, { emit }) => {
          emit(event);
        },
      });
      const actor = library.createActor(emitter).start();
      actor.on('*', (event: unknown) => log('all', event));
      actor.on('a', fail(fault));
      const subscription = actor.on('a', (event: unknown) => log('a', event));
      actor.send({ type: 'EMIT', event: { type: 'a', n: 1 } });
      actor.send({ type: 'EMIT', event: { type: 'b', n: 2 } });
      subscription.unsubscribe();
      actor.send({ type: 'EMIT', event: { type: 'a', n: 3 } });
      log('uncaught', uncaught());
    },
  ],
  [
    'a selection',
    (library, log) => {
      const actor = library.createActor(counter);
      const half = actor.select((snapshot: any) => Math.floor(snapshot.count / 2));
      log('get', half.get());
      half.subscribe((value: number) => log('half', value));
      const pair = actor.select(
        (snapshot: any) => ({ odd: snapshot.count % 2 }),
        (a: any, b: any) => a.odd === b.odd,
      );
      pair.subscribe({ next: (value: unknown) => log('pair', value) });
      actor.start();
      for (let i = 0; i < 4; i++) actor.send({ type: 'A' });
      log('get', half.get());
    },
  ],
  [
    'a child with syncSnapshot',
    (library, log) => {
      const parent = parentOf(library, counter, { syncSnapshot: true });
      const actor = watched(library, log, parent).start();
      observe(actor.getSnapshot().kid, log, 'of the child');
      actor.send({ type: 'TELL', event: { type: 'A' } });
      actor.send({ type: 'TELL', event: { type: 'DONE' } });
    },
  ],
  [
    'a child that is stopped',
    (library, log) => {
      const actor = watched(library, log, parentOf(library, counter)).start();
      observe(actor.getSnapshot().kid, log, 'of the child');
      actor.send({ type: 'STOP_KID' });
      actor.send({ type: 'TELL', event: { type: 'A' } });
    },
  ],
  [
    'names in a system',
    (library, log) => {
      const parent = parentOf(library, counter, { systemId: 'kid of all' });
      const actor = library.createActor(parent, { systemId: 'root of all' });
      const { system } = actor;
      log('before', system.get('root of all') === actor, system.get('kid of all')?.id);
      actor.start();
      log('all', Object.keys(system.getAll()));
      actor.send({ type: 'TELL', event: { type: 'DONE' } });
      log('kid', system.get('kid of all') ?? 'gone');
      actor.stop();
      log('root', system.get('root of all') ?? 'gone', system.getAll());
    },
  ],
  [
    'what an actor is made of',
    (library, log) => {
      const actor = library.createActor(counter, { id: 'me' });
      log('json', actor);
      log('ref', actor.ref === actor, actor.src === actor.logic, actor.logic === counter);
      log('clock', actor.clock === actor.system._clock, actor._parent ?? 'none');
      log('id', actor.id, typeof actor.sessionId, actor.systemId ?? 'none');
      const { send } = actor;
      actor.start();
      send({ type: 'A' });
      log('send', actor.getSnapshot().count, send === actor.send);
    },
  ],
  [
    'a promise',
    async (library, log) => {
      const logic = library.fromPromise(async ({ input, signal, emit, self, system }: any) => {
        log('runs', input, signal.aborted, self.id === 'p', system.get('p')?.id);
        signal.addEventListener('abort', () => log('aborted'));
        emit({ type: 'emitted' });
        if (input.fail) throw fault;
        return 'output';
      });
      for (const input of [{}, { fail: true }]) {
        const actor = watched(library, log, logic, { input, id: 'p', systemId: 'p' });
        actor.on('emitted', () => log('emitted'));
        actor.start();
        actor.send({ type: 'ELSE' });
        log('persisted', actor.getPersistedSnapshot());
        await vi.advanceTimersByTimeAsync(1);
        log('persisted', actor.getPersistedSnapshot());
      }
      const stopped = watched(library, log, logic, { input: {} }).start();
      stopped.stop();
      await vi.advanceTimersByTimeAsync(1);
      log('stopped', stopped.getSnapshot());
      for (const status of ['active', 'done', 'error', 'stopped']) {
        const snapshot = { status, output: 1, error: fault, input: { restored: true } };
        const restored = watched(library, log, logic, { snapshot });
        if (status !== 'stopped') restored.start();
        await vi.advanceTimersByTimeAsync(1);
        log('restored', restored.getSnapshot());
      }
      for (const odd of [fail(fault), () => 5]) {
        watched(library, log, library.fromPromise(odd)).start();
        await vi.advanceTimersByTimeAsync(1);
      }
    },
  ],
  [
    'a callback',
    (library, log) => {
      const logic = library.fromCallback(({ input, receive, emit, sendBack, self }: any) => {
        log('runs', input, self.id);
        receive((event: unknown) => log('received', event));
        receive(({ type }: any) => type === 'FAIL' && fail(fault)());
        emit({ type: 'emitted' });
        sendBack({ type: 'FROM_CALLBACK' });
        return () => log('cleanup', self._processingStatus);
      });
      const actor = watched(library, log, logic, { input: 1, id: 'c' });
      actor.on('*', (event: unknown) => log('emitted', event));
      actor.send({ type: 'EARLY' });
      actor.start();
      actor.send({ type: 'A' });
      log('persisted', actor.getPersistedSnapshot());
      actor.stop();
      log('stopped', actor.getSnapshot());
      const parent = watched(library, log, parentOf(library, logic)).start();
      parent.send({ type: 'TELL', event: { type: 'A' } });
      parent.send({ type: 'STOP_KID' });
      watched(library, log, library.fromCallback(fail(fault))).start();
      const silent = library.createActor(library.fromCallback(() => undefined)).start();
      silent.stop();
      log('stopped', silent.getSnapshot());
    },
  ],
  [
    'an observable',
    (library, log) => {
      const subject = new Subject<number>();
      const logic = library.fromObservable(({ input, self }: any) => {
        log('subscribes', input, self.id);
        return subject;
      });
      const actor = watched(library, log, logic, { input: 1, id: 'o' });
      actor.start();
      subject.next(1);
      log('persisted', actor.getPersistedSnapshot());
      subject.next(2);
      subject.complete();
      log('done', actor.getPersistedSnapshot());
      watched(
        library,
        log,
        library.fromObservable(() => of(1, 2)),
      ).start();
      watched(
        library,
        log,
        library.fromObservable(() => throwError(() => fault)),
      ).start();
      const endless = new Subject();
      const stopped = watched(
        library,
        log,
        library.fromObservable(() => endless),
      ).start();
      log('observed', endless.observed);
      stopped.send({ type: 'ELSE' });
      stopped.stop();
      log('observed', endless.observed, stopped.getPersistedSnapshot());
      const snapshot = {
        status: 'active',
        output: undefined,
        error: undefined,
        context: 3,
        input: 9,
      };
      const again = library.fromObservable(({ input }: any) => of(input));
      watched(library, log, again, { snapshot }).start();
    },
  ],
  [
    'an observable of events',
    (library, log) => {
      const events = library.fromEventObservable(() => of({ type: 'A' }, { type: 'B' }));
      watched(library, log, parentOf(library, events)).start();
      const alone = watched(library, log, events).start();
      log('persisted', alone.getPersistedSnapshot());
    },
  ],
  [
    'a reducer',
    (library, log) => {
      const logic = library.fromTransition(
        (count: number, event: any, { self, system }: any) => {
          log('reduces', event, self.id, system.get('r')?.id);
          return event.type === 'FAIL' ? fail(fault)() : count + 1;
        },
        ({ input }: any) => input,
      );
      const actor = watched(library, log, logic, { input: 3, id: 'r', systemId: 'r' }).start();
      actor.send({ type: 'A' });
      log('persisted', actor.getPersistedSnapshot());
      actor.stop();
      const snapshot = { status: 'active', output: undefined, error: undefined, context: 10 };
      const restored = watched(library, log, logic, { snapshot }).start();
      restored.send({ type: 'A' });
      restored.send({ type: 'FAIL' });
    },
  ],
  [
    'an empty actor',
    (library, log) => {
      const actor = library.createEmptyActor();
      log('before', actor.getSnapshot(), actor._processingStatus);
      actor.start();
      actor.send({ type: 'A' });
      log('after', actor.getSnapshot());
    },
  ],
  [
    'toPromise',
    async (library, log) => {
      const tell = (promise: Promise<unknown>) =>
        promise.then(
          (value) => log('resolved', value),
          (error) => log('rejected', error),
        );
      for (const type of ['DONE', 'FAIL', 'xstate.stop']) {
        const actor = library.createActor(counter).start();
        const promise = tell(library.toPromise(actor));
        if (type === 'xstate.stop') actor.stop();
        else actor.send({ type });
        await promise;
        if (type !== 'xstate.stop') await tell(library.toPromise(actor));
      }
    },
  ],
  [
    'waitFor',
    async (library, log) => {
      const tell = (promise: Promise<any>) =>
        promise.then(
          (snapshot) => log('resolved', snapshot.count),
          (error) => log('rejected', error),
        );
      const isTwo = (snapshot: any) => snapshot.count === 2;
      const reached = library.createActor(counter).start();
      const second = tell(library.waitFor(reached, isTwo));
      reached.send({ type: 'A' });
      reached.send({ type: 'A' });
      await second;
      await tell(library.waitFor(reached, isTwo));
      const late = tell(library.waitFor(reached, () => false, { timeout: 5 }));
      await vi.advanceTimersByTimeAsync(5);
      await late;
      const controller = new AbortController();
      const aborted = tell(library.waitFor(reached, () => false, { signal: controller.signal }));
      controller.abort(fault);
      await aborted;
      await tell(library.waitFor(reached, () => false, { signal: controller.signal }));
      await tell(library.waitFor(reached, fail(fault)));
      for (const type of ['DONE', 'FAIL']) {
        const actor = library.createActor(counter).start();
        const never = tell(library.waitFor(actor, () => false));
        actor.send({ type });
        await never;
        await tell(library.waitFor(actor, () => false));
      }
    },
  ],
  [
    'toObserver',
    ({ toObserver }, log) => {
      const self = {
        name: 'self',
        next: said('next'),
        error: said('error'),
        complete: said('end'),
      };
      function said(what: string) {
        return function (this: { name: string } | undefined, value: unknown) {
          log(what, this?.name, value);
        };
      }
      for (const observer of [toObserver(self), toObserver(said('a'), said('b'), said('c'))]) {
        observer.next?.(1);
        observer.error?.(2);
        observer.complete?.();
      }
      log('empty', toObserver({}));
    },
  ],
];

describe('as xstate does it', () => {
  test.each(scenarios)('%s', async (_, scenario) => {
    const { published, detent } = await runOnBoth(scenario);
    expect(detent).toEqual(published);
    expect(detent).not.toHaveLength(0);
  });
});
