import type { Issue } from './form.ts';

type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** A refusal as Discord's REST API words it: an HTTP status and a JSON body with a code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly issues: readonly Issue[];

  constructor(status: number, code: number, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.issues = issues;
  }

  /** `reference.mdx#error-messages`: issues nest by the path of the field, under `_errors`. */
  body(): { message: string; code: number; errors?: ErrorTree } {
    if (this.issues.length === 0) return { message: this.message, code: this.code };
    const errors: ErrorTree = {};
    for (const { path, code, message } of this.issues) {
      let node: ErrorTree = errors;
      for (const key of path) {
        const next = node[String(key)];
        const child: ErrorTree = next === undefined || Array.isArray(next) ? {} : next;
        node[String(key)] = child;
        node = child;
      }
      const list = node['_errors'];
      if (Array.isArray(list)) list.push({ code, message });
      else node['_errors'] = [{ code, message }];
    }
    return { message: this.message, code: this.code, errors };
  }

  /** One line for a report: `50035 Invalid Form Body: content: Must be 2000 or fewer in length.` */
  summary(): string {
    const details = this.issues.map(({ path, code, message }) => `${path.join('.')} [${code}] ${message}`);
    return [`${this.code} ${this.message}`, ...details].join('; ');
  }
}

/** The documented codes the loopback answers with (`topics/opcodes-and-status-codes.mdx#json`). */
export const refuse = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unknownChannel: () => new ApiError(404, 10_003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10_004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10_007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10_008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10_013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10_015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10_062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10_063, 'Unknown application command'),
  notYourApplication: () =>
    new ApiError(403, 20_012, 'You are not authorized to perform this action on this application'),
  tooManyCommands: () => new ApiError(400, 30_032, 'Maximum number of application commands reached'),
  tooManyCommandCreates: () =>
    new ApiError(400, 30_034, 'Max number of daily application command creates has been reached (200)'),
  alreadyAcknowledged: () => new ApiError(400, 40_060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new ApiError(400, 40_094, 'This interaction has hit the maximum number of follow up messages'),
  badUserAgent: () => new ApiError(403, 40_333, 'Cloudflare is blocking your request.'),
  missingAccess: () => new ApiError(403, 50_001, 'Missing Access'),
  foreignMessage: () => new ApiError(403, 50_005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50_006, 'Cannot send an empty message'),
  closedDirectMessages: () => new ApiError(403, 50_007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50_013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50_027, 'Invalid Webhook Token'),
  invalidForm: (issues: readonly Issue[]) => new ApiError(400, 50_035, 'Invalid Form Body', issues),
  invalidVersion: () => new ApiError(400, 50_041, 'Invalid API version'),
  archivedThread: () => new ApiError(400, 50_083, 'Thread is archived'),
  invalidJson: () => new ApiError(400, 50_109, 'The request body contains invalid JSON.'),
  noHistoryForReply: () =>
    new ApiError(403, 160_002, 'Cannot reply without permission to read message history'),
  lockedThread: () => new ApiError(403, 160_005, 'Thread is locked'),
} as const;
