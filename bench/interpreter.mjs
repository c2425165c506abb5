// What SyncInterpreter costs over a bare actor: `npm run build && node bench/interpreter.mjs`.
import { assign, createActor, createMachine } from 'detent';
import * as vocabulary from 'detent/interpreter';

const SENDS = 200_000;
const ROUNDS = 31;

/** @param {object} transition what both states do on GO */
const toggle = (transition) => ({
  id: 'toggle',
  initial: 'a',
  context: { count: 0 },
  states: {
    a: { on: { GO: { target: 'b', ...transition } } },
    b: { on: { GO: { target: 'a', ...transition } } },
  },
});

/** @param {object} config @param {object} logic */
function interpreter(config, logic = {}) {
  const machine = vocabulary.createMachine(config, { logic });
  return new vocabulary.SyncInterpreter(machine).start();
}

const bareActor = createActor(createMachine(/** @type {any} */ (toggle({})))).start();
const bareInterpreter = interpreter(toggle({}));
const increment = assign({ count: ({ context }) => context.count + 1 });
const countingActor = createActor(
  createMachine(/** @type {any} */ (toggle({ actions: increment }))),
).start();
const countingInterpreter = interpreter(toggle({ actions: 'count' }), {
  actions: {
    /** @param {unknown} _interpreter @param {{ count: number }} context */
    count: (_interpreter, context) => {
      context.count++;
    },
  },
});

/** @type {Record<string, readonly [actor: () => void, interpreter: () => void]>} */
const pairs = {
  'a transition': [() => bareActor.send({ type: 'GO' }), () => bareInterpreter.send('GO')],
  'a transition that counts': [
    () => countingActor.send({ type: 'GO' }),
    () => countingInterpreter.send('GO'),
  ],
};

let isTooSlow = false;
for (const [name, [actor, facade]] of Object.entries(pairs)) {
  /** @type {number[]} */ const ratios = [];
  let actorNs = Infinity;
  let facadeNs = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    // Side by side, so that whatever slows the machine down slows both.
    const [one, other] = [measure(actor), measure(facade)];
    ratios.push(other / one);
    actorNs = Math.min(actorNs, one);
    facadeNs = Math.min(facadeNs, other);
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ROUNDS / 2)] ?? NaN;
  isTooSlow ||= median >= 2;
  console.log(
    `${name}: actor ${actorNs.toFixed(0)} ns, SyncInterpreter ${facadeNs.toFixed(0)} ns, ${median.toFixed(2)} times as long (median of ${ROUNDS} pairs)`,
  );
}
if (isTooSlow) {
  console.error('SyncInterpreter takes twice as long as an actor, or more.');
  process.exitCode = 1;
}

/** @param {() => void} send @returns {number} nanoseconds per call */
function measure(send) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < SENDS; i++) send();
  return Number(process.hrtime.bigint() - start) / SENDS;
}
