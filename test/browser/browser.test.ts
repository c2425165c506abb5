import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { chromiumLaunchOptions } from '../../scripts/chromium.mjs';
import { serve, type Site } from './serve.ts';

let site: Site;
let browser: Browser;
let page: Page;
/** What the page said and what went wrong in it. */
let logged: unknown[];
let failed: string[];

beforeAll(async () => {
  const pages = new URL('pages', import.meta.url).pathname;
  site = await serve(
    { '/detent/': inject('builtPackage'), '/': pages },
    {
      '/clicks.html': pageOf('clicks.js'),
      '/errors.html': pageOf('errors.js'),
      '/loading.html': pageOf('loading.js'),
      '/empty.html': '<!doctype html>',
      '/greeting': 'Hello',
      '/rxjs.js': await bundleOfRxjs(),
    },
  );
  browser = await chromium.launch(chromiumLaunchOptions());
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  logged = [];
  failed = [];
  page.on('console', (message) => logged.push([message.type(), message.text()]));
  page.on('pageerror', (error) => failed.push(error.message));
});

afterEach(async () => {
  await page.close();
});

describe('in a page, without a bundler', () => {
  test('clicks on the body reach the machine that invokes them', async () => {
    await page.goto(`${site.url}clicks.html`);
    await page.waitForFunction(() => document.title === 'Listening');
    await page.mouse.click(30, 40);
    await page.mouse.click(50, 60);
    await page.keyboard.press('Enter');
    await expect.poll(() => logged).toHaveLength(2);
    expect(logged).toEqual([
      ['log', 'PointerEvent'],
      ['log', 'PointerEvent'],
    ]);
    expect(failed).toEqual([]);
  });

  test('clicks are heard no more once the machine has stopped', async () => {
    await page.goto(`${site.url}clicks.html`);
    await page.waitForFunction(() => document.title === 'Listening');
    await page.mouse.click(30, 40);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.mouse.click(50, 60);
    await expect.poll(() => logged).toHaveLength(1);
    await page.evaluate(() => console.log('last'));
    expect(logged).toEqual([
      ['log', 'PointerEvent'],
      ['log', 'last'],
    ]);
  });

  test.each(['index', 'entry/actions', 'entry/actors', 'entry/guards', 'graph/index', 'entry/dev'])(
    'the entry %s loads',
    async (entry) => {
      await page.goto(`${site.url}empty.html`);
      const names = await page.evaluate(`import('/detent/${entry}.js').then(Object.keys)`);
      expect(names).not.toEqual([]);
      expect(failed).toEqual([]);
    },
  );

  test('an error that nobody handles reaches window.onerror', async () => {
    await page.goto(`${site.url}errors.html`);
    await expect.poll(() => failed).toEqual(['from an action']);
    expect(logged).toEqual([
      ['log', 'error'],
      ['log', 'b'],
    ]);
  });

  test('a promise, a delay and a warning work as in Node', async () => {
    await page.goto(`${site.url}loading.html`);
    await expect.poll(() => logged).toHaveLength(2);
    expect(logged).toEqual([
      ['log', 'Hello'],
      ['warning', expect.stringContaining('"LATE"')],
    ]);
    expect(failed).toEqual([]);
  });
});

describe('in a module worker', () => {
  test('a machine with a delay runs, and answers by messages', async () => {
    await page.goto(`${site.url}empty.html`);
    const messages = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const heard: unknown[] = [];
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.addEventListener('error', (event) => reject(new Error(event.message)));
          worker.addEventListener('message', ({ data }) => {
            heard.push(data);
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
            if (data.type === 'READY') worker.postMessage({ type: 'WAIT' });
            if (data.type === 'STATE' && data.value === 'done') resolve(heard);
          });
        }),
    );
    expect(messages).toEqual([
      { type: 'READY', hasWindow: false },
      { type: 'STATE', value: 'counting' },
      { type: 'DONE' },
      { type: 'STATE', value: 'done' },
    ]);
    expect(failed).toEqual([]);
  });
});

/** A page that runs one module, which finds the packages by an import map. */
function pageOf(script: string): string {
  const imports = { detent: '/detent/index.js', rxjs: '/rxjs.js' };
  return `<!doctype html>
    <html lang="en">
      <title>${script}</title>
      <link rel="icon" href="data:," />
      <script type="importmap">${JSON.stringify({ imports })}</script>
      <script type="module" src="/${script}"></script>
      <body style="min-height: 100vh"></body>
    </html>`;
}

/** RxJS as one file. It has no module that a page could import as it is. */
async function bundleOfRxjs(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { fromEvent } from 'rxjs';",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]!.text;
}
