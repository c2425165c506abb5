// Every example prints what the documents say that it prints.
import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const alice = '{"id": 1, "name": "Alice", "email": "alice@example.com"}';

const printed: Record<string, readonly string[]> = {
  'user-loader-json': [alice, '{"userLoader.loaded"}'],
  'user-loader-class': ['{"id": 1, "name": "Alice"}'],
  'user-loader-builder': ['{"id": 1, "name": "Alice"}'],
  'user-loader-functions': ['{"id": 1, "name": "Alice"}'],
  retry: [
    'Loading attempt #1...',
    '  Retrying... (Attempt 1: Connection refused)',
    'Loading attempt #2...',
    '  Retrying... (Attempt 2: Connection refused)',
    'Loading attempt #3...',
    'User loaded: Alice',
    '{"id": 42, "name": "Alice", "email": "alice@example.com"}',
  ],
  payment: [
    'Charging $49.99...',
    'Payment complete! Transaction: TXN-20260323-001, Amount: $49.99',
    'TXN-20260323-001',
    '{"receiptId": "RCP-TXN-20260323-001", "amount": 49.99, "currency": "USD", "status": "paid"}',
  ],
  timeout: [
    '1000 ms: {"userLoader.loaded"}',
    'The service is cancelled',
    '10000 ms: {"userLoader.timeout"}',
  ],
  fetch: [
    '{"fetchMachine.idle"}',
    '{"fetchMachine.loading"}',
    '{"fetchMachine.success"}',
    '{"data": {"answer": 42}, "error": null}',
  ],
  toggle: [
    '{"toggleMachine.inactive"}',
    'Toggle #1 → {"toggleMachine.active"}',
    'Toggle #2 → {"toggleMachine.inactive"}',
    '{"toggles": 2}',
  ],
  payload: ['Logged in as alice', '{"username": "alice", "role": "admin"}'],
  lifecycle: [
    'false',
    '{}',
    'true',
    '{"lifecycle.idle"}',
    '{"lifecycle.running"}',
    '{"lifecycle.done"}',
    'false',
  ],
  'auto-router': ['{"autoRouter.adminPanel"}'],
  logging: [
    "🕵️ [INSPECT] Transition: ['demo.a'] -> ['demo.b'] on Event 'GO'",
    '🕵️ [INSPECT] New Context: {}',
    "🕵️ [INSPECT] Transition: ['demo.b'] -> ['demo.c'] on Event 'GO'",
    '🕵️ [INSPECT] New Context: {}',
  ],
  metrics: ['Total transitions: 2', 'Events: GO, UNKNOWN, GO'],
  order: ['{"order.cart"}', '{"order.checkout"}', '["Widget", "Gadget"]'],
  error: ['Caught error: Something went wrong!', '{"risky.idle"}'],
  login: [
    '{"login.loggedIn"} {"username": "alice", "authenticated": true}',
    '{"login.idle"} {"username": "", "authenticated": false}',
  ],
};

test.each(Object.entries(printed))('%s', async (name, expected) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...values) => {
    lines.push(values.map(String).join(' '));
  });
  vi.spyOn(console, 'warn').mockReturnValue();
  await import(`../../examples/interpreter/${name}.ts`);
  expect(lines).toEqual(expected);
});

test('every example is here', () => {
  const files = readdirSync(new URL('../../examples/interpreter', import.meta.url));
  const programs = files.map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'show');
  expect(programs.sort()).toEqual(Object.keys(printed).sort());
});
