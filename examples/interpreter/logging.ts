// Watches a machine with the plugin that logs transitions.
import { createMachine, LoggingInspector, SyncInterpreter } from 'detent/interpreter';

const machine = createMachine({
  id: 'demo',
  initial: 'a',
  states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'c' } }, c: { type: 'final' } },
});
const interpreter = new SyncInterpreter(machine);
interpreter.plugins = [new LoggingInspector()];

interpreter.start();
interpreter.send('GO');
interpreter.send('GO');
interpreter.stop();
