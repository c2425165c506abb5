import { existsSync, readFileSync } from 'node:fs';

const MAIN_THREAD = '/proc/self/schedstat';
const tellsMainThread = existsSync(MAIN_THREAD);

/**
 * CPU time of the main thread where the host tells it (Linux), of the process elsewhere: other
 * processes do not count, nor do the threads of the compiler and the garbage collector.
 * @returns {number} nanoseconds
 */
export function mainThreadNs() {
  if (tellsMainThread) return Number.parseInt(readFileSync(MAIN_THREAD, 'utf8'), 10);
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
