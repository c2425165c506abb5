// Counts toggles. Within a transition action, the active states are those that it leads to.
import {
  createMachine,
  MachineLogic,
  SyncInterpreter,
  type InterpreterApi,
} from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'toggleMachine',
  initial: 'inactive',
  context: { toggles: 0 },
  states: {
    inactive: { on: { ACTIVATE: { target: 'active', actions: 'logToggle' } } },
    active: { on: { DEACTIVATE: { target: 'inactive', actions: 'logToggle' } } },
  },
};

class ToggleLogic extends MachineLogic {
  logToggle(interpreter: InterpreterApi, context: { toggles: number }): void {
    context.toggles += 1;
    console.log(`Toggle #${context.toggles} → ${show(interpreter.activeStateIds)}`);
  }
}

const machine = createMachine(config, { logic: new ToggleLogic() });
const interpreter = new SyncInterpreter(machine).start();
console.log(show(interpreter.activeStateIds));
interpreter.send('ACTIVATE');
interpreter.send('DEACTIVATE');
console.log(show(interpreter.context));
interpreter.stop();
