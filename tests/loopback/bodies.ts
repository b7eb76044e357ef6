import type { IncomingMessage } from 'node:http';
import { ApiError, refuse } from './errors.ts';
import { MESSAGE } from './limits.ts';
import type { UploadedFile } from './validate.ts';

export interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads all of a request; larger than Discord takes is refused with 40005. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MESSAGE.requestBytes) throw new ApiError(413, 40_005, 'Request entity too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Parses JSON and multipart bodies (`reference.mdx#uploading-files`); throws 50109 or 50035 for what is neither. */
export async function parseBody(bytes: Buffer, contentType: string): Promise<ParsedBody> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (contentType.startsWith('application/json'))
    return { body: parseJson(bytes.toString('utf8')), files: [] };
  if (!contentType.startsWith('multipart/form-data')) {
    const message = `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`;
    throw refuse.invalidForm([{ path: [], code: 'CONTENT_TYPE_INVALID', message }]);
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [key, value] of form) {
    if (typeof value === 'string') {
      if (key === 'payload_json') body = parseJson(value);
    } else files.push({ name: value.name, size: value.size });
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalidJson();
  }
}
