import { expect, it } from 'vitest';
import { detectImportFormat } from './formats';
import { formatExportUrl, parseExportUrl } from './exportUrl';

it('an address says what to export, and comes back as it was', () => {
  for (const address of ['/export', '/export?set=s&format=yolo&states=accepted.proposed&frames=1&every=0.5&splits=80-10-10&seed=7'])
    expect(formatExportUrl(parseExportUrl(new URL(address, 'http://here').searchParams))).toBe(address);
});

it('what makes no sense in an address is as usual', () => {
  expect(parseExportUrl(new URLSearchParams('format=gif&states=maybe&every=-3&splits=1-2-3&seed=x'))).toEqual(
    parseExportUrl(new URLSearchParams()),
  );
});

it('a file is known by how it begins', () => {
  expect([' <?xml ?>', '[{}]', '\n{"a":1}', 'PK\u0003\u0004'].map(detectImportFormat)).toEqual(['cvat', 'label-studio', 'json', null]);
});
