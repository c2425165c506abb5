import type { ActionRef } from '../model/config.ts';
import { setOwn } from '../model/set-own.ts';
import type { StateNode, Transition } from '../model/state-node.ts';

/**
 * A part of the machine in which exactly one path of states is active at a time.
 *
 * The whole machine is one region; every child of a parallel state is the root of
 * another. Regions are numbered in document order, so the regions inside of a region
 * follow it without a gap:
 *
 *     machine 0 ── player (parallel) ─┬─ audio 1
 *                                     └─ video 2 ── hd (parallel) ─┬─ left 3
 *                                                                  └─ right 4
 */
export interface Region {
  readonly index: number;
  readonly root: StateNode;
  /** Number of the last region inside of this one; its own when there is none. */
  lastInside: number;
}

/**
 * What is active in one region: the path from its root to an atomic state, or to a
 * parallel state, below which other regions go on.
 *
 * There are no more cells than states, and the same path is the same object. So all that
 * follows from a path (who reacts to an event, what a transition leaves and enters) is
 * found out once and kept here, and a machine with many regions costs the sum of them
 * and not their product.
 */
export class Cell {
  readonly region: Region;
  /** The innermost state of the path. */
  readonly tip: StateNode;
  /** From the root of the region to the tip. */
  readonly path: readonly StateNode[];
  /** The regions below a tip that is parallel. */
  readonly inner: readonly Region[];
  /** Whether a state of the path has eventless transitions. */
  readonly hasAlways: boolean;

  /** The configuration that this cell is all of; only cells of the outermost region have one. */
  alone: Configuration | undefined = undefined;
  /** Who may react to an event, by event class, innermost first. */
  readonly candidates: Map<string, readonly Candidate[]> = new Map();
  always: readonly Candidate[] | undefined = undefined;

  constructor(tip: StateNode, region: Region, inner: readonly Region[]) {
    const path = [tip];
    while (path[0] !== region.root) path.unshift(path[0]!.parent!);
    this.path = path;
    this.tip = tip;
    this.region = region;
    this.inner = inner;
    this.hasAlways = path.some((node) => node.always);
  }

  /** Drops what is known of transitions. */
  forget(): void {
    this.candidates.clear();
    this.always = undefined;
    this.alone?.forget();
  }
}

/** A transition as seen from a cell: what it does there is found out once. */
export interface Candidate {
  readonly transition: Transition;
  readonly cell: Cell;
  /** undefined until it is needed, and for ever where it depends on recorded history. */
  move: Move | undefined;
  /** This candidate alone as a reaction, where the cell is all that is active. */
  reaction: Reaction | undefined;
}

/** What one transition leaves and enters. */
export interface Move {
  /** Inside of this state all is left and entered; undefined: the root itself is left too. */
  readonly domain: StateNode | undefined;
  /** Whether it is a region that is left and entered itself, its siblings not. */
  readonly isDomainLeft: boolean;
  /** The cell of the region that `domain` belongs to. */
  readonly from: Cell;
  /** States of that cell that are left, innermost first. */
  readonly exits: readonly StateNode[];
  readonly entries: readonly Entry[];
  /** What is active below the domain afterwards: the cell of its region first. */
  readonly to: readonly Cell[];
  /** Whether states may be left that have a history to record. */
  readonly records: boolean;
}

/** A state that is entered. */
export interface Entry {
  readonly node: StateNode;
  /** Whether its initial transition is taken. */
  readonly takesInitial: boolean;
}

/** The transitions that an event enables in a configuration, with what they do there. */
export interface Reaction {
  readonly enabled: readonly Candidate[];
  /** undefined until it is needed, and for ever where it depends on recorded history. */
  plan: Plan | undefined;
}

/** What a microstep does. */
export interface Plan {
  /** Innermost first: reverse document order puts children before parents (SCXML 3.13). */
  readonly exits: readonly StateNode[];
  /** In document order. */
  readonly entries: readonly Entry[];
  readonly next: Configuration;
  readonly records: boolean;
  /**
   * Where running actions is all there is to do: the lists of them, in order. Most transitions
   * are like that; the others time, invoke, record or complete something. Empty where nothing runs.
   */
  readonly actions: readonly (readonly ActionRef[])[] | undefined;
  /** For good, nothing runs and no eventless transition follows. */
  readonly isSilent: boolean;
  /**
   * Which of `actions` is the first after the exits, before which a dialect that wants it is told of
   * the plan; -1 when none does.
   */
  readonly told: number;
}

/** What is known of the events of one class in a configuration. */
export interface Answer {
  /** The class; that of a type which is named in the machine is the type itself. */
  readonly type: string;
  /** undefined: guards decide which of `candidates` it is. */
  readonly reaction: Reaction | undefined;
  readonly candidates: readonly Candidate[];
  /** Where such an event leads, when nothing runs on the way and the library has not sent it. */
  next: Configuration | undefined;
}

/**
 * All active states of a machine: the active cells, by the number of their region.
 *
 * Configurations are kept, so that the same states are the same object, with the reactions that
 * no guard decides. The states of regions multiply, so there is a limit to that; beyond it a
 * configuration is put together from its cells each time.
 */
export class Configuration {
  readonly cells: readonly (Cell | undefined)[];
  /** What is known of events, by their class; undefined: this configuration is not kept. */
  readonly answers: Map<string, Answer> | undefined;
  /**
   * The first event that was seen to run nothing, and where it leads: the same as the `next` of its
   * answer, with one look less. Most states have one such event.
   */
  silentType = '';
  silentNext: Configuration | undefined = undefined;
  /** Events tend to repeat or to take turns, so the last two are found without a look-up. */
  private latest: Answer | undefined = undefined;
  private earlier: Answer | undefined = undefined;
  /** The reaction of the eventless transitions, when no guard decides it. */
  always: Reaction | undefined = undefined;
  /** Whether an active state has eventless transitions. */
  readonly hasAlways: boolean;
  #value: StateValue | undefined = undefined;
  #nodes: readonly StateNode[] | undefined = undefined;
  #tags: Set<string> | undefined = undefined;

  constructor(cells: readonly (Cell | undefined)[], isKept: boolean) {
    this.cells = cells;
    this.answers = isKept ? new Map() : undefined;
    this.hasAlways = cells.some((cell) => cell?.hasAlways);
  }

  /** What is known of the events of a type that is named in the machine. */
  recall(eventType: string): Answer | undefined {
    const { latest, earlier } = this;
    if (latest !== undefined && latest.type === eventType) return latest;
    if (earlier !== undefined && earlier.type === eventType) return earlier;
    const answer = this.answers?.get(eventType);
    if (answer !== undefined) {
      this.earlier = latest;
      this.latest = answer;
    }
    return answer;
  }

  /** Drops what is known of transitions. */
  forget(): void {
    this.answers?.clear();
    this.latest = this.earlier = this.always = this.silentNext = undefined;
  }

  /** Active states in document order. */
  get nodes(): readonly StateNode[] {
    return (this.#nodes ??= this.cells
      .flatMap((cell) => cell?.path ?? NONE)
      .sort((a, b) => a.order - b.order));
  }

  get value(): StateValue {
    // A machine that failed while it was entered has no active state.
    return (this.#value ??= this.cells[0] ? valueOf(this.cells[0], this.cells) : {});
  }

  get tags(): Set<string> {
    return (this.#tags ??= new Set(this.nodes.flatMap((node) => node.tags)));
  }

  /** Whether the same states are active. */
  equals(other: Configuration): boolean {
    if (this === other) return true;
    // Kept configurations are the same object when their states are.
    if (this.answers && other.answers) return false;
    return this.consistsOf(other.cells);
  }

  consistsOf(cells: readonly (Cell | undefined)[]): boolean {
    return this.cells.every((cell, i) => cell === cells[i]);
  }
}

export type StateValue = string | StateValueMap;
export interface StateValueMap {
  [key: string]: StateValue | undefined;
}

const NONE: readonly never[] = [];

/**
 *     light (atomic)         {}
 *     light -> red           'red'
 *     light -> red -> walk   { red: 'walk' }
 *     both (parallel)        { left: 'on', right: {} }
 */
function valueOf(cell: Cell, cells: readonly (Cell | undefined)[]): StateValue {
  const { path, inner } = cell;
  let value: StateValue = {};
  for (const { index, root } of inner) {
    // Before a machine is entered, its regions are not active.
    if (cells[index]) setOwn(value as StateValueMap, root.key, valueOf(cells[index], cells));
  }
  for (let i = path.length - 1; i > 0; i--) {
    const { key, type } = path[i]!;
    value = type === 'atomic' || type === 'final' ? key : { [key]: value };
  }
  return value;
}
