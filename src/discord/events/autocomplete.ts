import type { AutocompleteInteraction } from 'discord.js';
import { inLanguage, languageOf } from '../language.ts';
import { clip, MAX_AUTOCOMPLETE_CHOICES, MAX_CHOICE_NAME, MAX_CHOICE_VALUE } from '../limits.ts';
import type { Bot, Outcome } from './bot.ts';

/** Suggests topics for what has been typed: names in the person's language, ids as values. */
export async function suggestTopics(bot: Bot, interaction: AutocompleteInteraction): Promise<Outcome> {
  const choices = choicesFor(bot, interaction);
  const delivery = await bot.courier.suggest(interaction, choices.list);
  return {
    result: 'suggested',
    count: choices.list.length,
    ...(choices.error === null ? {} : { error: choices.error }),
    ...(delivery.kind === 'lost' ? { lost: delivery.code } : {}),
  };
}

/** A failure gives an empty list: the person can still type the name in full. */
function choicesFor({ desk, popularity }: Bot, interaction: AutocompleteInteraction) {
  try {
    const language = languageOf(interaction.locale);
    const typed = interaction.options.getFocused().trim();
    const { engine } = desk;
    const topics =
      typed === ''
        ? popularity.sort(engine.knowledge.topics)
        : engine.suggest(typed, MAX_AUTOCOMPLETE_CHOICES);
    const list = topics
      .filter(({ id }) => id.length <= MAX_CHOICE_VALUE)
      .slice(0, MAX_AUTOCOMPLETE_CHOICES)
      .map(({ id, names }) => ({ name: clip(inLanguage(names, language), MAX_CHOICE_NAME), value: id }));
    return { list, error: null };
  } catch (error) {
    return { list: [], error };
  }
}
