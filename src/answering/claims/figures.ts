import type { Value } from '../../knowledge/schema.ts';
import { type Agreement, compareAmount } from '../../understanding/amounts.ts';
import type { Understanding } from '../../understanding/interpret.ts';
import { convert } from '../../understanding/units.ts';
import { numberInWords } from '../values.ts';
import type { Finding } from './finding.ts';
import { type Match, meantBy, onlyIntended } from './match.ts';
import type { StatedAmount } from './parts.ts';
import { BOTH, type Statement } from './statement.ts';

/** A value of a fact beside a stated amount of the same unit. */
export interface Compared {
  readonly match: Match;
  /** How much of the rest the fact tells; of a sum it does not matter whether it was signed, paid or spent. */
  readonly told: number;
  readonly value: Value;
  readonly agreement: Agreement;
  /** How much of the statement's words stands in the value's label. */
  readonly shared: number;
  /** Whether it is more than what is stated. */
  readonly isMore: boolean;
  /** The difference as a share of what is stated. */
  readonly apart: number;
  /** How many powers of ten lie between it and what is stated. */
  readonly away: number;
  /** Whether the fact gives it only as planned or asked for, while the statement says that it is so. */
  readonly intended: boolean;
}

/** From so much of shared words on a label tells which of several figures is meant. */
const TELLING_LABEL = 0.12;
/** The fact that refutes a figure must tell so much of the rest. */
const SAME_MATTER = 0.5;
/** A fact that tells so much of the rest holds the figure elsewhere in the same sense. */
const NEAR_MATTER = 0.3;
/** A fact that tells so much less is no rival in what is meant. */
const LESS = 0.1;
/** So much of shared words means a label that names what is spoken of, whose figure it is beyond doubt. */
const NAMED_IN_LABEL = 0.4;
/** Beside a label that names what is spoken of, one that says less than half as much names something else. */
const HALF = 0.5;
/** Units of bare numbers that count nothing that a topic's name could stand for. */
const NO_THINGS = new Set([
  'year',
  'month',
  'week',
  'day',
  'person',
  'time',
  'phase',
  'edition',
  'session',
  'percent',
]);

/** What the facts of a topic know of a stated amount. */
export interface FigureCheck {
  readonly amount: StatedAmount;
  /** The value of a fact that is the amount in the sense that its label gives; null where there is none. */
  in(match: Match): Compared | null;
  /** The value that stands where the stated one should; null where the amount may be meant in a sense that is known. */
  readonly other: Compared | null;
  /** Whether any fact on the matter knows the amount. */
  readonly isKnown: boolean;
}

/**
 * Holds a stated amount against all values of its unit. Where labels tell which of them are meant, only those count:
 * "the final price was 974 million" is not so where that was the first one.
 */
export function checkFigure(
  statement: Statement,
  amount: StatedAmount,
  matches: readonly Match[],
  understanding: Understanding,
): FigureCheck {
  const compared = compare(statement, amount, matches, understanding);
  // What one fact alone counts is hardly counted in another sense.
  const isCountedOnce = new Set(compared.map(({ match }) => match)).size === 1;
  const least = isCountedOnce ? NEAR_MATTER : SAME_MATTER;
  // What was only planned or asked for does not stand in the stead of what is.
  const senses = meant(
    compared.filter(({ match, told, intended }) => (match.meant || told >= least) && !intended),
  );
  const agreeing = compared.filter(({ agreement }) => agreement !== 'other');
  const isMeant = ({ shared, told }: Compared): boolean => {
    const rivals = compared.filter((other) => other.told >= told - LESS);
    const most = Math.max(0, ...rivals.map((other) => other.shared));
    return most < TELLING_LABEL || shared >= 0.75 * most;
  };
  const [decisive = null] = senses
    .filter(({ agreement }) => agreement === 'other')
    .sort((a, b) => merit(b) - merit(a));
  const named = (decisive?.shared ?? 0) >= NAMED_IN_LABEL;
  const possible = agreeing.some(
    (each) =>
      (decisive === null || !isOfAnother(each.value, decisive.value, statement, understanding)) &&
      (!named || (each.told >= NEAR_MATTER && each.shared >= HALF * (decisive?.shared ?? 0))),
  );
  return {
    amount,
    in: (match) => {
      // "Only three" is not so where another fact on it knows more of them.
      const more = compared.some(
        (each) =>
          each.match !== match && each.told >= match.told && each.agreement === 'other' && each.isMore,
      );
      if (statement.only && more) return null;
      const inFact = agreeing.filter(
        (each) => each.match === match && each.agreement !== 'open' && isMeant(each) && !each.intended,
      );
      return inFact.find(({ agreement: same }) => same === 'same') ?? inFact[0] ?? null;
    },
    other: possible ? null : decisive,
    isKnown: agreeing.some(({ match, intended }) => match.about >= SAME_MATTER && !intended),
  };
}

/** A stated amount in whose stead the facts on the same matter know another one, and no fact knows it in that sense. */
export function refuteFigures(
  checks: readonly FigureCheck[],
  holdsTheRest: (match: Match) => boolean,
): Finding[] {
  return checks.flatMap(({ amount, other }): Finding[] =>
    other === null ||
    !holdsTheRest(other.match) ||
    checks.some((check) => check.amount !== amount && !check.isKnown)
      ? []
      : [
          {
            verdict: 'contradicted',
            stated: amount.text,
            known: { kind: 'value', value: other.value },
            rounding: null,
            evidence: [other.match.filed],
            by: () => 'another figure',
          },
        ],
  );
}

/** What is nearest in size is likeliest the figure that was meant: a price is held against prices. */
function merit({ match, told, shared, away }: Compared): number {
  const leads = match.filed.fact.leads.length > 0 ? 0.3 : 0;
  const stands = match.filed.fact.currency === 'superseded' ? 0 : 0.2;
  return 2 * told + match.ranked.fit + shared + leads + stands - 3 * away;
}

/** Of values that can be compared those whose labels say that they are meant; all where no label tells. */
function meant(compared: readonly Compared[]): readonly Compared[] {
  const best = Math.max(0, ...compared.map(({ shared }) => shared));
  return best < TELLING_LABEL ? compared : compared.filter(({ shared }) => shared >= 0.9 * best);
}

function compare(
  statement: Statement,
  amount: StatedAmount,
  matches: readonly Match[],
  understanding: Understanding,
): Compared[] {
  return matches.flatMap((match) =>
    (match.another ? [] : match.filed.fact.values).flatMap((value): Compared[] => {
      const known = inUnitOf(amount, value, understanding);
      if (known === null) return [];
      const agreement = compareAmount(amount, known, value.kind === 'quantity');
      if (agreement === 'other' && isLoose(amount, value, understanding)) return [];
      return [
        {
          match,
          told: value.kind === 'money' ? match.about : match.told,
          value,
          agreement,
          shared:
            meantBy(value, match, statement, understanding) + shareOfSide(value, statement, understanding),
          isMore: known > amount.amount,
          apart: Math.abs(known - amount.amount) / Math.max(1e-9, Math.abs(amount.amount)),
          away: Math.min(1, Math.abs(Math.log10(Math.max(1e-9, known) / Math.max(1e-9, amount.amount)))),
          intended: !statement.intended && isIntended(match, value, understanding),
        },
      ];
    }),
  );
}

/** Whether one value is of a party that is not spoken of, while another is of one that is. */
function isOfAnother(
  value: Value,
  other: Value,
  { terms }: Statement,
  understanding: Understanding,
): boolean {
  const partiesOf = ({ label }: Value): string[] =>
    [...understanding.reading(label).terms].filter((term) => understanding.terms.names.has(term));
  const parties = partiesOf(value);
  return (
    (parties.length > 0 || value.kind === 'share') &&
    !parties.some((term) => terms.has(term)) &&
    partiesOf(other).some((term) => terms.has(term))
  );
}

/** What a label gains that names the side whose share it is. */
const SIDE = 0.5;

function shareOfSide(value: Value, statement: Statement, understanding: Understanding): number {
  if (value.kind !== 'share') return 0;
  const terms = understanding.reading(value.label).terms;
  return [...BOTH].some((side) => terms.has(side) && statement.terms.has(side)) ? SIDE : 0;
}

function isIntended({ filed }: Match, value: Value, understanding: Understanding): boolean {
  if (value.kind !== 'quantity' && value.kind !== 'money') return false;
  if (understanding.reading(value.label).forms.has('intended')) return true;
  if (value.kind === 'money') return false;
  const written = numberInWords(value.amount, 'en');
  return onlyIntended(filed, (clause) => clause.includes(written), understanding);
}

/** The known figure in the stated unit, or null where the two cannot be compared. */
function inUnitOf(stated: StatedAmount, value: Value, understanding: Understanding): number | null {
  if (value.kind === 'money') {
    if (stated.unit !== null) return value.currency === stated.unit ? value.amount : null;
    return stated.amount >= MONEY && stated.counted.length === 0 ? value.amount : null;
  }
  if (value.kind !== 'quantity' && value.kind !== 'measure' && value.kind !== 'share') return null;
  if (stated.unit !== null) return convert(value.amount, value.unit, stated.unit);
  return value.kind === 'quantity' && counts(stated, value, understanding) ? value.amount : null;
}

/** A bare number as large as this, beside no noun, can only be money. */
const MONEY = 1e6;

/** Whether a bare number counts what a value counts: by the noun that follows it, or by the topic's name. */
function counts(
  stated: StatedAmount,
  { unit, label }: { readonly unit: string; readonly label: string },
  understanding: Understanding,
): boolean {
  if ((stated.countsTopic || stated.countsGroup) && !NO_THINGS.has(unit)) return true;
  return (
    isNamedBy(stated, unit, understanding) ||
    (!NO_THINGS.has(unit) && isNamedBy(stated, label, understanding))
  );
}

function isNamedBy({ counted }: StatedAmount, text: string, understanding: Understanding): boolean {
  const terms = understanding.reading(text).terms;
  return counted.some((term) => terms.has(term));
}

/** Whether the two count the same only perhaps: "two carriers" beside 35 aircraft, "five S-400s" beside 2 batteries. */
function isLoose(stated: StatedAmount, value: Value, understanding: Understanding): boolean {
  if (value.kind !== 'quantity' || stated.unit !== null || stated.countsTopic) return false;
  return !isNamedBy(stated, value.unit, understanding);
}
