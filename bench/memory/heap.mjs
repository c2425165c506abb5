/**
 * Bytes on the heap once everything that can be collected is.
 * @returns {Promise<number>}
 */
export async function heapAfterGc() {
  if (globalThis.gc === undefined) throw new Error('Run this with node --expose-gc.');
  let bytes = Infinity;
  // Weak references and finalizers need a turn of the event loop between two collections.
  for (let round = 0; round < 10; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed >= bytes && round >= 3) break;
    bytes = Math.min(bytes, heapUsed);
  }
  return bytes;
}
