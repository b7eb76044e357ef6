/** The one door to the rules a body must keep; the numbers stand in `limits.ts`. */
export { checkCommand, checkCommands } from './validate/commands.ts';
export { type MessageBody, readMessage, type UploadedFile } from './validate/messages.ts';
export { type AutocompleteChoice, readChoices, readDeferral, readModal } from './validate/responses.ts';
