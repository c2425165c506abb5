import { existsSync, openSync, readSync } from 'node:fs';

const MAIN_THREAD = '/proc/self/schedstat';
const file = existsSync(MAIN_THREAD) ? openSync(MAIN_THREAD, 'r') : undefined;
const text = Buffer.alloc(64);
const neverNotified = new Int32Array(new SharedArrayBuffer(4));

/**
 * CPU time of the main thread where the host tells it (Linux), of the process elsewhere: other
 * processes do not count, nor do the threads of the compiler and the garbage collector.
 * @returns {number} nanoseconds
 */
export function mainThreadNs() {
  if (file === undefined) {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
  }
  // Linux brings the number up to date every few milliseconds, and when a thread goes to sleep.
  Atomics.wait(neverNotified, 0, 0, 0.1);
  readSync(file, text, 0, text.length, 0);
  return Number.parseInt(text.toString('latin1'), 10);
}
