import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';

/** An event that waits, with the actor that sent it; `origin` is undefined when it came from outside. */
export interface Letter {
  readonly event: EventObject;
  readonly origin: AnyActorRef | undefined;
  /** How many children in a row have answered while they were being started, this answer included. */
  chain: number;
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
  /** Of the letter that was taken out: see there. 0 when the mailbox was found empty. */
  chain = 0;

  get last(): Letter | undefined {
    return this.#last;
  }

  enqueue(event: EventObject, origin: AnyActorRef | undefined): void {
    const letter: Letter = { event, origin, chain: 0, next: undefined };
    if (this.#last) this.#last.next = letter;
    else this.#first = letter;
    this.#last = letter;
  }

  dequeue(): Letter | undefined {
    const letter = this.#first;
    this.chain = letter?.chain ?? 0;
    if (letter) {
      this.#first = letter.next;
      if (!this.#first) this.#last = undefined;
    }
    return letter;
  }

  /** Marks what came in after `last` as the answers of a child that the letter at hand has started. */
  extendChain(last: Letter | undefined): void {
    const { chain } = this;
    for (let letter = last ? last.next : this.#first; letter; letter = letter.next) {
      letter.chain = chain + 1;
    }
  }

  clear(): void {
    this.#first = undefined;
    this.#last = undefined;
  }
}
