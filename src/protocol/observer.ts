export interface Observer<T> {
  next?: (value: T) => void;
  error?: (error: unknown) => void;
  complete?: () => void;
}

export interface Subscription {
  unsubscribe(): void;
}

export interface InteropObservable<T> {
  [Symbol.observable]: () => InteropSubscribable<T>;
}

export interface InteropSubscribable<T> {
  subscribe(observer: Observer<T>): Subscription;
}

/** Anything with `subscribe`, such as an actor or an RxJS observable. */
export interface Subscribable<T> extends InteropSubscribable<T> {
  subscribe(observer: Observer<T>): Subscription;
  subscribe(
    next: (value: T) => void,
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription;
}

/** The current value of something that changes, with its changes. */
export interface Readable<T> extends Subscribable<T> {
  get: () => T;
}

declare global {
  interface SymbolConstructor {
    readonly observable: symbol;
  }
}
