import { repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';

/** Every event cancels the timeout of one state and arms that of the other. */
const timeoutConfig = {
  initial: 'a',
  states: {
    a: { after: { 60_000: 'late' }, on: { T: 'b' } },
    b: { after: { 50_000: 'late' }, on: { T: 'a' } },
    late: {},
  },
};

class SessionByHand {
  state = 'a';
  timer = setTimeout(this.#late, 60_000, this);

  /** @param {{ type: string }} event */
  send({ type }) {
    if (type !== 'T' || this.state === 'late') return;
    clearTimeout(this.timer);
    this.state = this.state === 'a' ? 'b' : 'a';
    this.timer = setTimeout(this.#late, this.state === 'a' ? 60_000 : 50_000, this);
  }

  /** @param {SessionByHand} session */
  #late(session) {
    session.state = 'late';
  }
}

/**
 * Many sessions, each of which will time out. Events go to `busy` of them in turn.
 * @param {(size: number) => number} busy
 * @returns {Pick<import('./scenario.mjs').Scenario, 'size' | 'expected' | 'libraries'>}
 */
function sessions(busy) {
  const event = { type: 'T' };
  /**
   * @param {number} size
   * @param {() => { send: (event: { type: string }) => void }} create
   * @param {(session: any) => string} stateOf
   */
  function subjectOf(size, create, stateOf) {
    const all = Array.from({ length: size }, create);
    const turns = busy(size);
    let next = 0;
    return {
      run: repeat(() => {
        /** @type {{ send: (event: { type: string }) => void }} */ (all[next]).send(event);
        next = (next + 1) % turns;
      }),
      result: () => ({ a: all.filter((session) => stateOf(session) === 'a').length }),
    };
  }
  return {
    size: 100_000,
    expected(times, size) {
      // One after the other goes from `a` to `b`, and in the second turn back again.
      const turns = busy(size);
      const inTurn = times % (2 * turns);
      return { a: size - turns + Math.abs(turns - inTurn) };
    },
    libraries: {
      ...statecharts(({ createActor, createMachine }, size) => {
        const machine = createMachine(timeoutConfig);
        return subjectOf(
          size,
          () => createActor(machine).start(),
          (session) => session.getSnapshot().value,
        );
      }),
      'by hand': (_, size) =>
        subjectOf(
          size,
          () => new SessionByHand(),
          (session) => session.state,
        ),
    },
  };
}

/** @type {import('./scenario.mjs').Scenario} */
export const busySession = {
  name: 'cancel a timer and arm another, 100,000 others pending',
  goals: timesAsFastAsXstate(100),
  ...sessions(() => 1),
};

/**
 * The same where every session is touched in turn, so that memory counts for more than the timers.
 * @type {import('./scenario.mjs').Scenario}
 */
export const timeouts = {
  name: 'cancel a timer and arm another, in 100,000 sessions in turn',
  ...sessions((size) => size),
};

/**
 * One actor with a timer for each of many requests: one comes and is given a limit, the oldest is
 * answered in time.
 * @type {import('./scenario.mjs').Scenario}
 */
export const requestTimers = {
  name: 'arm a timer and cancel the oldest, 100,000 pending in one actor',
  size: 100_000,
  expected: (times, size) => ({ armed: size + times, cancelled: times }),
  libraries: {
    ...statecharts(({ cancel, createActor, createMachine, sendTo }, size) => {
      let armed = 0;
      let cancelled = 0;
      const id = (/** @type {{ event: { id: string } }} */ { event }) => event.id;
      const self = (/** @type {{ self: unknown }} */ { self }) => self;
      const machine = createMachine({
        on: {
          REQUEST: {
            actions: [sendTo(self, { type: 'LATE' }, { delay: 60_000, id }), () => void armed++],
          },
          ANSWER: { actions: [cancel(id), () => void cancelled++] },
        },
      });
      const actor = createActor(machine).start();
      const request = () => actor.send({ type: 'REQUEST', id: `request ${armed}` });
      repeat(request)(size);
      return {
        run: repeat(() => {
          request();
          actor.send({ type: 'ANSWER', id: `request ${cancelled}` });
        }),
        result: () => ({ armed, cancelled }),
      };
    }),

    'by hand'(_, size) {
      /** @type {Map<string, ReturnType<typeof setTimeout>>} */
      const limits = new Map();
      let armed = 0;
      let cancelled = 0;
      const late = () => {};
      function request() {
        limits.set(`request ${armed}`, setTimeout(late, 60_000));
        armed++;
      }
      repeat(request)(size);
      return {
        run: repeat(() => {
          request();
          const id = `request ${cancelled}`;
          clearTimeout(limits.get(id));
          limits.delete(id);
          cancelled++;
        }),
        result: () => ({ armed: limits.size + cancelled, cancelled }),
      };
    },
  },
};
