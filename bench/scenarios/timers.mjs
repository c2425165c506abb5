import { repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';

/**
 * Many sessions, each of which will time out: an event takes one of them to a state with another
 * timeout, so that a timer is cancelled and a timer is armed.
 * @type {import('./scenario.mjs').Scenario}
 */
export const timeouts = {
  name: 'cancel a timer and arm another, 100,000 pending',
  size: 100_000,
  goals: timesAsFastAsXstate(100),
  expected(times, size) {
    // One after the other goes from `a` to `b`, and in the second turn back again.
    const inTurn = times % (2 * size);
    return { a: Math.abs(size - inTurn) };
  },
  libraries: {
    ...statecharts(({ createActor, createMachine }, size) => {
      const machine = createMachine({
        initial: 'a',
        states: {
          a: { after: { 60_000: 'late' }, on: { T: 'b' } },
          b: { after: { 50_000: 'late' }, on: { T: 'a' } },
          late: {},
        },
      });
      const sessions = Array.from({ length: size }, () => createActor(machine).start());
      const event = { type: 'T' };
      let next = 0;
      return {
        run: repeat(() => {
          sessions[next].send(event);
          next = (next + 1) % size;
        }),
        result: () => ({
          a: sessions.filter((session) => session.getSnapshot().value === 'a').length,
        }),
      };
    }),

    'by hand'(_, size) {
      class Session {
        state = 'a';
        timer = setTimeout(this.#late, 60_000, this);

        /** @param {{ type: string }} event */
        send({ type }) {
          if (type !== 'T' || this.state === 'late') return;
          clearTimeout(this.timer);
          this.state = this.state === 'a' ? 'b' : 'a';
          this.timer = setTimeout(this.#late, this.state === 'a' ? 60_000 : 50_000, this);
        }

        /** @param {Session} session */
        #late(session) {
          session.state = 'late';
        }
      }
      const sessions = Array.from({ length: size }, () => new Session());
      const event = { type: 'T' };
      let next = 0;
      return {
        run: repeat(() => {
          /** @type {Session} */ (sessions[next]).send(event);
          next = (next + 1) % size;
        }),
        result: () => ({ a: sessions.filter(({ state }) => state === 'a').length }),
      };
    },
  },
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
