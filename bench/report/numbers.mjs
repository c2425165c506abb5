/** @param {number} count of ns or bytes @param {'ns' | 'bytes'} unit */
export function amount(count, unit) {
  if (unit === 'bytes') return `${whole(count)} B`;
  if (count < 10) return `${count.toFixed(1)} ns`;
  if (count < 10_000) return `${whole(count)} ns`;
  if (count < 1e7) return `${significant(count / 1e3)} µs`;
  return `${significant(count / 1e6)} ms`;
}

/** @param {number} times */
export const factor = (times) => `x${significant(times)}`;

/** @param {number} count */
export const whole = (count) => Math.round(count).toLocaleString('en');

/** @param {number} count */
const significant = (count) => (count < 10 ? count.toFixed(count < 1 ? 2 : 1) : whole(count));
