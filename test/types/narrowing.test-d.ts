// A snapshot that was asked for its state or its status knows the answer.
import {
  assign,
  createActor,
  createMachine,
  enqueueActions,
  fromPromise,
  fromTransition,
  setup,
  type ActorRefFrom,
  type AnyActorRef,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type InState,
  type MachineSnapshot,
  type MetaObject,
  type SnapshotFrom,
  type StateSchema,
  type StateValueFrom,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const player = setup({
  types: {
    context: {} as { volume: number },
    events: {} as { type: 'GO' },
    tags: {} as 'busy',
    output: {} as { seconds: number },
  },
  actors: { load: fromPromise(async () => 'song') },
}).createMachine({
  context: { volume: 1 },
  initial: 'off',
  output: { seconds: 1 },
  states: {
    off: { tags: 'busy' },
    on: {
      initial: 'loading',
      states: {
        loading: { invoke: { id: 'load', src: 'load' } },
        playing: {
          type: 'parallel',
          states: {
            sound: { initial: 'loud', states: { loud: {}, muted: {} } },
            screen: {},
          },
        },
      },
    },
    broken: { type: 'final' },
  },
});
type Player = SnapshotFrom<typeof player>;
type Playing = { playing: { sound: 'loud' | 'muted'; screen: {} } };
type Anywhere = 'off' | 'broken' | { on: 'loading' | Playing };

const actor = createActor(player);
const snapshot = actor.getSnapshot();
expectType<Equal<typeof snapshot.value, Anywhere>>();

// --- one question after the other ----------------------------------------------------------

if (snapshot.matches('off')) {
  expectType<Equal<typeof snapshot.value, 'off'>>();
  expectType<Equal<typeof snapshot.context, { volume: number }>>();
  // @ts-expect-error -- the machine is not there
  void (snapshot.value === 'broken');
} else if (snapshot.matches('on')) {
  expectType<Equal<typeof snapshot.value, { on: 'loading' | Playing }>>();
  if (snapshot.matches({ on: 'playing' })) {
    expectType<Equal<typeof snapshot.value, { on: Playing }>>();
    // @ts-expect-error -- there is no such state
    snapshot.matches({ on: 'paused' });
  } else {
    expectType<Equal<typeof snapshot.value, { on: 'loading' | Playing }>>();
  }
} else {
  expectType<Equal<typeof snapshot.value, Anywhere>>();
  expectType<Equal<typeof snapshot, Player>>();
}

if (snapshot.matches({ on: 'loading' })) {
  expectType<Equal<typeof snapshot.value.on, 'loading'>>();
}
if (snapshot.matches({ on: { playing: 'screen' } })) {
  expectType<Equal<typeof snapshot.value, { on: Playing }>>();
}
if (snapshot.matches({ on: { playing: { sound: 'muted' } } })) {
  expectType<Equal<typeof snapshot.value, { on: { playing: { sound: 'muted'; screen: {} } } }>>();
}
if (snapshot.matches('off') || snapshot.matches('broken')) {
  expectType<Equal<typeof snapshot.value, 'off' | 'broken'>>();
}
if (snapshot.can({ type: 'GO' }) && snapshot.matches('off') && snapshot.hasTag('busy')) {
  expectType<Equal<typeof snapshot.value, 'off'>>();
}
switch (true) {
  case snapshot.matches('off'):
    expectType<Equal<typeof snapshot.value, 'off'>>();
    break;
  case snapshot.matches('broken'):
    expectType<Equal<typeof snapshot.value, 'broken'>>();
    break;
  default:
    expectType<Equal<typeof snapshot.value, Anywhere>>();
}
const volume = snapshot.matches('on') ? snapshot.context.volume : 0;
expectType<Equal<typeof volume, number>>();

export function returnEarly(current: Player): 'off' | undefined {
  if (!current.matches('off')) {
    expectType<Equal<typeof current, Player>>();
    return undefined;
  }
  return current.value;
}
if (snapshot.matches('on')) {
  returnEarly(snapshot);
  takeAny(snapshot);
}

// --- regions -------------------------------------------------------------------------------

const regions = createMachine({
  type: 'parallel',
  states: {
    left: { initial: 'on', states: { on: {}, off: {} } },
    right: { initial: 'a', states: { a: {}, b: {} } },
  },
});
const both = createActor(regions).getSnapshot();
if (both.matches('left') && both.matches('right')) {
  expectType<Equal<typeof both.value, { left: 'on' | 'off'; right: 'a' | 'b' }>>();
}
if (both.matches({ left: 'on' }) && both.matches({ right: 'b' })) {
  expectType<Equal<typeof both.value, { left: 'on'; right: 'b' }>>();
}
if (both.matches({ left: 'off', right: 'a' })) {
  expectType<Equal<typeof both.value, { left: 'off'; right: 'a' }>>();
}

// --- what is asked for is not known in advance ----------------------------------------------

declare const oneOfTwo: 'off' | 'on';
if (snapshot.matches(oneOfTwo)) {
  expectType<Equal<typeof snapshot.value, 'off' | { on: 'loading' | Playing }>>();
}
declare const something: StateValueFrom<typeof player>;
if (snapshot.matches(something)) {
  const value: Anywhere = snapshot.value;
  void value;
}
declare const anything: any;
if (snapshot.matches(anything)) expectType<Equal<typeof snapshot.value, Anywhere>>();
declare const states: Record<string, { on: Record<string, string> }>;
declare const text: string;
const dynamic = createActor(createMachine({ initial: 'whatever', states })).getSnapshot();
type Dynamic = typeof dynamic.value;
if (dynamic.matches(text)) expectType<Equal<typeof dynamic.value, Dynamic>>();
if (dynamic.matches({ anything: 'below' })) {
  const value: Dynamic = dynamic.value;
  void value;
}
// @ts-expect-error -- not every text is a state
snapshot.matches(text);
// @ts-expect-error -- there is no such state
snapshot.matches({ off: 'on' });
// @ts-expect-error -- a number is none
snapshot.matches(1);

// --- several machines -----------------------------------------------------------------------

const door = createMachine({ initial: 'off', states: { off: {}, ajar: {} } });
export function ofEither(either: Player | SnapshotFrom<typeof door>): void {
  if (either.matches('off')) {
    // TypeScript cannot say of which of them the answer was.
    expectType<Equal<typeof either.status, 'active' | 'done' | 'error' | 'stopped'>>();
    const still: Player | SnapshotFrom<typeof door> = either;
    void still;
  }
}
const gate = createMachine({ initial: 'off', states: { off: {}, locked: {} } });
export function ofBoth(either: SnapshotFrom<typeof gate> | SnapshotFrom<typeof door>): boolean {
  // @ts-expect-error -- not both machines have this state
  either.matches('ajar');
  return either.matches('off');
}
function takeAny(current: AnyMachineSnapshot): void {
  if (current.matches('loading')) takeAny(current);
  else if (current.matches({ a: { b: 'c' } })) takeAny(current);
  else takeAny(current);
}
export function generic<T extends AnyMachineSnapshot>(current: T): T | undefined {
  return current.matches('on') ? current : undefined;
}
const found: Player | undefined = generic(snapshot);
void found;
export function ofMixed(mixed: Player | AnyMachineSnapshot): boolean {
  return mixed.matches('off') && mixed.hasTag('busy');
}
export function byPosition(
  current: MachineSnapshot<
    {},
    { type: 'GO' },
    Record<string, AnyActorRef | undefined>,
    'a' | { b: 'c' | 'd' },
    string,
    unknown,
    MetaObject,
    StateSchema
  >,
): void {
  if (current.matches({ b: 'd' })) expectType<Equal<typeof current.value, { b: 'd' }>>();
}

// --- elsewhere than in an `if` --------------------------------------------------------------

const isOn: boolean = snapshot.matches('on');
const isAsked: Player['matches'] = snapshot.matches;
const passedOn: (state: 'on') => boolean = snapshot.matches;
void [isOn, isAsked, passedOn, (['on', 'off'] as const).some((state) => snapshot.matches(state))];
declare const actors: (typeof actor)[];
expectType<
  Equal<
    ReturnType<typeof actors.find<(typeof actors)[number]>>,
    (typeof actors)[number] | undefined
  >
>();
actors.find((one) => one.getSnapshot().matches('on'))?.send({ type: 'GO' });
const offs = [snapshot].filter((one) => one.matches('off'));
expectType<Equal<(typeof offs)[number]['value'], 'off'>>();
expectType<Equal<ReturnType<ReturnType<typeof actor.select<boolean>>['get']>, boolean>>();
actor.select((current) => current.matches('on')).get();
actor.subscribe((current) => {
  if (current.matches({ on: 'loading' })) returnEarly(current);
});

export interface HasMatches {
  readonly value: unknown;
  matches(state: 'on' | 'off'): boolean;
}
export const narrower: HasMatches = snapshot;
export const copy: Player = { ...snapshot, tags: new Set() };
if (copy.matches('off')) expectType<Equal<typeof copy.value, 'off'>>();
export class Holder {
  readonly snapshot: Player = snapshot;
  get state(): 'loading' | Playing | undefined {
    return this.snapshot.matches('on') ? this.snapshot.value.on : undefined;
  }
}

const child = setup({ actors: { player } }).createMachine({
  invoke: { id: 'player', src: 'player' },
});
const ofChild = createActor(child).getSnapshot().children.player?.getSnapshot();
if (ofChild?.matches('off')) expectType<Equal<typeof ofChild.value, 'off'>>();

setup({
  types: { context: {} as { ref: ActorRefFrom<typeof player> | undefined } },
  guards: {
    isOff: ({ context }) => {
      const current = context.ref?.getSnapshot();
      return current?.matches('off') === true && current.value === 'off';
    },
  },
  actions: {
    look: ({ self }) => self.getSnapshot().matches({ any: 'state' }),
    count: assign(({ context }) => {
      const current = context.ref?.getSnapshot();
      return current?.matches('on') ? { ref: undefined } : {};
    }),
    choose: enqueueActions(({ context, enqueue }) => {
      if (context.ref?.getSnapshot().matches('on')) enqueue('look');
    }),
  },
});

// A snapshot that knows its state is still one of its machine, and the machine is one of any.
const known = snapshot.matches('on') ? snapshot : undefined;
export const asked: (Player & InState<'on'>) | undefined = known;
export const forgotten: Player | undefined = known;
export const anySnapshot: AnyMachineSnapshot | undefined = known;
export const anyMachine: AnyStateMachine = player;
export const anyActor: AnyActorRef = actor;

// --- status --------------------------------------------------------------------------------

switch (snapshot.status) {
  case 'active':
    expectType<Equal<typeof snapshot.output, undefined>>();
    expectType<Equal<typeof snapshot.error, undefined>>();
    break;
  case 'done':
    expectType<Equal<typeof snapshot.output, { seconds: number }>>();
    expectType<Equal<typeof snapshot.error, undefined>>();
    if (snapshot.matches('broken')) {
      expectType<Equal<typeof snapshot.output, { seconds: number }>>();
      expectType<Equal<typeof snapshot.value, 'broken'>>();
    }
    break;
  case 'error':
    expectType<Equal<typeof snapshot.output, undefined>>();
    expectType<Equal<typeof snapshot.error, unknown>>();
    break;
  case 'stopped':
    expectType<Equal<typeof snapshot.output, undefined>>();
    expectType<Equal<typeof snapshot.error, undefined>>();
    break;
  default:
    expectType<Equal<typeof snapshot, never>>();
}
if (snapshot.matches('on') && snapshot.status === 'active') {
  expectType<Equal<typeof snapshot.output, undefined>>();
  expectType<Equal<typeof snapshot.value, { on: 'loading' | Playing }>>();
}
const { status, output } = snapshot;
if (status === 'done') expectType<Equal<typeof output, { seconds: number }>>();

// Every logic has it, not machines alone.
const promised = createActor(fromPromise(async () => 1)).getSnapshot();
if (promised.status === 'done') expectType<Equal<typeof promised.output, number>>();
if (promised.status === 'error') expectType<Equal<typeof promised.error, unknown>>();
if (promised.status === 'active') expectType<Equal<typeof promised.output, undefined>>();
const counted = createActor(fromTransition((n: number) => n + 1, 0)).getSnapshot();
if (counted.status === 'active') expectType<Equal<typeof counted.context, number>>();
if (counted.status === 'stopped') expectType<Equal<typeof counted.error, undefined>>();
