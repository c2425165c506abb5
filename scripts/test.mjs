// `npm test`: every check, from a fresh clone, on a machine with only Node and npm.
// The last line counts the tests, and every other check that failed as one failure.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { npm } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** For all checks together. */
const limitMs = 8 * 60_000;
const startedAt = performance.now();

/** Scripts of package.json, in the order in which one needs what another made. */
const checks = [
  'typecheck',
  'lint',
  'format:check',
  'build',
  'build:examples',
  'vitest',
  'lint:package',
  'lint:unused',
  'size',
];

/** @type {{ check: string, result: string, seconds: string }[]} */
const rows = [];
const tests = { passed: 0, failed: 0, skipped: 0 };

await ensureInstalled();
await ensureChromium();
for (const check of checks) {
  console.log(`\n== ${check}`);
  const checkStartedAt = performance.now();
  const reason = check === 'vitest' ? await runTests() : await runCheck(check);
  const seconds = ((performance.now() - checkStartedAt) / 1000).toFixed(1);
  rows.push({ check, result: reason === '' ? 'ok' : `FAILED: ${reason}`, seconds });
}
report();

/**
 * @param {string} check
 * @param {readonly string[]} args
 * @returns why it failed; empty when it passed
 */
async function runCheck(check, args = []) {
  const timeoutMs = Math.max(1, limitMs - (performance.now() - startedAt));
  const { reason } = await npm(['run', '--silent', check, '--', ...args], { timeoutMs });
  if (reason !== '' && check !== 'vitest') tests.failed += 1;
  return reason;
}

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'detent-test-'));
  const outputFile = join(folder, 'results.json');
  const reason = await runCheck('vitest', [
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
  ]);
  const json = existsSync(outputFile) ? readFileSync(outputFile, 'utf8') : undefined;
  rmSync(folder, { recursive: true });
  if (json !== undefined) return countTests(json, reason);
  tests.failed += 1;
  return `no test results, ${reason}`;
}

/**
 * @param {string} json what vitest's json reporter wrote
 * @param {string} reason why vitest itself failed; empty when it did not
 * @returns why the tests failed; empty when they passed
 */
function countTests(json, reason) {
  /** @type {import('vitest/node').JsonTestResults} */
  const results = JSON.parse(json);
  tests.passed += results.numPassedTests;
  const skipped = results.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed');
  tests.skipped += skipped.length;

  // A file that could not be loaded is a failure, though no test of it ran.
  const unloaded = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  const failed = results.numFailedTests + unloaded.length;
  tests.failed += failed === 0 && reason !== '' ? 1 : failed;
  if (failed > 0) return `${failed} failed`;
  if (skipped.length > 0) {
    console.error('No test may be skipped. These were:');
    for (const { fullName } of skipped) console.error(`  ${fullName}`);
    return `${skipped.length} skipped`;
  }
  if (results.numPassedTests === 0) return 'no tests';
  return reason;
}

/** @param {{ status: string }} test */
function isFailed({ status }) {
  return status === 'failed';
}

function report() {
  const width = Math.max(...checks.map((check) => check.length));
  console.log('');
  for (const { check, result, seconds } of rows) {
    console.log(`${check.padEnd(width)}  ${seconds.padStart(6)} s  ${result}`);
  }
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
  const isGood = rows.every(({ result }) => result === 'ok');
  process.exitCode = isGood ? 0 : 1;
  console.log(`\n${tests.passed} passed, ${tests.failed} failed${skipped}`);
}
