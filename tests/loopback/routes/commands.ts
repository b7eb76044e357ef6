import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import type { Backend } from '../backend.ts';
import { refuse } from '../errors.ts';
import { isObject } from '../form.ts';
import { COMMAND } from '../limits.ts';
import { type Call, type Result, type Route, route } from '../router.ts';
import { checkCommand, checkCommands } from '../validate.ts';

type Commands = Map<string, APIApplicationCommand>;

const DAY = 24 * 3_600_000;

function scopeOf(call: Call): 'global' | string {
  if (call.param('application') !== call.backend.world.applicationId) throw refuse.notYourApplication();
  const guild = call.param('guild');
  if (guild !== '' && !call.backend.world.guilds.has(guild)) throw refuse.missingAccess();
  return guild === '' ? 'global' : guild;
}

function rulesOf(call: Call, scope: string) {
  return {
    scope: scope === 'global' ? ('global' as const) : ('guild' as const),
    integrationTypes: call.backend.settings.integrationTypes,
  };
}

/** A checked body with Discord's defaults filled in. */
function complete(
  backend: Backend,
  scope: string,
  body: Record<string, unknown>,
  id: string,
): APIApplicationCommand {
  const type = Number(body['type'] ?? ApplicationCommandType.ChatInput);
  const isGlobal = scope === 'global';
  return {
    id,
    application_id: backend.world.applicationId,
    version: backend.ids.next(),
    type,
    name: body['name'],
    name_localizations: body['name_localizations'] ?? null,
    description: body['description'] ?? '',
    description_localizations: body['description_localizations'] ?? null,
    default_member_permissions: body['default_member_permissions'] ?? null,
    nsfw: body['nsfw'] ?? false,
    ...(isGlobal
      ? {
          dm_permission: body['dm_permission'] ?? true,
          contexts: body['contexts'] ?? null,
          integration_types: body['integration_types'] ?? backend.settings.integrationTypes,
        }
      : { guild_id: scope }),
    ...(Array.isArray(body['options']) && body['options'].length > 0 && { options: body['options'] }),
  } as unknown as APIApplicationCommand;
}

/** Lists leave the dictionaries of localisations out unless asked for. */
function listed(command: APIApplicationCommand, withLocalizations: boolean): unknown {
  return withLocalizations ? command : withoutLocalizations(command);
}

function withoutLocalizations(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutLocalizations);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutLocalizations(value)]));
}

function sameCommand(commands: Commands, body: Record<string, unknown>): APIApplicationCommand | undefined {
  const type = Number(body['type'] ?? 1);
  return [...commands.values()].find((command) => command.name === body['name'] && command.type === type);
}

function checkCount(commands: readonly { readonly type: number }[]): void {
  for (const [type, most] of Object.entries(COMMAND.perScope)) {
    if (commands.filter((command) => command.type === Number(type)).length > most)
      throw refuse.tooManyCommands();
  }
}

/** 200 creations a day and scope; updates are free. */
function countCreates(backend: Backend, scope: string, count: number): void {
  const now = backend.clock.now();
  const recent = (backend.commandCreates.get(scope) ?? []).filter((at) => now - at < DAY);
  if (recent.length + count > COMMAND.createsPerDay) throw refuse.tooManyCommandCreates();
  backend.commandCreates.set(scope, [...recent, ...Array<number>(count).fill(now)]);
}

function bodyOf({ body }: Call): Record<string, unknown> {
  return isObject(body) ? body : {};
}

function create(call: Call): Result {
  const { backend } = call;
  const scope = scopeOf(call);
  const body = bodyOf(call);
  checkCommand(call.body, rulesOf(call, scope));
  const commands = backend.world.commandsOf(scope);
  const existing = sameCommand(commands, body);
  const command = complete(backend, scope, body, existing?.id ?? backend.ids.next());
  if (existing === undefined) {
    checkCount([...commands.values(), command]);
    countCreates(backend, scope, 1);
  }
  commands.set(command.id, command);
  backend.pulse.notify();
  return { status: existing === undefined ? 201 : 200, body: command };
}

function replaceAll(call: Call): Result {
  const { backend } = call;
  const scope = scopeOf(call);
  checkCommands(call.body, rulesOf(call, scope));
  const old = backend.world.commandsOf(scope);
  const bodies = (Array.isArray(call.body) ? call.body : []).filter(isObject);
  const commands = bodies.map((body) =>
    complete(backend, scope, body, sameCommand(old, body)?.id ?? backend.ids.next()),
  );
  checkCount(commands);
  countCreates(backend, scope, commands.filter(({ id }) => !old.has(id)).length);
  old.clear();
  for (const command of commands) old.set(command.id, command);
  backend.pulse.notify();
  return { status: 200, body: commands };
}

function found(call: Call): { commands: Commands; command: APIApplicationCommand; scope: string } {
  const scope = scopeOf(call);
  const commands = call.backend.world.commandsOf(scope);
  const command = commands.get(call.param('command'));
  if (command === undefined) throw refuse.unknownCommand();
  return { commands, command, scope };
}

function change(call: Call): Result {
  const { commands, command, scope } = found(call);
  const { id: _id, application_id: _application, version: _version, guild_id: _guild, ...settable } = command;
  const merged = { ...settable, ...bodyOf(call) };
  checkCommand(merged, rulesOf(call, scope));
  const changed = complete(call.backend, scope, merged, command.id);
  commands.set(changed.id, changed);
  call.backend.pulse.notify();
  return { status: 200, body: changed };
}

function list(call: Call): Result {
  const commands = [...call.backend.world.commandsOf(scopeOf(call)).values()];
  const asked = call.query.get('with_localizations') ?? 'false';
  const withLocalizations = ['true', 'True', '1'].includes(asked);
  return { status: 200, body: commands.map((command) => listed(command, withLocalizations)) };
}

function remove(call: Call): Result {
  const { commands, command } = found(call);
  commands.delete(command.id);
  call.backend.pulse.notify();
  return { status: 204 };
}

const SCOPES = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'];

/** `interactions/application-commands.mdx#endpoints`, for the global scope and for guilds */
export const COMMAND_ROUTES: readonly Route[] = SCOPES.flatMap((scope) => [
  route('GET', scope, list),
  route('POST', scope, create),
  route('PUT', scope, replaceAll),
  route('GET', `${scope}/:command`, (call) => ({ status: 200, body: found(call).command })),
  route('PATCH', `${scope}/:command`, change),
  route('DELETE', `${scope}/:command`, remove),
]);
