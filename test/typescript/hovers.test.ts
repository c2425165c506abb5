import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitMs } from './compilers.ts';
import { openEditor, type Editor } from './language-service.ts';
import { strictOptions, Workspace } from './workspace.ts';

const program = `
import { assign, createActor, emit, fromPromise, fromTransition, sendTo, setup } from 'detent';

interface User { name: string }
interface Session { user: User | undefined; attempts: number }
type SessionEvent = { type: 'LOGIN'; name: string } | { type: 'LOGOUT' } | { type: 'TICK'; at: number };

const fetchUser = fromPromise(async ({ /*logicInput*/input }: { input: { name: string } }): Promise<User> => ({ name: input.name }));

const /*setup*/session = setup({
  types: {
    context: {} as Session,
    events: {} as SessionEvent,
    input: {} as { attempts: number },
    emitted: {} as { type: 'WELCOME'; user: User },
    tags: {} as 'waiting' | 'ready',
  },
  actors: { fetchUser },
  actions: { greet: (_, params: { greeting: string }) => { /*params*/params; } },
  guards: { mayTry: ({ /*guardContext*/context }, { limit }: { limit: number }) => context.attempts < limit },
  delays: { patience: 1000 },
});

const /*machine*/machine = session.createMachine({
  context: ({ /*factoryInput*/input }) => ({ user: undefined, attempts: input.attempts }),
  initial: 'out',
  states: {
    out: {
      on: {
        LOGIN: { target: 'loading', actions: ({ /*event*/event }) => console.log(event.name) },
        '*': { actions: ({ /*anyEvent*/event }) => console.log(event.type) },
      },
    },
    loading: {
      invoke: {
        id: 'user',
        src: 'fetchUser',
        input: ({ /*context*/context }) => ({ name: String(context.attempts) }),
        onDone: { target: 'in.idle', actions: [assign({ user: ({ event }) => event./*output*/output }), emit(({ event }) => ({ type: 'WELCOME', user: event.output }))] },
        onError: { target: 'out', actions: ({ event }) => console.log(event./*error*/error) },
      },
    },
    in: { initial: 'idle', states: { idle: {}, busy: {} } },
  },
});

const /*actor*/actor = createActor(machine, { input: { attempts: 0 } });
actor./*send*/send({ type: 'LOGOUT' });
const /*snapshot*/snapshot = actor.getSnapshot();
const value = snapshot./*value*/value;
snapshot./*matches*/matches('in');
if (snapshot.matches({ in: 'busy' })) snapshot./*valueInState*/value;
snapshot./*hasTag*/hasTag('ready');
const child = snapshot.children./*child*/user;
snapshot./*snapshotContext*/context;
actor.on('WELCOME', (/*emitted*/emitted) => emitted.user);
sendTo(actor, { type: 'LOGOUT' });

const log = fromTransition((lines: number, event: { type: 'LOG'; line: string }) => lines + event.line.length, 0);
const worker = setup({
  types: { system: {} as { log: 'log' } },
  actors: { log },
  actions: {
    note: ({ /*system*/system }) => {
      const /*inSystem*/found = system./*get*/get('log');
      found?.send({ type: 'LOG', line: '' });
    },
  },
}).createMachine({});
createActor(worker)./*actorSystem*/system.get('log');
`;

/** Place to what a person wants to read there. The compiler says first whose member it is. */
const hovers: readonly (readonly [place: string, text: string])[] = [
  ['logicInput', '(parameter) input: { name: string; }'],
  ['params', '(parameter) params: { greeting: string; }'],
  ['guardContext', '(parameter) context: Session'],
  ['factoryInput', '(parameter) input: { attempts: number; }'],
  ['event', '(parameter) event: { type: "LOGIN"; name: string; }'],
  ['anyEvent', '(parameter) event: SessionEvent'],
  ['context', '(parameter) context: Session'],
  ['output', '(property) output: User'],
  ['error', '(property) error: unknown'],
  ['send', '(property) send: (event: SessionEvent) => void'],
  ['value', '(property) value: "out" | "loading" | { in: "idle" | "busy"; }'],
  ['matches', '(property) matches: <"in">(value: "in") => this is InState<V>'],
  ['valueInState', '(property) value: { in: "busy"; }'],
  ['hasTag', '(method) hasTag(tag: "waiting" | "ready"): boolean'],
  ['snapshotContext', '(property) context: Session'],
  [
    'child',
    '(property) user?: ActorRefFromLogic<PromiseActorLogic<User, { name: string; }, EventObject>> | undefined',
  ],
  [
    'system',
    '(parameter) system: ActorSystem<{ actors: { log: ActorRefFromLogic<TransitionActorLogic<number, { type: "LOG"; line: string; }, any, EventObject>>; }; }>',
  ],
  [
    'inSystem',
    'const found: ActorRefFromLogic<TransitionActorLogic<number, { type: "LOG"; line: string; }, any, EventObject>> | undefined',
  ],
  [
    'get',
    '(method) get<"log">(systemId: "log"): ActorRefFromLogic<TransitionActorLogic<number, { type: "LOG"; line: string; }, any, EventObject>> | undefined',
  ],
  [
    'actorSystem',
    '(property) system: ActorSystem<{ actors: { log: ActorRefFromLogic<TransitionActorLogic<number, { type: "LOG"; line: string; }, any, EventObject>>; }; }>',
  ],
  ['emitted', '(parameter) emitted: { type: "WELCOME"; user: User; }'],
  [
    'setup',
    'const session: SetupOf<NamedBag<{ context: Session; events: SessionEvent; input: { attempts: number; }; emitted: { type: "WELCOME"; user: User; }; tags: "waiting" | "ready"; }, { fetchUser: PromiseActorLogic<User, { name: string; }, EventObject>; }, { greet: { greeting: string; }; }, { mayTry: { limit: number; }; }, "patience">>',
  ],
];

/** What comes from a machine is its type bag, whose first lines say what matters. */
const bags: readonly (readonly [place: string, start: string])[] = [
  ['machine', 'const machine: Machine<{ context: Session; events: SessionEvent; states: {'],
  ['actor', 'const actor: ActorOf<Machine<{ context: Session; events: SessionEvent; states: {'],
  [
    'snapshot',
    'const snapshot: MachineSnapshotOf<{ context: Session; events: SessionEvent; states: {',
  ],
];
const bagLimit = 1_000;

const workspace = new Workspace();
let editor: Editor;
beforeAll(() => {
  workspace.installDetent();
  workspace.write('package.json', { type: 'module' });
  workspace.write('program.ts', program);
  editor = openEditor(workspace, 'program.ts', { ...strictOptions, lib: ['ES2023', 'DOM'] });
  expectNoFaults(editor.faults);
}, limitMs);
afterAll(() => workspace.remove());

test.each(hovers)('the hover over %s reads well', (place, text) => {
  expect(editor.hover(place).replace(/^(\(\w+\) )[A-Z]\w*<.*?>\.(?=\w+[:(<])/, '$1')).toBe(text);
});

test.each(bags)('the hover over a %s begins with what matters and is short', (place, start) => {
  const text = editor.hover(place);
  expect(text.slice(0, start.length)).toBe(start);
  expect(text.length).toBeLessThan(bagLimit);
});

function expectNoFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
