import { assign, createActor, createMachine, fromPromise, setup, waitFor } from 'detent';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { printed, settled } from './printed.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A web that knows these pages. */
function serve(pages: Record<string, string>): string[] {
  const requested: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    requested.push(url);
    const page = pages[url];
    if (page === undefined) throw new TypeError('fetch failed');
    return new Response(page);
  });
  return requested;
}

describe('a user who is fetched by a provided promise', () => {
  const fetchUser = (userId: string) =>
    fetch(`https://example.com/${userId}`).then((response) => response.text());

  const userMachine = setup({
    types: {
      context: {} as {
        userId: string;
        user: object | undefined;
        error: unknown;
      },
    },
    actors: {
      fetchUser: fromPromise(async ({ input }) => {
        const user = await fetchUser(input.userId);
        return user;
      }),
    },
  }).createMachine({
    id: 'user',
    initial: 'idle',
    context: {
      userId: '42',
      user: undefined,
      error: undefined,
    },
    states: {
      idle: {
        on: {
          FETCH: { target: 'loading' },
        },
      },
      loading: {
        invoke: {
          id: 'getUser',
          src: 'fetchUser',
          input: ({ context: { userId } }) => ({ userId }),
          onDone: {
            target: 'success',
            actions: assign({ user: ({ event }) => event.output }),
          },
          onError: {
            target: 'failure',
            actions: assign({ error: ({ event }) => event.error }),
          },
        },
      },
      success: {},
      failure: {
        on: {
          RETRY: { target: 'loading' },
        },
      },
    },
  });

  test('is in the context afterwards', async () => {
    const requested = serve({ 'https://example.com/42': 'David' });
    const actor = createActor(userMachine).start();
    expect(actor.getSnapshot().value).toBe('idle');
    actor.send({ type: 'FETCH' });
    expect(actor.getSnapshot().value).toBe('loading');
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(requested).toEqual(['https://example.com/42']);
    expect(actor.getSnapshot().context).toEqual({ userId: '42', user: 'David', error: undefined });
  });

  test('is fetched again on RETRY after a failure', async () => {
    serve({});
    const actor = createActor(userMachine).start();
    actor.send({ type: 'FETCH' });
    await waitFor(actor, (snapshot) => snapshot.matches('failure'));
    expect(actor.getSnapshot().context.error).toEqual(new TypeError('fetch failed'));
    serve({ 'https://example.com/42': 'David' });
    actor.send({ type: 'RETRY' });
    expect(actor.getSnapshot().value).toBe('loading');
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(actor.getSnapshot().context.user).toBe('David');
  });
});

describe('a user who is fetched by an inline promise', () => {
  const fetchUser = (userId: string) =>
    fetch(`/api/users/${userId}`).then((response) => response.json());

  const heard: unknown[] = [];
  const userMachine = setup({
    types: {
      context: {} as {
        userId: string;
        user: object | undefined;
        error: unknown;
      },
    },
  }).createMachine({
    id: 'user',
    initial: 'idle',
    context: {
      userId: '42',
      user: undefined,
      error: undefined,
    },
    states: {
      idle: {
        on: {
          FETCH: { target: 'loading' },
        },
      },
      loading: {
        invoke: {
          id: 'getUser',
          src: fromPromise(({ input }) => fetchUser(input.userId)),
          input: ({ context: { userId } }) => ({ userId }),
          onDone: {
            target: 'success',
            actions: [
              ({ event }) => heard.push(event),
              assign({ user: ({ event }) => event.output }),
            ],
          },
          onError: {
            target: 'failure',
            actions: [
              ({ event }) => heard.push(event),
              assign({ error: ({ event }) => event.error }),
            ],
          },
        },
      },
      success: {},
      failure: {
        on: {
          RETRY: { target: 'loading' },
        },
      },
    },
  });

  afterEach(() => {
    heard.length = 0;
  });

  test('comes as the output of an event named after the actor', async () => {
    serve({ '/api/users/42': '{"name":"David","location":"Florida"}' });
    const actor = createActor(userMachine).start();
    actor.send({ type: 'FETCH' });
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(heard).toEqual([
      {
        type: 'xstate.done.actor.getUser',
        output: { name: 'David', location: 'Florida' },
        actorId: 'getUser',
      },
    ]);
    expect(actor.getSnapshot().context.user).toEqual({ name: 'David', location: 'Florida' });
  });

  test('or as the error of one', async () => {
    serve({});
    const actor = createActor(userMachine).start();
    actor.send({ type: 'FETCH' });
    await waitFor(actor, (snapshot) => snapshot.matches('failure'));
    expect(heard).toEqual([
      {
        type: 'xstate.error.actor.getUser',
        error: new TypeError('fetch failed'),
        actorId: 'getUser',
      },
    ]);
  });
});

describe('a search', () => {
  const getSearchResults = (query: string) => [`${query} 1`, `${query} 2`];

  const searchMachine = (search: (query: string) => Promise<unknown>) =>
    setup({
      types: {
        context: {} as {
          results: object | undefined;
          errorMessage: unknown;
        },
      },
    }).createMachine({
      id: 'search',
      initial: 'idle',
      context: {
        results: undefined,
        errorMessage: undefined,
      },
      states: {
        idle: {
          on: {
            SEARCH: { target: 'searching' },
          },
        },
        searching: {
          invoke: {
            id: 'search',
            src: fromPromise(({ input: { query } }) => search(query)),
            input: ({ event }) => ({ query: event.query }),
            onError: {
              target: 'failure',
              actions: assign({
                errorMessage: ({ event }) => event.error,
              }),
            },
            onDone: {
              target: 'success',
              actions: assign({ results: ({ event }) => event.output }),
            },
          },
        },
        success: {},
        failure: {},
      },
    });

  const rejecting = (query: string) =>
    new Promise((resolve, reject) => {
      if (!query.length) {
        return reject('No query specified');
      }
      return resolve(getSearchResults(query));
    });

  const throwing = (query: string) =>
    new Promise((resolve) => {
      if (!query.length) {
        throw new Error('No query specified');
      }
      return resolve(getSearchResults(query));
    });

  test('has its input from the event that starts it', async () => {
    const actor = createActor(searchMachine(rejecting)).start();
    actor.send({ type: 'SEARCH', query: 'cat' });
    await settled();
    expect(actor.getSnapshot().value).toBe('success');
    expect(actor.getSnapshot().context.results).toEqual(['cat 1', 'cat 2']);
  });

  test.each([
    ['rejects', rejecting, 'No query specified'],
    ['throws', throwing, new Error('No query specified')],
  ])('that %s takes the onError transition', async (_, search, reason) => {
    const actor = createActor(searchMachine(search)).start();
    actor.send({ type: 'SEARCH', query: '' });
    await settled();
    expect(actor.getSnapshot().value).toBe('failure');
    expect(actor.getSnapshot().context.errorMessage).toEqual(reason);
  });
});

test('a result that comes after its state was left is discarded', async () => {
  let resolve!: (value: string) => void;
  const heard: unknown[] = [];
  const machine = createMachine({
    initial: 'loading',
    states: {
      loading: {
        invoke: {
          src: fromPromise(() => new Promise<string>((settle) => (resolve = settle))),
          onDone: { actions: ({ event }) => heard.push(event) },
        },
        on: { CANCEL: { target: 'idle' } },
      },
      idle: {},
    },
    on: { '*': { actions: ({ event }) => heard.push(event) } },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'CANCEL' });
  resolve('late');
  await settled();
  expect(actor.getSnapshot().value).toBe('idle');
  expect(heard).toEqual([]);
});

describe('a fetch whose service is provided', () => {
  const fetchMachine = setup({
    types: {
      context: {} as { url: string; data: unknown; error: string | null },
      events: {} as { type: 'RETRY' } | { type: 'REFRESH' },
    },
    actors: {
      fetchService: fromPromise(async ({ input }: { input: { url: string } }) => {
        const res = await fetch(input.url);
        if (!res.ok) throw new Error(`HTTP ${res.status}`);
        return res.json();
      }),
    },
  }).createMachine({
    id: 'fetch',
    initial: 'loading',
    context: { url: '/data', data: null, error: null },
    states: {
      loading: {
        invoke: {
          id: 'fetchData',
          src: 'fetchService',
          input: ({ context }) => ({ url: context.url }),
          onDone: {
            target: 'success',
            actions: assign({ data: ({ event }) => event.output, error: null }),
          },
          onError: {
            target: 'failure',
            actions: assign({ error: ({ event }) => (event.error as Error).message }),
          },
        },
      },
      success: { on: { REFRESH: 'loading' } },
      failure: { on: { RETRY: 'loading' } },
    },
  });

  test('fails, succeeds on RETRY and again on REFRESH', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
    const actor = createActor(fetchMachine).start();
    await waitFor(actor, (snapshot) => snapshot.matches('failure'));
    expect(actor.getSnapshot().context.error).toBe('HTTP 503');
    serve({ '/data': '[1]' });
    actor.send({ type: 'RETRY' });
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(actor.getSnapshot().context).toEqual({ url: '/data', data: [1], error: null });
    serve({ '/data': '[1,2]' });
    actor.send({ type: 'REFRESH' });
    expect(actor.getSnapshot().value).toBe('loading');
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(actor.getSnapshot().context.data).toEqual([1, 2]);
  });

  test('can be given a service of the test instead', async () => {
    const mockService = fromPromise(async ({ input }: { input: { url: string } }) => input.url);
    const mocked = fetchMachine.provide({ actors: { fetchService: mockService } });
    const actor = createActor(mocked).start();
    await waitFor(actor, (snapshot) => snapshot.matches('success'));
    expect(actor.getSnapshot().context.data).toBe('/data');
  });
});

test('the signal of a promise that is left can cancel its request', async () => {
  const log = printed();
  const machine = setup({
    actors: {
      fetchService: fromPromise(async ({ signal }) => {
        signal.addEventListener('abort', () => console.log('aborted'));
        return new Promise(() => {});
      }),
    },
  }).createMachine({
    initial: 'loading',
    states: {
      loading: {
        invoke: { src: 'fetchService' },
        on: { CANCEL: { target: 'idle' } },
      },
      idle: {},
    },
  });
  const actor = createActor(machine).start();
  expect(log).toEqual([]);
  actor.send({ type: 'CANCEL' });
  expect(log).toEqual(['aborted']);
});

test('a failing response becomes the error of a provided service', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const fetchUser = fromPromise(async ({ input }: { input: { userId: string } }) => {
    const res = await fetch(`/api/users/${input.userId}`);
    if (!res.ok) throw new Error('Failed');
    return res.json();
  });
  const machine = setup({ actors: { fetchUser } }).createMachine({
    context: { error: undefined as unknown },
    initial: 'loading',
    states: {
      loading: {
        invoke: {
          src: 'fetchUser',
          input: { userId: '1' },
          onError: { target: 'error', actions: assign({ error: ({ event }) => event.error }) },
        },
      },
      error: {},
    },
  });
  const actor = createActor(machine).start();
  await waitFor(actor, (snapshot) => snapshot.matches('error'));
  expect(actor.getSnapshot().context.error).toEqual(new Error('Failed'));
});
