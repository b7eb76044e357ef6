interface Waiter {
  readonly check: () => boolean;
  readonly fail: (error: Error) => void;
}

/** Lets a test wait until something holds: looked at whenever the loopback has changed, up to a deadline. */
export class Pulse {
  readonly #waiters = new Set<Waiter>();
  #closed = false;

  notify(): void {
    for (const waiter of [...this.#waiters]) if (waiter.check()) this.#waiters.delete(waiter);
  }

  /**
   * The first value of `probe` that is not undefined; rejects with `describe()` after `milliseconds` of real time, or
   * when the loopback stops.
   */
  until<T>(probe: () => T | undefined, milliseconds: number, describe: () => string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(new Error('The loopback has been stopped.'));
      const check = (): boolean => {
        const value = probe();
        if (value === undefined) return false;
        clearTimeout(timer);
        resolve(value);
        return true;
      };
      const waiter: Waiter = {
        check,
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`${describe()} (waited ${milliseconds} ms)`));
      }, milliseconds);
      if (!check()) this.#waiters.add(waiter);
    });
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiters)
      waiter.fail(new Error('The loopback was stopped while something waited.'));
    this.#waiters.clear();
  }
}
