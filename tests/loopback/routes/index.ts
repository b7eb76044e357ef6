import type { Route } from '../router.ts';
import { APPLICATION_ROUTES } from './application.ts';
import { CHANNEL_ROUTES } from './channels.ts';
import { COMMAND_ROUTES } from './commands.ts';
import { GUILD_ROUTES } from './guilds.ts';
import { INTERACTION_ROUTES } from './interactions.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { USER_ROUTES } from './users.ts';

export const ROUTES: readonly Route[] = [
  ...APPLICATION_ROUTES,
  ...COMMAND_ROUTES,
  ...USER_ROUTES,
  ...GUILD_ROUTES,
  ...CHANNEL_ROUTES,
  ...MESSAGE_ROUTES,
  ...INTERACTION_ROUTES,
];
