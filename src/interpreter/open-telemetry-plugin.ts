import type { InterpreterApi } from './api.ts';
import type { MachineEvent } from './event.ts';
import { PluginBase, type ServiceInvocation } from './plugin.ts';

/** What is used of a span of `@opentelemetry/api`. */
export interface TelemetrySpan {
  setAttribute(key: string, value: string): unknown;
  recordException(exception: Error | string): void;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What is used of a tracer of `@opentelemetry/api`: give `trace.getTracer('my-service')`. */
export interface Tracer {
  startSpan(name: string, options?: { attributes?: Record<string, string> }): TelemetrySpan;
}

/** `SpanStatusCode.ERROR` of `@opentelemetry/api`. */
const STATUS_ERROR = 2;

/**
 * Exports a span per event (with all that follows from it) and one per service call.
 *
 * Attributes: `statechart.machine`, `statechart.event`, `statechart.state.from`,
 * `statechart.state.to`; of services `statechart.service.id` and `statechart.service.src`.
 */
export class OpenTelemetryPlugin extends PluginBase {
  readonly #tracer: Tracer;
  readonly #spans = new WeakMap<InterpreterApi, Spans>();

  constructor({ tracer }: { readonly tracer: Tracer }) {
    super();
    this.#tracer = tracer;
  }

  override onEventReceived(interpreter: InterpreterApi, event: MachineEvent): void {
    const spans = this.#spansOf(interpreter);
    // Raised events belong to the macrostep of the event that raised them.
    spans.event ??= this.#start(`${interpreter.id} ${event.type}`, {
      'statechart.machine': interpreter.id,
      'statechart.event': event.type,
      'statechart.state.from': statesOf(interpreter),
    });
  }

  override onEventProcessed(
    interpreter: InterpreterApi,
    _event: MachineEvent,
    error?: unknown,
  ): void {
    const spans = this.#spansOf(interpreter);
    spans.event?.setAttribute('statechart.state.to', statesOf(interpreter));
    end(spans.event, error);
    spans.event = undefined;
  }

  override onServiceStart(interpreter: InterpreterApi, { id, src }: ServiceInvocation): void {
    const { services } = this.#spansOf(interpreter);
    end(services.get(id), undefined);
    const span = this.#start(`${interpreter.id} invoke ${src}`, {
      'statechart.machine': interpreter.id,
      'statechart.service.id': id,
      'statechart.service.src': src,
    });
    services.set(id, span);
  }

  override onServiceDone(interpreter: InterpreterApi, { id }: ServiceInvocation): void {
    this.#endService(interpreter, id, undefined);
  }

  override onServiceError(
    interpreter: InterpreterApi,
    { id }: ServiceInvocation,
    error: unknown,
  ): void {
    this.#endService(interpreter, id, error);
  }

  override onInterpreterStop(interpreter: InterpreterApi): void {
    const { services } = this.#spansOf(interpreter);
    // What was cancelled is over too.
    for (const span of services.values()) end(span, undefined);
    services.clear();
  }

  #endService(interpreter: InterpreterApi, id: string, error: unknown): void {
    const { services } = this.#spansOf(interpreter);
    end(services.get(id), error);
    services.delete(id);
  }

  #start(name: string, attributes: Record<string, string>): TelemetrySpan {
    return this.#tracer.startSpan(name, { attributes });
  }

  #spansOf(interpreter: InterpreterApi): Spans {
    let spans = this.#spans.get(interpreter);
    if (!spans) {
      spans = { event: undefined, services: new Map() };
      this.#spans.set(interpreter, spans);
    }
    return spans;
  }
}

interface Spans {
  event: TelemetrySpan | undefined;
  readonly services: Map<string, TelemetrySpan>;
}

function end(span: TelemetrySpan | undefined, error: unknown): void {
  if (error !== undefined && span) {
    span.recordException(error instanceof Error ? error : String(error));
    span.setStatus({ code: STATUS_ERROR, message: String(error) });
  }
  span?.end();
}

function statesOf({ activeStateIds }: InterpreterApi): string {
  return [...activeStateIds].sort().join(', ');
}
