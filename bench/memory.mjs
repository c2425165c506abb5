// What the library keeps: after a million of everything, the heap must be where it was.
// The exit code is 1 when something has grown.
import { heapAfterGc } from './heap.mjs';
import { loads } from './memory/loads.mjs';

const times = 1_000_000;
const warmUp = 20_000;
const limitBytes = 1_000_000;

console.log(`Heap after ${times.toLocaleString('en')} times, in bytes; limit ${limitBytes} more\n`);
const grown = [];
for (const { name, start } of loads) {
  const once = start();
  await repeat(once, 0, warmUp);
  const before = await heapAfterGc();
  const startedAt = performance.now();
  await repeat(once, warmUp, warmUp + times);
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await heapAfterGc();
  // Used once more, so that nothing of it was collected before the heap was measured.
  once(warmUp + times);
  const growth = after - before;
  if (growth > limitBytes) grown.push(name);
  const sign = growth > limitBytes ? 'GROWN' : 'ok';
  console.log(
    `${sign.padEnd(6)}${name}\n      ${before} -> ${after} (${growth > 0 ? '+' : ''}${growth}), ` +
      `${((seconds * 1e6) / times).toFixed(2)} µs each`,
  );
}
if (grown.length > 0) {
  console.error(`\nThe heap has grown: ${grown.join('; ')}`);
  process.exitCode = 1;
}
// Delayed sends are still pending.
process.exit();

/**
 * @param {(n: number) => void} once
 * @param {number} from
 * @param {number} to
 */
async function repeat(once, from, to) {
  for (let n = from; n < to; n++) {
    once(n);
    // As in a server: promises and timers get their turn.
    if (n % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
