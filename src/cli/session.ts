import { createActor } from '../index.ts';
import { Interpreter, SyncInterpreter, type MachineNode } from '../interpreter/index.ts';
import { promisesSettled, type RunClock } from './clock.ts';
import { actorInspector, interpreterInspector, interpreterPlugin, leafIds } from './observe.ts';
import { toPlain } from './plain.ts';
import type { Runnable } from './load-machine.ts';
import type { SentEvent } from './read-events.ts';
import type { Recorder } from './records.ts';

/** A machine at work, the same for actors and both interpreters. */
export interface Session {
  readonly id: string;
  readonly status: string;
  readonly states: readonly string[];
  readonly context: unknown;
  readonly output: unknown;
  readonly error: unknown;
  /** Types of the events that would cause a transition now, as far as they need no payload. */
  readonly possibleEvents: readonly string[];
  /** @throws what an action or a guard throws */
  start(): Promise<void>;
  /**
   * Sends an event, and lets the promises settle that can.
   * @throws what an action or a guard throws
   */
  send(event: SentEvent): Promise<void>;
  /** The whole run as a JSON value. */
  snapshot(): unknown;
  stop(): Promise<void>;
}

export interface SessionOptions {
  readonly isSync: boolean;
  readonly clock: RunClock;
  readonly recorder: Recorder;
  /** What `snapshot()` gave; undefined: the machine starts anew. */
  readonly saved: unknown;
  /** Called when the machine has come to its end. */
  readonly onEnd: () => void;
}

/** @throws StatechartError when the saved snapshot does not fit */
export function openSession(runnable: Runnable, options: SessionOptions): Session {
  return runnable.kind === 'actor'
    ? actorSession(runnable.machine, options)
    : interpreterSession(runnable.machine, options);
}

function actorSession(
  machine: Extract<Runnable, { kind: 'actor' }>['machine'],
  { clock, recorder, saved, onEnd }: SessionOptions,
): Session {
  const actor = createActor(machine, {
    clock,
    logger: recorder.log,
    inspect: actorInspector(recorder),
    ...(saved !== undefined && { snapshot: saved as never }),
  });
  // A snapshot that does not fit makes an actor that has failed.
  if (saved !== undefined && actor.getSnapshot().status === 'error') {
    const { error } = actor.getSnapshot();
    if (error instanceof Error) throw error;
  }
  actor.subscribe({ error: onEnd, complete: onEnd });
  const look = () => actor.getSnapshot();
  return {
    id: machine.id,
    get status() {
      return look().status;
    },
    get states() {
      return leafIds(look());
    },
    get context() {
      return look().context as unknown;
    },
    get output() {
      return look().output as unknown;
    },
    get error() {
      return look().error;
    },
    get possibleEvents() {
      return machine.events.filter((type) => isPossible(type, () => look().can({ type })));
    },
    async start() {
      const { context } = look();
      recorder.begins(saved === undefined ? 'start' : 'resume', {
        states: leafIds(look()),
        context,
      });
      actor.start();
      await promisesSettled();
    },
    async send(event) {
      actor.send(event as never);
      await promisesSettled();
    },
    snapshot: () => toPlain(actor.getPersistedSnapshot()),
    async stop() {
      actor.stop();
    },
  };
}

function interpreterSession(
  machine: MachineNode,
  { isSync, clock, recorder, saved, onEnd }: SessionOptions,
): Session {
  const options = {
    clock,
    logger: recorder.log,
    plugins: [interpreterPlugin(recorder)],
    inspect: interpreterInspector(recorder),
  };
  const Host = isSync ? SyncInterpreter : Interpreter;
  const interpreter =
    saved === undefined
      ? new Host(machine, options)
      : Host.fromSnapshot(JSON.stringify(saved), machine, options);
  interpreter.subscribe({ error: onEnd, complete: onEnd });
  return {
    id: machine.id,
    get status() {
      return interpreter.status;
    },
    get states() {
      return [...interpreter.activeStateIds];
    },
    get context() {
      return interpreter.context;
    },
    get output() {
      return interpreter.output;
    },
    get error() {
      return interpreter.error;
    },
    get possibleEvents() {
      return machine.events.filter((type) => isPossible(type, () => interpreter.can(type)));
    },
    async start() {
      const states = saved === undefined ? initialIds(machine) : [...interpreter.activeStateIds];
      const { context } = interpreter;
      recorder.begins(saved === undefined ? 'start' : 'resume', { states, context });
      await interpreter.start();
      await promisesSettled();
    },
    async send(event) {
      await interpreter.send(event);
      await promisesSettled();
    },
    snapshot: () => JSON.parse(interpreter.getSnapshot()) as unknown,
    async stop() {
      await interpreter.stop();
    },
  };
}

/** The states that the machine starts in. */
function initialIds(machine: MachineNode): readonly string[] {
  const enter = (node: MachineNode['root']): readonly string[] => {
    if (node.children.length === 0) return [node.id];
    if (node.type === 'parallel') return node.children.flatMap(enter);
    const [target] = node.initial?.target ?? [];
    return target ? enter(target) : [node.id];
  };
  return enter(machine.root);
}

/** A guard that throws needs what only the payload gives. */
function isPossible(type: string, can: () => boolean): boolean {
  if (type.includes('*') || /^(?:xstate|done|error|after)\./.test(type)) return false;
  try {
    return can();
  } catch {
    return true;
  }
}
