// Created, running, stopped. The entry actions have no implementation, which is tolerated.
import { createMachine, SyncInterpreter } from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'lifecycle',
  initial: 'idle',
  context: {},
  states: {
    idle: { on: { GO: 'running' }, entry: 'onEnterIdle' },
    running: { on: { STOP: 'done' }, entry: 'onEnterRunning' },
    done: { type: 'final', entry: 'onEnterDone' },
  },
};

const machine = createMachine(config);
const interpreter = new SyncInterpreter(machine);
console.log(interpreter.isRunning);
console.log(show(interpreter.activeStateIds));

interpreter.start();
console.log(interpreter.isRunning);
console.log(show(interpreter.activeStateIds));

interpreter.send('GO');
console.log(show(interpreter.activeStateIds));
interpreter.send('STOP');
console.log(show(interpreter.activeStateIds));

interpreter.stop();
console.log(interpreter.isRunning);
