import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';

/** An event that waits, with the actor that sent it; `origin` is undefined when it came from outside. */
export interface Letter {
  readonly event: EventObject;
  readonly origin: AnyActorRef | undefined;
  next: Letter | undefined;
}

/**
 * First in, first out.
 *
 * Linked, so that an empty mailbox holds nothing after a burst, and nothing is ever moved.
 * An actor that is idle is handed its event directly and needs no mailbox at all.
 */
export class Mailbox {
  #first: Letter | undefined = undefined;
  #last: Letter | undefined = undefined;

  enqueue(event: EventObject, origin: AnyActorRef | undefined): void {
    const letter: Letter = { event, origin, next: undefined };
    if (this.#last === undefined) this.#first = letter;
    else this.#last.next = letter;
    this.#last = letter;
  }

  dequeue(): Letter | undefined {
    const letter = this.#first;
    if (letter !== undefined) {
      this.#first = letter.next;
      if (this.#first === undefined) this.#last = undefined;
    }
    return letter;
  }

  clear(): void {
    this.#first = undefined;
    this.#last = undefined;
  }
}
