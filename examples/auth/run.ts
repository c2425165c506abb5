import { createActor, SimulatedClock } from 'detent';
import { RunPrinter } from '../print-run.ts';
import { authClientMachine } from './machine.ts';

const clock = new SimulatedClock();
const printer = new RunPrinter({ print: console.log, now: () => clock.now(), hasColours: false });
const client = createActor(authClientMachine, { id: 'client', clock, inspect: printer.inspect });

client.start();
client.send({ type: 'AUTH' });
clock.increment(1000);
console.log(`status: ${client.getSnapshot().status}`);
