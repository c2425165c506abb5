// What an action throws comes out of `send`, and the machine is as it was before.
import { createMachine, MachineLogic, SyncInterpreter } from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'risky',
  initial: 'idle',
  states: {
    idle: { on: { GO: { target: 'processing', actions: 'riskyAction' } } },
    processing: {},
    error: {},
  },
};

class RiskyLogic extends MachineLogic {
  riskyAction(): void {
    throw new Error('Something went wrong!');
  }
}

const machine = createMachine(config, { logic: new RiskyLogic() });
const interpreter = new SyncInterpreter(machine).start();
try {
  interpreter.send('GO');
} catch (error) {
  console.log(`Caught error: ${(error as Error).message}`);
}
console.log(show(interpreter.activeStateIds));
interpreter.stop();
