import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Engine } from '../engine.ts';
import type { Language, PartialDate } from '../knowledge/schema.ts';
import { abilitiesOf, type Screen, type ScreenEnvironment } from '../rendering/abilities.ts';
import { type Block, block, span } from '../rendering/blocks.ts';
import { paint } from '../rendering/paint.ts';
import { commandsOf } from './commands.ts';
import { complete } from './complete.ts';
import { welcomePage } from './pages.ts';
import { type Chat, newSession, respond, type Session } from './session.ts';

/** The terminal surface: lines in, painted answers out. */

export interface TerminalOptions {
  readonly engine: Engine;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & Screen;
  readonly environment: LocaleEnvironment & ScreenEnvironment;
  /** Today, as `2026-11-22`. */
  today(): PartialDate;
}

interface LocaleEnvironment {
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
}

const PROMPT = '> ';
const HISTORY = 500;

/**
 * Opens the chat and resolves when it ends: at `/quit`, the end of the input, or Ctrl-C twice. Where input or output
 * is no terminal it answers line by line without prompt and colour.
 */
export async function openTerminal(options: TerminalOptions): Promise<void> {
  const chat: Chat = {
    engine: options.engine,
    commands: commandsOf(options.engine.knowledge),
    today: options.today,
  };
  const session = newSession(languageOf(options.environment));
  // A reader that has seen enough (`| head`) or a window that was closed: nobody is there to talk to.
  const gone = new AbortController();
  for (const stream of [options.input, options.output]) stream.on('error', () => gone.abort());
  const interactive = options.input.isTTY === true && options.output.isTTY === true;
  await (interactive ? converse : answerLines)(chat, session, options, gone.signal);
}

/** The language of the person's system, as far as we speak it. */
function languageOf({ LC_ALL, LC_MESSAGES, LANG }: LocaleEnvironment): Language {
  const primary = (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2);
  return primary === 'hi' || primary === 'ru' ? primary : 'en';
}

/** Input or output is a file or a pipe. */
function answerLines(
  chat: Chat,
  first: Session,
  options: TerminalOptions,
  signal: AbortSignal,
): Promise<void> {
  const { input, output, environment } = options;
  const reader = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY, signal });
  const { width, ...able } = abilitiesOf(output, environment);
  const forced = environment.FORCE_COLOR !== undefined;
  const abilities = { width, colour: able.colour && forced, links: able.links && forced };
  let session = first;
  let answered = false;
  let over = false;
  return new Promise((resolve) => {
    reader.on('line', (line) => {
      // Closing does not hold back the lines that were read together with the last one.
      if (over) return;
      const reply = respond(chat, session, line);
      session = reply.session;
      if (reply.blocks.length > 0) {
        output.write((answered ? '\n' : '') + paint(reply.blocks, abilities));
        answered = true;
      }
      over = reply.ends;
      if (over) reader.close();
    });
    reader.on('close', resolve);
  });
}

/** A person at a terminal. */
function converse(chat: Chat, first: Session, options: TerminalOptions, signal: AbortSignal): Promise<void> {
  const { input, output, environment } = options;
  const show = (blocks: readonly Block[]): void => {
    if (blocks.length > 0) output.write(`${paint(blocks, abilitiesOf(output, environment))}\n`);
  };
  show(welcomePage(chat.engine, first.language));
  const reader = createInterface({
    input,
    output,
    prompt: PROMPT,
    terminal: true,
    signal,
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    completer: (line: string) => complete(line, chat.engine, chat.commands),
  });
  let session = first;
  let leaving = false;
  let byCommand = false;
  return new Promise((resolve) => {
    reader.on('line', (line) => {
      leaving = false;
      const reply = respond(chat, session, line);
      session = reply.session;
      if (reply.ends) {
        byCommand = true;
        reader.close();
        return;
      }
      if (reply.blocks.length > 0) output.write('\n');
      show(reply.blocks);
      reader.prompt();
    });
    reader.on('SIGINT', () => {
      if (leaving) {
        reader.close();
        return;
      }
      if (reader.line === '') {
        leaving = true;
        output.write('\n');
        show([block([span(chat.engine.say('terminal.leave', session.language), 'dim')])]);
      } else {
        emptyLine(reader);
        output.write('\n');
      }
      reader.prompt();
    });
    reader.on('close', () => {
      // After Ctrl-C and Ctrl-D the cursor still stands behind the prompt.
      if (!byCommand) output.write('\n');
      resolve();
    });
    reader.prompt();
  });
}

/** Takes back what was typed, the way Ctrl-C does in a shell. */
function emptyLine(reader: Interface): void {
  reader.write(null, { ctrl: true, name: 'e' });
  reader.write(null, { ctrl: true, name: 'u' });
}
