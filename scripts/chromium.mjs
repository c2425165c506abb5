import { existsSync } from 'node:fs';
import { run } from './command.mjs';

const places = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * What to give playwright-core's `chromium.launch()`.
 * @throws {Error} when there is no Chromium, saying what to install
 */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'The browser tests need Chromium. Install it (Debian: apt-get install chromium), ' +
        'or name an installed one in the environment variable CHROMIUM_PATH.',
    );
  }
  return {
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      // Chromium refuses to sandbox itself when root starts it.
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
  };
}

/** Installs Debian's Chromium where that can be done without asking anybody. */
export async function ensureChromium() {
  if (findChromium() !== undefined || !isRoot() || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing Chromium for the browser tests (apt-get) ...');
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, isQuiet: true };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

function findChromium() {
  return places.find((path) => path !== undefined && existsSync(path));
}

function isRoot() {
  return process.getuid?.() === 0;
}
