import { refuse } from './errors.ts';

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** Collects everything that is wrong with a body, to be refused at once in Discord's nested form. */
export class Form {
  readonly issues: Issue[] = [];

  /** The body as a field; `path` is where Discord counts it from (`data` in an interaction response). */
  field(value: unknown, path: readonly (string | number)[] = []): Field {
    return new Field(this, path, value);
  }

  /** Throws an `ApiError` (400, 50035) that names every issue; silent where there is none. */
  check(): void {
    if (this.issues.length > 0) throw refuse.invalidForm(this.issues);
  }
}

interface Presence {
  readonly required?: boolean;
}
interface Length extends Presence {
  readonly min?: number;
  readonly max: number;
}
interface Range extends Presence {
  readonly min?: number;
  readonly max?: number;
}

/**
 * One value of a body with the way to it. Every reader returns the value where it is right and undefined where it is
 * absent or wrong; what is wrong is noted in the form. Lengths are counted in UTF-16 units: Discord publishes
 * "characters" and counts no more than that, so what passes here passes there.
 */
export class Field {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  readonly #form: Form;

  constructor(form: Form, path: readonly (string | number)[], value: unknown) {
    this.#form = form;
    this.path = path;
    this.value = value;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  fail(code: string, message: string): void {
    this.#form.issues.push({ path: this.path, code, message });
  }

  /** The field of that name or place; absent where there is none. */
  get(key: string | number): Field {
    const { value } = this;
    const child: unknown = Array.isArray(value)
      ? value[Number(key)]
      : isObject(value)
        ? value[key]
        : undefined;
    return new Field(this.#form, [...this.path, key], child);
  }

  keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  text({ min = 0, max, required = false }: Length): string | undefined {
    if (!this.#isPresent(required)) return undefined;
    if (typeof this.value !== 'string') {
      this.fail('STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return undefined;
    }
    return this.#isLength(this.value.length, min, max) ? this.value : undefined;
  }

  integer({
    min = Number.MIN_SAFE_INTEGER,
    max = Number.MAX_SAFE_INTEGER,
    required = false,
  }: Range = {}): number | undefined {
    if (!this.#isPresent(required)) return undefined;
    if (typeof this.value !== 'number' || !Number.isInteger(this.value)) {
      this.fail('NUMBER_TYPE_COERCE', `Value "${String(this.value)}" is not int.`);
      return undefined;
    }
    if (this.value < min) {
      this.fail('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
      return undefined;
    }
    if (this.value > max) {
      this.fail('NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
      return undefined;
    }
    return this.value;
  }

  flag(): boolean | undefined {
    if (!this.present) return undefined;
    if (typeof this.value === 'boolean') return this.value;
    this.fail('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    return undefined;
  }

  choice<const T extends string | number>(
    choices: readonly T[],
    { required = false }: Presence = {},
  ): T | undefined {
    if (!this.#isPresent(required)) return undefined;
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) this.fail('BASE_TYPE_CHOICES', `Value must be one of (${choices.join(', ')}).`);
    return found;
  }

  snowflake({ required = false }: Presence = {}): string | undefined {
    if (!this.#isPresent(required)) return undefined;
    const text = String(this.value);
    if (/^\d{17,20}$/.test(text)) return text;
    this.fail('NUMBER_TYPE_COERCE', `Value "${text}" is not snowflake.`);
    return undefined;
  }

  items({ min = 0, max, required = false }: Length): readonly Field[] | undefined {
    if (!this.#isPresent(required)) return undefined;
    if (!Array.isArray(this.value)) {
      this.fail('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return undefined;
    }
    this.#isLength(this.value.length, min, max);
    return this.value.map((item: unknown, index) => new Field(this.#form, [...this.path, index], item));
  }

  object({ required = false }: Presence = {}): boolean {
    if (!this.#isPresent(required)) return false;
    if (isObject(this.value)) return true;
    this.fail('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return false;
  }

  /** An http(s) address, or `attachment://` where that is allowed. */
  url({
    max = 2_048,
    required = false,
    attachment = false,
  }: {
    max?: number;
    required?: boolean;
    attachment?: boolean;
  }): string | undefined {
    const text = this.text({ max, required, min: 1 });
    if (text === undefined) return undefined;
    const schemes = attachment ? ['http:', 'https:', 'attachment:'] : ['http:', 'https:', 'discord:'];
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || /\s/.test(text)) {
      this.fail('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
      return undefined;
    }
    if (schemes.includes(url.protocol)) return text;
    const named = schemes.map((scheme) => `'${scheme.slice(0, -1)}'`).join(', ');
    this.fail(
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${url.protocol.slice(0, -1)}" is not supported. Scheme must be one of (${named}).`,
    );
    return undefined;
  }

  #isPresent(required: boolean): boolean {
    if (this.present) return true;
    if (required) this.fail('BASE_TYPE_REQUIRED', 'This field is required');
    return false;
  }

  #isLength(length: number, min: number, max: number): boolean {
    if (length >= min && length <= max) return true;
    if (min > 0) this.fail('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else this.fail('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    return false;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
