// Counts events and transitions with a plugin of one's own.
import {
  createMachine,
  PluginBase,
  SyncInterpreter,
  type InterpreterApi,
  type MachineEvent,
} from 'detent/interpreter';

class MetricsPlugin extends PluginBase {
  transitionCount = 0;
  readonly eventsReceived: string[] = [];

  override onTransition(): void {
    this.transitionCount += 1;
  }

  override onEventReceived(_interpreter: InterpreterApi, event: MachineEvent): void {
    this.eventsReceived.push(event.type);
  }
}

const machine = createMachine({
  id: 'demo',
  initial: 'a',
  states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'c' } }, c: {} },
});
const metrics = new MetricsPlugin();
const interpreter = new SyncInterpreter(machine);
interpreter.plugins = [metrics];
interpreter.start();
interpreter.sendEvents(['GO', 'UNKNOWN', 'GO']);
interpreter.stop();
console.log(`Total transitions: ${metrics.transitionCount}`);
console.log(`Events: ${metrics.eventsReceived.join(', ')}`);
