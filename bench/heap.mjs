import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** @type {() => void} */
const collectGarbage = runInNewContext('gc');

/**
 * Bytes on the heap once everything that can be collected is.
 * @returns {Promise<number>}
 */
export async function heapAfterGc() {
  let bytes = Infinity;
  // Weak references and finalizers need a turn of the event loop between two collections.
  for (let round = 0; round < 10; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed >= bytes && round >= 3) break;
    bytes = Math.min(bytes, heapUsed);
  }
  return bytes;
}
