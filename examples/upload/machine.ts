import { assign, fromCallback, fromPromise, setup } from 'detent';

interface UploadContext {
  fileName: string;
  sentBytes: number;
  totalBytes: number;
  checksum: string | null;
}

type UploadEvent =
  | { type: 'PROGRESS'; sentBytes: number }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  | { type: 'CANCEL' };

/**
 * Uploads a file while its checksum is computed: two regions that run side by side. When both
 * are done, so is the upload. The transfer can be paused; the other region does not care.
 */
export const uploadMachine = setup({
  types: {
    context: {} as UploadContext,
    events: {} as UploadEvent,
    input: {} as { fileName: string; totalBytes: number },
    output: {} as { fileName: string; checksum: string | null },
  },
  actors: {
    transfer: fromCallback<UploadEvent, { fromByte: number; totalBytes: number }>(
      ({ input, sendBack }) => {
        let { fromByte: sentBytes } = input;
        const timer = setInterval(() => {
          sentBytes = Math.min(sentBytes + 64_000, input.totalBytes);
          sendBack({ type: 'PROGRESS', sentBytes });
        }, 50);
        // Called when the state is left: paused, cancelled or finished.
        return () => clearInterval(timer);
      },
    ),
    computeChecksum: fromPromise<string, { fileName: string }>(async ({ input }) => {
      const bytes = new TextEncoder().encode(input.fileName);
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      return Array.from(new Uint8Array(digest, 0, 4), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
    }),
  },
  guards: {
    isComplete: ({ context }) => context.sentBytes === context.totalBytes,
  },
}).createMachine({
  id: 'upload',
  initial: 'uploading',
  context: ({ input }) => ({ ...input, sentBytes: 0, checksum: null }),
  output: ({ context: { fileName, checksum } }) => ({ fileName, checksum }),
  states: {
    uploading: {
      type: 'parallel',
      on: { CANCEL: 'cancelled' },
      onDone: 'uploaded',
      states: {
        transfer: {
          initial: 'sending',
          states: {
            sending: {
              invoke: {
                id: 'transfer',
                src: 'transfer',
                input: ({ context: { sentBytes, totalBytes } }) => ({
                  fromByte: sentBytes,
                  totalBytes,
                }),
              },
              on: {
                PROGRESS: { actions: assign({ sentBytes: ({ event }) => event.sentBytes }) },
                PAUSE: 'paused',
              },
              always: { target: 'sent', guard: 'isComplete' },
            },
            paused: { on: { RESUME: 'sending' } },
            sent: { type: 'final' },
          },
        },
        checksum: {
          initial: 'computing',
          states: {
            computing: {
              invoke: {
                id: 'computeChecksum',
                src: 'computeChecksum',
                input: ({ context }) => ({ fileName: context.fileName }),
                onDone: {
                  target: 'computed',
                  actions: assign({ checksum: ({ event }) => event.output }),
                },
              },
            },
            computed: { type: 'final' },
          },
        },
      },
    },
    uploaded: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
