import { existsSync, readFileSync } from 'node:fs';
import { createEngine, type Engine } from '../../engine.ts';
import type { Fault } from '../../knowledge/findings.ts';
import { openKnowledge } from '../../knowledge/snapshot.ts';

export type OpenedEngine =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export async function openEngine(dir: string, today: string): Promise<OpenedEngine> {
  const opened = await openKnowledge(dir, { today: new Date(`${today}T00:00:00Z`) });
  return opened.ok ? { ok: true, engine: createEngine(opened.knowledge) } : opened;
}

/** The little of the configuration that `ask` needs, without what the whole of it would load. */

/** Today where the program runs, as `2026-11-22`. */
export function today(now: Date = new Date()): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * The folder of knowledge: KNOWLEDGE_DIR of the environment, or of the `.env` file beneath it, or `otherwise`.
 * An empty value counts as none.
 */
export async function knowledgeDirOf(
  environment: { readonly KNOWLEDGE_DIR?: string | undefined },
  otherwise: string,
  file = '.env',
): Promise<string> {
  const given = environment.KNOWLEDGE_DIR?.trim() ?? '';
  if (given !== '') return given;
  if (!existsSync(file)) return otherwise;
  const { parse } = await import('dotenv');
  const { KNOWLEDGE_DIR: inFile = '' }: { KNOWLEDGE_DIR?: string } = parse(readFileSync(file, 'utf8'));
  return inFile.trim() || otherwise;
}
