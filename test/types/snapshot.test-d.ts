// Values, tags, meta, children and output come from the config and from `types`.
import {
  createActor,
  createMachine,
  fromPromise,
  setup,
  type SnapshotFrom,
  type StateValueFrom,
  type TagsFrom,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const player = setup({
  types: {
    context: {} as { volume: number },
    tags: {} as 'busy' | 'silent',
    meta: {} as { title: string },
    output: {} as { seconds: number },
  },
  actors: { load: fromPromise(async () => 'song') },
}).createMachine({
  id: 'player',
  context: { volume: 1 },
  initial: 'off',
  output: { seconds: 1 },
  states: {
    off: { tags: 'silent', meta: { title: 'Off' } },
    on: {
      initial: 'loading',
      tags: ['busy', 'silent'],
      states: {
        loading: { id: 'loader', invoke: { id: 'load', src: 'load' } },
        playing: {
          type: 'parallel',
          states: {
            sound: { initial: 'loud', states: { loud: {}, muted: {} } },
            screen: {},
          },
        },
        last: { type: 'history' },
      },
    },
    broken: { type: 'final' },
  },
});

const snapshot = createActor(player).getSnapshot();

expectType<
  Equal<
    typeof snapshot.value,
    'off' | 'broken' | { on: 'loading' | { playing: { sound: 'loud' | 'muted'; screen: {} } } }
  >
>();
snapshot.matches('on');
snapshot.matches({ on: 'loading' });
snapshot.matches({ on: 'playing' });
snapshot.matches({ on: { playing: 'sound' } });
snapshot.matches({ on: { playing: { sound: 'muted' } } });
snapshot.hasTag('busy');
expectType<Equal<typeof snapshot.context, { volume: number }>>();
expectType<Equal<typeof snapshot.tags, Set<string>>>();

const meta = snapshot.getMeta();
expectType<
  Equal<
    keyof typeof meta,
    | 'player'
    | 'player.off'
    | 'player.on'
    | 'loader'
    | 'player.on.playing'
    | 'player.on.playing.sound'
    | 'player.on.playing.sound.loud'
    | 'player.on.playing.sound.muted'
    | 'player.on.playing.screen'
    | 'player.on.last'
    | 'player.broken'
  >
>();
expectType<Equal<(typeof meta)['player.off'], { title: string } | undefined>>();

expectType<
  Equal<
    ReturnType<NonNullable<typeof snapshot.children.load>['getSnapshot']>['output'],
    string | undefined
  >
>();

if (snapshot.status === 'done') {
  expectType<Equal<typeof snapshot.output, { seconds: number }>>();
}
if (snapshot.status === 'active') {
  expectType<Equal<typeof snapshot.output, undefined>>();
}
if (snapshot.status === 'error') {
  expectType<Equal<typeof snapshot.error, unknown>>();
}

expectType<Equal<TagsFrom<typeof player>, 'busy' | 'silent'>>();
expectType<Equal<SnapshotFrom<typeof player>, typeof snapshot>>();
export const value: StateValueFrom<typeof player> = { on: { playing: { sound: 'loud' } } };

// The value is known without a setup as well, and of every kind of root.
const plain = createMachine({ initial: 'a', states: { a: {}, b: { states: { c: {} } } } });
expectType<Equal<ReturnType<typeof plain.resolveState>['value'], 'a' | { b: 'c' }>>();
const regions = createMachine({
  type: 'parallel',
  states: { left: { states: { on: {}, off: {} } }, right: {} },
});
expectType<
  Equal<ReturnType<typeof regions.resolveState>['value'], { left: 'on' | 'off'; right: {} }>
>();
const stateless = createMachine({});
expectType<Equal<ReturnType<typeof stateless.resolveState>['value'], {}>>();

// States that are only known at run time have any value.
declare const states: Record<string, { on: Record<string, string> }>;
const dynamic = createMachine({ initial: 'whatever', states });
createActor(dynamic).getSnapshot().matches('anything');
createActor(dynamic).getSnapshot().matches({ anything: 'below' });

// --- refused -------------------------------------------------------------------------------

// @ts-expect-error -- there is no such state
snapshot.matches('onn');
// @ts-expect-error -- there is no such child state
snapshot.matches({ on: 'load' });
// @ts-expect-error -- an atomic state has no child states
snapshot.matches({ off: 'x' });
// @ts-expect-error -- there is no such state in the depth
snapshot.matches({ on: { playing: { sound: 'mute' } } });
// @ts-expect-error -- there is no such tag
snapshot.hasTag('idle');
// @ts-expect-error -- there is no state with this id
void meta.other;
// @ts-expect-error -- the context has no such property
void snapshot.context.loudness;
// @ts-expect-error -- a snapshot is not written to
snapshot.value = 'off';

setup({
  types: { tags: {} as 'busy', meta: {} as { title: string }, output: {} as { total: number } },
}).createMachine({
  // @ts-expect-error -- there is no such state to begin with
  initial: 'c',
  // @ts-expect-error -- the total is a number
  output: { total: '1' },
  states: {
    a: {
      // @ts-expect-error -- there is no such tag
      tags: 'idle',
    },
    b: {
      meta: {
        // @ts-expect-error -- a title is a string
        title: 1,
      },
      // @ts-expect-error -- there is no such state to begin with
      initial: 'x',
      states: { y: {} },
    },
    d: {
      // @ts-expect-error -- there is no such kind of state
      type: 'paralel',
    },
    e: {
      // @ts-expect-error -- there is no such property
      sates: {},
    },
  },
});
setup({ types: { output: {} as { total: number } } }).createMachine({
  // @ts-expect-error -- the total is a number
  output: () => ({ total: '1' }),
});
