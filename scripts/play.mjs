// Plays the examples with `detent run`, and leaves the last word to whoever sits at the terminal.
//
//     node scripts/play.mjs dist/cli/main.js [options of detent run, for the payment]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [main = 'dist/cli/main.js', ...options] = process.argv.slice(2);

const userLoader = 'examples/user-loader/simulated.ts';
const payment = 'examples/payment/simulated.ts';
const plays = [
  { machine: userLoader, events: 'examples/user-loader/third-attempt.events' },
  { machine: userLoader, events: 'examples/user-loader/given-up.events' },
  { machine: payment, events: 'examples/payment/success.events' },
  { machine: payment, events: 'examples/payment/troubles.events' },
  { machine: payment, events: 'examples/payment/no-receipt.events' },
];
const isAttended = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** The worst that a run has come to. */
let exitCode = 0;
if (options.length > 0) {
  await detent(['run', payment, ...options]);
} else {
  for (const { machine, events } of plays) {
    console.log(`\n${readFileSync(events, 'utf8').split('\n', 1)[0]}`);
    await detent(['run', machine, '--clock', 'simulated', '--events', events], 'ignore');
  }
  if (isAttended) {
    console.log('\n# And now you, in real time. Send, for example:');
    console.log('#   START_PAYMENT {"amount": 20, "currency": "EUR", "method": "credit_card"}');
    console.log('#   START_PAYMENT {"amount": 20, "currency": "EUR", "method": "bank_transfer"}');
    await detent(['run', payment]);
  }
}
process.exitCode = exitCode;

/**
 * @param {readonly string[]} args
 * @param {'inherit' | 'ignore'} input without any, nobody is asked for events
 * @returns {Promise<void>}
 */
function detent(args, input = 'inherit') {
  if (options.length === 0) console.log(`$ npx detent ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      stdio: [input, 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      exitCode = Math.max(exitCode, code ?? 1);
      resolve();
    });
  });
}
