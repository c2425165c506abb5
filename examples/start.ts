import { readFileSync } from 'node:fs';
import { runScript, type Script } from './run-script.ts';

// Found from here, and from dist-examples after the build. Another script may be named:
//
//     npm start -- my-script.json
const defaultFile = new URL('../examples/script.json', import.meta.url);

try {
  const script = JSON.parse(readFileSync(process.argv[2] ?? defaultFile, 'utf8')) as Script;
  await runScript(script, {
    print: console.log,
    hasColours: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
