import { existsSync, readFileSync } from 'node:fs';

/**
 * The folder of knowledge: KNOWLEDGE_DIR of the environment, or of the `.env` file beneath it, or `otherwise`; an
 * empty value counts as none. The whole configuration would cost `ask` more time than its answer.
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
