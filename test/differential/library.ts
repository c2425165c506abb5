/**
 * What the tests use of a statechart library. `xstate` and `detent` both are one, so that every
 * machine, trace and table here runs on either.
 */
export interface Library {
  createMachine(config: any, implementations?: any): any;
  createActor(logic: any, options?: any): any;
  transition(logic: any, snapshot: any, event: any): [any, any[]];
  initialTransition(logic: any, input?: any): [any, any[]];
  assign(assignment: any): any;
  raise(event: any, options?: any): any;
  sendTo(target: any, event: any, options?: any): any;
  sendParent(event: any, options?: any): any;
  forwardTo(target: any, options?: any): any;
  cancel(id: any): any;
  emit(event: any): any;
  log(value?: any, label?: string): any;
  spawnChild(source: any, options?: any): any;
  stopChild(child: any): any;
  enqueueActions(collect: any): any;
  and(guards: any): any;
  or(guards: any): any;
  not(guard: any): any;
  stateIn(state: any): any;
  fromCallback(start: any): any;
  fromTransition(transition: any, initial: any): any;
  fromPromise(create: any): any;
  fromObservable(create: any): any;
  mapState(snapshot: any, mapper: any): any[];
  SimulatedClock: new () => any;
}
