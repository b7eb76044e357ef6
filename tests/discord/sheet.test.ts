import fc from 'fast-check';
import { describe, test } from 'vitest';
import { toPayload } from '../../src/discord/render/payload.ts';
import type { Button, Control, Sheet } from '../../src/discord/render/sheet.ts';
import type { Press } from '../../src/discord/state/press.ts';
import { readMessage } from '../loopback/validate.ts';
import { ALLOWED, desk, ids, SETTINGS, target, text } from './support/answers.ts';

describe('the payload of any sheet', () => {
  const option = fc.record({ label: text(150), target });
  const press = fc.oneof(
    fc.record({ do: fc.constant('ask'), target: fc.option(target), asOf: fc.constant(null) }),
    fc.record({ do: fc.constant('sources'), topic: fc.constantFrom(...ids) }),
  ) as fc.Arbitrary<Press>;
  const button = fc.record({ label: text(150), press, look: fc.constantFrom('main', 'quiet') });
  const sheet: fc.Arbitrary<Sheet> = fc.record({
    tone: fc.constantFrom('answer', 'question', 'unknown', 'supported', 'contradicted', 'plain'),
    blocks: fc.array(
      fc.record({ heading: text(100), text: text(400), sources: fc.constant([]), option: fc.option(option) }),
      { maxLength: 60, size: 'max' },
    ),
    choices: fc.option(
      fc.oneof(
        fc.record({
          kind: fc.constant('buttons'),
          buttons: fc.array(button, { maxLength: 40, size: 'max' }),
        }),
        fc.record({
          kind: fc.constant('menu'),
          placeholder: text(300),
          press: fc.constant({ do: 'choose', target: null } as const),
          options: fc.array(option, { maxLength: 40, size: 'max' }),
        }),
      ),
    ) as fc.Arbitrary<Control | null>,
    about: fc.array(button, { maxLength: 8, size: 'max' }) as fc.Arbitrary<Button[]>,
    shown: fc.nat(9),
    remaining: fc.nat(99),
  });
  const frame = {
    sources: 'Sources',
    back: 'Back',
    more: 'More',
    choose: 'Choose',
    pageOf: (a: number, b: number) => `${a}/${b}`,
  };

  test('is legal, with the memo in it or none', () => {
    fc.assert(
      fc.property(sheet, fc.nat(3), text(2_000), (one, page, memo) => {
        const payload = toPayload(one, { skip: 0, page }, [memo], frame, desk.codes);
        readMessage(structuredClone(payload), { flags: ALLOWED, files: [], editing: null });
      }),
      SETTINGS,
    );
  });
});
