// Types that come from schemas.
import { setup, type StandardSchemaV1 } from 'detent';

declare const context: StandardSchemaV1<{ name: string }>;
declare const rename: StandardSchemaV1<{ name: string }>;

export const profile = setup({
  schemas: { context, events: { RENAME: rename } },
  validate: 'events',
}).createMachine({ context: { name: '' }, on: { RENAME: {} } });
