/**
 * Discord's published limits, each under the page of its documentation (discord/discord-api-docs, `developers/`)
 * that it stands on. Nothing else in the loopback writes such a number down.
 */

/** `resources/message.mdx` */
export const MESSAGE = {
  content: 2_000,
  /** What a person with Nitro may write (Discord's help pages): the longest that can come in. */
  spoken: 4_000,
  embeds: 10,
  nonce: 25,
  stickers: 3,
  attachments: 10,
  allowedMentionIds: 100,
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  altText: 1_024,
  /** "the past few minutes": the page gives no figure; five is this loopback's reading. */
  nonceWindow: 5 * 60_000,
} as const;

/** `resources/message.mdx#embed-object-embed-limits`; leading and trailing white space is not counted. */
export const EMBED = {
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  author: 256,
  total: 6_000,
} as const;

/** `components/reference.mdx`; `text` is stated in the discord.js guide, "display components". */
export const COMPONENTS = {
  total: 40,
  text: 4_000,
  legacyRows: 5,
  customId: 100,
  rowButtons: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  placeholder: 150,
  sectionTexts: 3,
  galleryItems: 10,
  altText: 1_024,
  accentColor: 0xffffff,
  id: 2 ** 31 - 1,
} as const;

/** `interactions/receiving-and-responding.mdx`, `components/reference.mdx` */
export const MODAL = {
  title: 45,
  components: 5,
  label: 45,
  labelDescription: 100,
  inputLength: 4_000,
  inputPlaceholder: 100,
} as const;

/** `interactions/receiving-and-responding.mdx`, `interactions/application-commands.mdx` */
export const AUTOCOMPLETE = { choices: 25, name: 100, value: 100 } as const;

/** `interactions/application-commands.mdx` */
export const COMMAND = {
  name: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  stringLength: 6_000,
  total: 8_000,
  perScope: { 1: 100, 2: 15, 3: 15, 4: 1 },
  createsPerDay: 200,
} as const;

/** `interactions/receiving-and-responding.mdx`: milliseconds, and follow-ups for an app only the user has installed. */
export const INTERACTION = { firstResponse: 3_000, token: 15 * 60_000, userInstallFollowUps: 5 } as const;

/** `events/gateway.mdx` */
export const GATEWAY = {
  version: 10,
  heartbeatInterval: 41_250,
  payloadBytes: 4_096,
  sends: 120,
  sendsWindow: 60_000,
  identifyWindow: 5_000,
  sessionStarts: 1_000,
  sessionStartsWindow: 24 * 3_600_000,
  guildsPerShard: 2_500,
  /** A session without a connection goes "after a few minutes"; five is this loopback's reading. */
  sessionTimeout: 5 * 60_000,
} as const;

/** `topics/rate-limits.mdx` */
export const REST = { globalPerSecond: 50 } as const;

/** `reference.mdx#locales` */
export const LOCALES: ReadonlySet<string> = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th ' +
    'zh-CN ja zh-TW ko'
  ).split(' '),
);

/** `resources/message.mdx#message-object-message-flags` */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  voiceMessage: 1 << 13,
  componentsV2: 1 << 15,
} as const;
