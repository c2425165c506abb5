import { createActor, fromCallback, fromPromise, SimulatedClock, toPromise } from 'detent';
import { advance } from '../advance.ts';
import { RunPrinter } from '../print-run.ts';
import { uploadMachine } from './machine.ts';

const clock = new SimulatedClock();
const printer = new RunPrinter({ print: console.log, now: () => clock.now(), hasColours: false });

// The same services on the simulated clock: 100 bytes each 50 ms, a checksum after 120 ms.
const machine = uploadMachine.provide({
  actors: {
    transfer: fromCallback(({ input, sendBack }) => {
      let sentBytes = input.fromByte;
      let timer = clock.setTimeout(send, 50);
      function send() {
        sentBytes += 100;
        timer = clock.setTimeout(send, 50);
        sendBack({ type: 'PROGRESS', sentBytes });
      }
      return () => clock.clearTimeout(timer);
    }),
    computeChecksum: fromPromise(
      () => new Promise((resolve) => clock.setTimeout(() => resolve('9f86d081'), 120)),
    ),
  },
});
const actor = createActor(machine, {
  clock,
  inspect: printer.inspect,
  input: { fileName: 'holiday.jpg', totalBytes: 300 },
});
const promise = toPromise(actor);
actor.start();

await advance(clock, 70);
actor.send({ type: 'PAUSE' });
await advance(clock, 80);
actor.send({ type: 'RESUME' });
await advance(clock, 100);

console.log('output:', await promise);
