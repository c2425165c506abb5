// src -> dist, by plain tsc.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, tsc } from './command.mjs';

const { ok } = await tsc(['-p', 'tsconfig.build.json', '--noEmitOnError']);
if (!ok) process.exit(1);
removeOrphans();

/** What sources that are gone left behind must not be published. */
function removeOrphans() {
  const dist = join(root, 'dist');
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const source = join(root, 'src', file.slice(dist.length)).replace(
      /(\.d\.ts|\.js)(\.map)?$/,
      '',
    );
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(file);
  }
}
