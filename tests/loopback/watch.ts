import type { Backend } from './backend.ts';
import type { LoopbackEvent } from './events.ts';
import type { Handshake } from './handshake.ts';
import type { BotAction, RequestRecord } from './journal.ts';
import { isAnswer, type Reply, replyFrom } from './reply.ts';

/** Milliseconds that a test waits for the bot unless it says otherwise, and for a connection. */
export const PATIENCE = { bot: 3_000, connection: 10_000 } as const;

/** Waits for what the bot does, and says what happened instead where it does not. */
export class Watch {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  reply(event: LoopbackEvent, within: number, after: Reply | undefined): Promise<Reply> {
    const seen = after?.actions.filter(isAnswer).length ?? 0;
    return this.#backend.pulse.until(
      () => {
        const actions = this.#backend.actions.on(event.id);
        return actions.filter(isAnswer).length > seen ? replyFrom(event, actions) : undefined;
      },
      within,
      () => `The bot did not answer the ${event.kind}. ${this.#account(event)}`,
    );
  }

  action(fits: (action: BotAction) => boolean, within: number): Promise<BotAction> {
    const { actions, pulse } = this.#backend;
    return pulse.until(
      () => actions.all().find(fits),
      within,
      () => 'The bot did no such thing.',
    );
  }

  request(fits: (request: RequestRecord) => boolean, within: number): Promise<RequestRecord> {
    const { requests, pulse } = this.#backend;
    return pulse.until(
      () => requests.all().find(fits),
      within,
      () => 'The bot made no such request.',
    );
  }

  async silence(milliseconds: number, event: LoopbackEvent | undefined): Promise<void> {
    const { actions, pulse } = this.#backend;
    const last = event === undefined ? actions.all().at(-1) : undefined;
    const first = (): BotAction | undefined => {
      const all = event === undefined ? actions.all() : actions.on(event.id);
      return all[last === undefined ? 0 : all.indexOf(last) + 1];
    };
    const broken = await pulse.until(first, milliseconds, () => 'silence').catch(() => null);
    if (broken !== null)
      throw new Error(`The bot was not silent: ${broken.kind} ${JSON.stringify(broken.body)}`);
  }

  handshake(count: number, within: number): Promise<Handshake> {
    const { gateway, pulse } = this.#backend;
    const describe = (): string =>
      `There were not ${count} handshakes but ${JSON.stringify(gateway.handshakes)}.`;
    const newest = (): Handshake | undefined => gateway.handshakes.at(-1);
    return pulse.until(() => (gateway.handshakes.length >= count ? newest() : undefined), within, describe);
  }

  /** Until it holds; `describe` says what was missing. */
  async holds(condition: () => boolean, within: number, describe: () => string): Promise<void> {
    await this.#backend.pulse.until(() => (condition() ? true : undefined), within, describe);
  }

  /** What happened around an event that was not answered. */
  #account(event: LoopbackEvent): string {
    const { actions, requests, violations, gateway } = this.#backend;
    const done = actions.on(event.id).map(({ kind }) => kind);
    const refused = requests.all().filter(({ status }) => status === 0 || status >= 400);
    const parts = [`On it: ${done.join(', ') || 'nothing'}.`];
    if (gateway.connected().length === 0) parts.push('No session is connected.');
    for (const { route, status, code } of refused.slice(-3))
      parts.push(`Refused: ${route} ${status} (${code}).`);
    for (const { rule, detail } of violations.slice(-3)) parts.push(`Violation ${rule}: ${detail}.`);
    return parts.join(' ');
  }
}
