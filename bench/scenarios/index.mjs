import { hundredThousandChildren, thousandChildren } from './children.mjs';
import { bytesPerActor, createActor, createFlatMachine, createMachine } from './creation.mjs';
import { eventless } from './eventless.mjs';
import { flatToggle } from './flat-toggle.mjs';
import { guardAndAssign } from './guard-and-assign.mjs';
import { deepLeaf, rootReentersLeaf } from './hierarchy.mjs';
import { interpreterSend, interpreterSendWithAction } from './interpreter.mjs';
import { hundredSubscribers, inspector, oneSubscriber } from './observers.mjs';
import { allRegionsMove, oneRegionMoves } from './parallel.mjs';
import { persistDeep, persistParallel } from './persistence.mjs';
import { pingPong } from './ping-pong.mjs';
import { promiseLoop } from './promise-loop.mjs';
import { pureFlat, pureParallel } from './pure-transition.mjs';
import { raise } from './raise.mjs';
import { ring } from './ring.mjs';
import { busySession, requestTimers, timeouts } from './timers.mjs';

/**
 * All scenarios, in the order of the tables.
 * @type {readonly import('./scenario.mjs').Scenario[]}
 */
export const scenarios = [
  flatToggle,
  guardAndAssign,
  deepLeaf,
  rootReentersLeaf,
  allRegionsMove,
  oneRegionMoves,
  ring,
  eventless,
  raise,
  pingPong,
  promiseLoop,
  createMachine,
  createFlatMachine,
  createActor,
  bytesPerActor,
  thousandChildren,
  hundredThousandChildren,
  busySession,
  timeouts,
  requestTimers,
  persistDeep,
  persistParallel,
  pureFlat,
  pureParallel,
  interpreterSend,
  interpreterSendWithAction,
  inspector,
  oneSubscriber,
  hundredSubscribers,
];
