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
  /** After the last comes the first. */
  last: Letter | undefined = undefined;
  /** Of the letter that was taken out: see there. 0 when the mailbox was found empty. */
  chain = 0;

  enqueue(event: EventObject, origin: AnyActorRef | undefined): void {
    const { last } = this;
    const letter: Letter = { event, origin, chain: 0, next: last?.next };
    if (last === undefined) letter.next = letter;
    else last.next = letter;
    this.last = letter;
  }

  dequeue(): Letter | undefined {
    const { last } = this;
    const first = last?.next;
    if (first === last) this.last = undefined;
    else last!.next = first!.next;
    this.chain = first === undefined ? 0 : first.chain;
    return first;
  }

  /** Marks what came in after `before` as the answers of a child that the letter at hand has started. */
  extendChain(before: Letter | undefined): void {
    const { last, chain } = this;
    if (last === undefined || last === before) return;
    let letter = before?.next ?? last.next!;
    letter.chain = chain + 1;
    while (letter !== last) {
      letter = letter.next!;
      letter.chain = chain + 1;
    }
  }

  clear(): void {
    this.last = undefined;
  }
}
