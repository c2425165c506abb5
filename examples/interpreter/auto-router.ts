// Routes on its own: eventless transitions are taken as soon as their guard allows.
import { createMachine, MachineLogic, SyncInterpreter } from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'autoRouter',
  initial: 'checking',
  context: { role: 'admin' },
  states: {
    checking: {
      always: [{ target: 'adminPanel', guard: 'isAdmin' }, { target: 'userDashboard' }],
    },
    adminPanel: {},
    userDashboard: {},
  },
};

class RouterLogic extends MachineLogic {
  isAdmin(context: { role: string }): boolean {
    return context.role === 'admin';
  }
}

const machine = createMachine(config, { logic: new RouterLogic() });
const interpreter = new SyncInterpreter(machine).start();
console.log(show(interpreter.activeStateIds));
interpreter.stop();
