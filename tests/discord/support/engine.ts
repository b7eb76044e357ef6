import type {
  Answer,
  Choice,
  CitedSource,
  Context,
  Question,
  ShownFact,
} from '../../../src/answering/answer.ts';
import type { Engine } from '../../../src/engine.ts';
import type { Fact, Knowledge, Language, Topic } from '../../../src/knowledge/schema.ts';
import { testKnowledge } from './knowledge.ts';

/**
 * An engine that understands just enough for tests of the surface: a topic by its aliases, an aspect by a word, a
 * follow-up by its context. What it was asked is kept, so that a test can tell what the surface made of an event.
 */
export interface FakeEngine extends Engine {
  readonly asked: Question[];
}

const SHOWN_AT_ONCE = 4;

export function fakeEngine(knowledge: Knowledge = testKnowledge): FakeEngine {
  const asked: Question[] = [];
  const find = (id: string | undefined): Topic | undefined =>
    knowledge.topics.find((topic) => topic.id === id);
  const say: Engine['say'] = (key, language, fill = {}) =>
    knowledge.wording[key][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(fill[name] ?? whole),
    );

  const answer = (question: Question): Answer => {
    asked.push(question);
    const text = question.text.toLowerCase();
    if (text.includes('explode')) throw new Error('the engine broke on purpose');
    const language = languageOf(question);
    const common = {
      question: question.text,
      language,
      confidence: 0.9,
      asOf: question.asOf ?? null,
      explanation: [],
    };
    const named = knowledge.topics.filter((topic) =>
      (topic.aliases.en ?? []).some((alias) => text.includes(alias.toLowerCase())),
    );
    const fixed = [question.topic, question.against].flatMap((id) => find(id) ?? []);
    const remembered = text === '' ? [] : (question.context?.topics ?? []).flatMap((id) => find(id) ?? []);
    const aspectId =
      question.aspect ??
      knowledge.aspects.find(({ phrases }) => (phrases.en ?? []).some((phrase) => text.includes(phrase)))
        ?.id ??
      (fixed.length > 0 || question.view === 'timeline' ? null : (question.context?.aspects[0] ?? null));
    const isFollowUp = named.length === 0 && fixed.length === 0 && /^(and|और|а)\b/u.test(text);
    const topics =
      fixed.length > 0
        ? fixed
        : named.length > 0
          ? named
          : isFollowUp || /^(and|और|а)(\s|$)/u.test(text)
            ? remembered
            : [];
    const aspects = aspectId === null ? [] : [aspectId];
    const context = (facts: readonly Fact[]): Context => ({
      topics: topics.map(({ id }) => id),
      aspects,
      asOf: question.asOf ?? null,
      facts: facts.map(({ id }) => id),
    });

    if (topics.length === 0) {
      if (text.includes('how many'))
        return ambiguous(knowledge, common, text.includes('everything') ? 30 : 2);
      return {
        ...common,
        kind: 'unanswered',
        reason: text.includes('hello') ? 'smalltalk' : 'out-of-scope',
        message: text.includes('echo') ? question.text : 'I do not know that.',
        near: text.includes('near') ? [choice(knowledge, 's-400', 'cost')] : [],
        topics: [],
        aspects: [],
        context: null,
      };
    }
    const chosen = topics.map((topic) => ({
      topic,
      facts: topic.facts.filter((fact) =>
        question.view === 'timeline'
          ? true
          : aspectId === null
            ? fact.aspect === 'overview'
            : fact.aspect === aspectId,
      ),
    }));
    const all = chosen.flatMap(({ facts }) => facts);
    if (all.length === 0) {
      return {
        ...common,
        kind: 'unanswered',
        reason: 'no-fact',
        message: 'No fact on that.',
        near: [],
        topics: topics.map(({ id }) => id),
        aspects,
        context: context([]),
      };
    }
    const skip = question.skip ?? 0;
    const most = question.view === 'timeline' ? all.length : SHOWN_AT_ONCE;
    const shownFacts = new Set(all.slice(skip, skip + most));
    const sources: CitedSource[] = [...new Set([...shownFacts].flatMap(({ sources: ids }) => ids))].flatMap(
      (id, i) => {
        const source = knowledge.sources.find((one) => one.id === id);
        return source === undefined ? [] : [{ number: i + 1, source }];
      },
    );
    const cite = (fact: Fact): number[] =>
      sources.filter(({ source }) => fact.sources.includes(source.id)).map(({ number }) => number);
    return {
      ...common,
      kind: 'answered',
      topics: topics.map(({ id }) => id),
      aspects,
      sections: chosen.map(({ topic, facts }) => ({
        topic: topic.id,
        aspect: aspectId,
        heading: [nameOf(topic, language), ...aspects].join(' · '),
        facts: facts
          .filter((fact) => shownFacts.has(fact))
          .map(
            (fact, i): ShownFact => ({
              fact,
              topic: topic.id,
              role: fact.currency === 'superseded' ? 'earlier' : i === 0 ? 'lead' : 'also',
              text: (language === 'hinglish' ? undefined : fact.text[language]) ?? fact.text.en,
              textLanguage: 'en',
              dateline: `as of ${fact.as_of} · ${fact.basis}`,
              cites: cite(fact),
            }),
          ),
      })),
      claim:
        question.view === 'claim'
          ? {
              verdict: 'contradicted',
              sentence: 'Known is $5.43 billion, not that.',
              stated: '10 billion',
              known: '$5.43 billion',
            }
          : null,
      notes: question.asOf === undefined ? [] : [`what was known at ${question.asOf}`],
      sources,
      remaining: all.length - skip - shownFacts.size,
      next:
        topics.length === 1
          ? knowledge.aspects
              .filter(({ id }) => id !== aspectId && topics[0]?.facts.some((fact) => fact.aspect === id))
              .map(({ id }) => choice(knowledge, topics[0]?.id ?? '', id, language))
          : [],
      context: context([...shownFacts]),
    };
  };
  return {
    knowledge,
    asked,
    answer,
    say,
    suggest(typed, limit) {
      if (typed.includes('explode')) throw new Error('suggest broke on purpose');
      const low = typed.toLowerCase();
      return knowledge.topics
        .filter(({ id, aliases }) => id.includes(low) || aliases.en?.some((alias) => alias.includes(low)))
        .slice(0, limit);
    },
  };
}

function languageOf({ text, locale }: Question): Language {
  if (/\p{sc=Deva}/u.test(text)) return 'hi';
  if (/\p{sc=Cyrl}/u.test(text)) return 'ru';
  return locale ?? 'en';
}

function nameOf(topic: Topic, language: Language): string {
  return (language === 'hinglish' ? undefined : topic.names[language]) ?? topic.names.en;
}

function choice(
  knowledge: Knowledge,
  topic: string,
  aspect: string | null,
  language: Language = 'en',
): Choice {
  const named =
    aspect === null
      ? knowledge.topics.find(({ id }) => id === topic)
      : knowledge.aspects.find(({ id }) => id === aspect);
  const label =
    named === undefined
      ? topic
      : ((language === 'hinglish' ? undefined : named.names[language]) ?? named.names.en);
  return { label, topic, aspect };
}

function ambiguous(
  knowledge: Knowledge,
  common: Pick<Answer, 'question' | 'language' | 'confidence' | 'asOf' | 'explanation'>,
  count: number,
): Answer {
  const choices = knowledge.topics.slice(0, count).map(({ id }) => choice(knowledge, id, null));
  return {
    ...common,
    kind: 'ambiguous',
    prompt: 'Which one do you mean?',
    choices,
    topics: choices.map(({ topic }) => topic),
    aspects: ['cost'],
    context: {
      topics: choices.map(({ topic }) => topic).slice(0, 4),
      aspects: ['cost'],
      asOf: null,
      facts: [],
    },
  };
}
