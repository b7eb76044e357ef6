import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Context } from '../../answering/answer.ts';
import type { Engine } from '../../engine.ts';
import { refusal } from '../../knowledge/report.ts';
import type { OpenedEngine } from '../../open-engine.ts';
import { abilitiesOf, PLAIN, type Screen, type ScreenEnvironment } from '../../rendering/abilities.ts';
import { type Block, block, span } from '../../rendering/blocks.ts';
import { clean, cleanLines } from '../../rendering/clean.ts';
import { answerJson, jsonLine } from '../../rendering/json.ts';
import { outline } from '../../rendering/outline.ts';
import { paint } from '../../rendering/paint.ts';
import { HELP, type Inquiry, readArguments, USAGE, type Wish } from './arguments.ts';
import { readBatch } from './batch.ts';

/** Everything outside that `ask` touches. */
export interface World {
  readonly args: readonly string[];
  readonly environment: ScreenEnvironment;
  readonly input: Readable;
  readonly output: Writable & Screen;
  readonly errors: Writable;
  /** Today, as `2026-11-22`. */
  readonly today: string;
  /** The folder that is read where the command line names none. */
  knowledgeDir(): Promise<string>;
  open(dir: string, today: string): Promise<OpenedEngine>;
}

const ANSWERED = 0;
const NOTHING_KNOWN = 1;
const BAD_USAGE = 2;

/** Does what the command line asks for and returns the exit code. */
export async function runAsk(world: World): Promise<number> {
  const fail = (lines: readonly string[]): number => {
    world.errors.write(`${lines.join('\n')}\n`);
    return BAD_USAGE;
  };
  const read = readArguments(world.args);
  if (read.kind === 'help') {
    world.output.write(`${HELP}\n`);
    return ANSWERED;
  }
  if (read.kind === 'wrong') return fail([`ask: ${clean(read.message)}`, USAGE]);
  const { wish } = read;

  const found = await inquiriesOf(wish, world);
  if (!found.ok) return fail(found.faults.map(clean));

  const dir = wish.knowledge ?? (await world.knowledgeDir());
  const opened = await world.open(dir, world.today);
  if (!opened.ok) return fail([cleanLines(refusal(dir, opened.faults))]);
  const { engine } = opened;

  let code = ANSWERED;
  found.inquiries.forEach((inquiry, place) => {
    const answer = answerTo(inquiry, wish, engine, world.today);
    if (wish.form === 'json') {
      world.output.write(`${jsonLine(answerJson(answer, engine.say))}\n`);
      if (wish.explain) world.errors.write(paint(reasons(answer), PLAIN));
    } else {
      world.output.write(asText(inquiry, answer, place, wish, engine, world));
    }
    if (wish.what.kind === 'one' && answer.kind === 'unanswered') code = NOTHING_KNOWN;
  });
  return code;
}

type Found =
  | { readonly ok: true; readonly inquiries: readonly Inquiry[] }
  | { readonly ok: false; readonly faults: readonly string[] };

async function inquiriesOf({ what }: Wish, { input }: World): Promise<Found> {
  if (what.kind === 'one') return { ok: true, inquiries: [what.inquiry] };
  const { file, asOf } = what;
  if (file === '-') return readBatch(await allOf(input), 'standard input', asOf);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { ok: false, faults: [`ask: --batch ${file} cannot be read (${whyNot(error)})`] };
  }
  return readBatch(bytes, file, asOf);
}

async function allOf(input: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part as Uint8Array | string));
  return Buffer.concat(parts);
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'no right to read it';
  return String(code ?? error);
}

/** Goes through the earlier questions, so that the last one can lean on them. */
function answerTo({ text, after, asOf }: Inquiry, { explain }: Wish, engine: Engine, today: string): Answer {
  const fixed = { today, explain, ...(asOf === null ? {} : { asOf }) };
  let context: Context | null = null;
  for (const earlier of after) context = engine.answer({ ...fixed, text: earlier, context }).context;
  return engine.answer({ ...fixed, text, context });
}

function asText(
  inquiry: Inquiry,
  answer: Answer,
  place: number,
  wish: Wish,
  engine: Engine,
  { output, environment }: World,
): string {
  const blocks = [
    ...(wish.what.kind === 'batch' ? [block([span(`> ${clean(inquiry.text)}`, 'command')])] : []),
    ...outline(answer, engine.say, 'page'),
    ...(wish.explain ? reasons(answer) : []),
  ];
  return (place > 0 ? '\n' : '') + paint(blocks, abilitiesOf(output, environment));
}

/** Why the answer is what it is. Always in English: it is for who works on the knowledge. */
function reasons(answer: Answer): Block[] {
  return [
    block([span('Why', 'heading')], { gap: true }),
    block(`${answer.kind}, confidence ${answer.confidence.toFixed(2)}, language ${answer.language}`, {
      indent: 2,
      hang: 4,
    }),
    ...answer.explanation.map((line) => block(clean(line), { indent: 2, hang: 4 })),
  ];
}
