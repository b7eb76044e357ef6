import { z } from 'zod';
import type { Path } from './document.ts';
import type { Finding } from './findings.ts';

/** A fault of form: which node, and whether its key or its value is meant. */
export interface FormFinding {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly finding: Finding;
}

type Issue = z.core.$ZodIssue;

/**
 * Checks the form of a file's data.
 * @returns the parsed data, or every fault of form in it
 */
export function checkForm<T extends z.ZodType>(
  schema: T,
  data: unknown,
  name: string,
): { ok: true; value: z.output<T> } | { ok: false; findings: readonly FormFinding[] } {
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  const findings = result.error.issues
    .flatMap((issue) => flatten(issue, data))
    .flatMap((issue) => asFindings(issue, schema, data, name));
  return { ok: false, findings };
}

/** Of a union, the faults of the alternative that was meant: the one whose kind fits what stands there. */
function flatten(issue: Issue, data: unknown): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const meant =
    issue.errors.find((errors) =>
      errors.every((error) => error.path.length > 0 || error.code !== 'invalid_type'),
    ) ??
    issue.errors[0] ??
    [];
  return meant.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }, data));
}

function asFindings(issue: Issue, schema: z.ZodType, data: unknown, name: string): readonly FormFinding[] {
  const { path } = issue;
  const key = String(path.at(-1) ?? name);
  const of = ownerOf(data, typeof path.at(-1) === 'number' ? path.slice(0, -1) : path, name);
  const found = valueAt(data, path);
  const subject = subjectOf(path, of);
  const value = (finding: Finding): readonly FormFinding[] => [{ path, part: 'value', finding }];

  switch (issue.code) {
    case 'unrecognized_keys': {
      const within = ownerOf(data, [...path, ''], name);
      const known = keysOf(schemaAt(schema, data, path), found);
      return issue.keys.map((unknown) => ({
        path: [...path, unknown],
        part: 'key',
        finding: { code: 'unknown-key', key: unknown, of: within, known },
      }));
    }
    case 'invalid_type':
      if (found === undefined)
        return value({ code: 'missing-key', key, of, meaning: meaningOf(schemaAt(schema, data, path)) });
      return value({ code: 'wrong-type', subject, expected: inWords(issue.expected), found: kindOf(found) });
    case 'invalid_value':
      if (found === undefined)
        return value({ code: 'missing-key', key, of, meaning: `one of ${issue.values.join(', ')}` });
      return value({ code: 'wrong-value', subject, found: shown(found), allowed: issue.values.map(String) });
    case 'invalid_union': {
      const allowed = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      if (found === undefined)
        return value({ code: 'missing-key', key, of, meaning: `one of ${allowed.join(', ')}` });
      return value({ code: 'wrong-value', subject, found: shown(found), allowed });
    }
    case 'custom':
      if (field(issue.params, 'code') === 'impossible-date')
        return value({ code: 'impossible-date', key, of, found: shown(found) });
      break;
    case 'invalid_format':
      if (issue.format === 'url') return value({ code: 'not-a-web-address', of, found: shown(found) });
      break;
    default:
      break;
  }
  return value({ code: 'wrong-form', subject, found: `"${shown(found)}"`, rule: issue.message });
}

/** The id of the nearest thing around a node that has one, or where it stands in the file. */
export function ownerOf(data: unknown, path: Path, name: string): string {
  for (let length = path.length - 1; length >= 0; length--) {
    const around = valueAt(data, path.slice(0, length));
    const id = field(around, 'id');
    if (typeof id === 'string') return id;
  }
  const list = path.findIndex((step) => typeof step === 'number');
  if (list === -1) return name;
  return `entry ${Number(path[list]) + 1} of ${list > 0 ? String(path[list - 1]) : name}`;
}

/** What a fault is about, in words. */
function subjectOf(path: Path, of: string): string {
  const last = path.at(-1);
  if (last === undefined) return `the content of ${of}`;
  if (typeof last !== 'number') return `"${String(last)}" of ${of}`;
  const list = path.at(-2);
  return list === undefined
    ? `entry ${last + 1} of ${of}`
    : `entry ${last + 1} of "${String(list)}" of ${of}`;
}

export function valueAt(data: unknown, path: Path): unknown {
  let at = data;
  for (const step of path) {
    if (Array.isArray(at)) at = at[Number(step)];
    else if (isRecord(at)) at = Object.hasOwn(at, String(step)) ? at[String(step)] : undefined;
    else return undefined;
  }
  return at;
}

/** The value of a key, where there is one. */
export function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The part of the schema that a path leads to; null where the path leaves it. */
function schemaAt(schema: z.ZodType, data: unknown, path: Path): z.ZodType | null {
  let at: z.ZodType | null = schema;
  for (const [index, step] of path.entries()) {
    const inner = alternatives(at, valueAt(data, path.slice(0, index)));
    at = null;
    for (const each of inner) {
      if (each instanceof z.ZodObject) at ??= (each.shape[String(step)] as z.ZodType | undefined) ?? null;
      else if (each instanceof z.ZodArray) at ??= each.element as z.ZodType;
    }
    if (at === null) return null;
  }
  return at;
}

/** The objects and lists that a schema may be, behind defaults, options and unions; a kind decides among them. */
function alternatives(schema: z.ZodType | null, data: unknown): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return alternatives(schema.unwrap() as z.ZodType, data);
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.ZodType[];
    const kind = field(data, 'kind');
    const ofKind = options.filter((option) => {
      const its = option instanceof z.ZodObject ? field(option.shape, 'kind') : undefined;
      return its instanceof z.ZodType && its.safeParse(kind).success;
    });
    return (ofKind.length > 0 ? ofKind : options).flatMap((option) => alternatives(option, data));
  }
  return schema === null ? [] : [schema];
}

function keysOf(schema: z.ZodType | null, data: unknown): readonly string[] {
  return alternatives(schema, data).flatMap((each) =>
    each instanceof z.ZodObject ? Object.keys(each.shape) : [],
  );
}

function meaningOf(schema: z.ZodType | null): string | null {
  return schema?.description ?? null;
}

function inWords(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list, each line beginning with "- "',
    object: 'keys with values, indented below it',
  };
  return words[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a set of keys';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  return String(value);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  const text = isRecord(value) ? 'a set of keys' : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
