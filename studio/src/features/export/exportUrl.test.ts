import { expect, it } from 'vitest';
import { detectImportFormat } from './formats';
import { formatExportUrl, parseExportUrl } from './exportUrl';

it('export settings survive a round trip through the URL', () => {
  for (const url of ['/export', '/export?set=s&format=yolo&states=accepted.proposed&frames=1&every=0.5&splits=80-10-10&seed=7'])
    expect(formatExportUrl(parseExportUrl(new URL(url, 'http://here').searchParams))).toBe(url);
});

it('invalid values in a URL become defaults', () => {
  expect(parseExportUrl(new URLSearchParams('format=gif&states=maybe&every=-3&splits=1-2-3&seed=x'))).toEqual(
    parseExportUrl(new URLSearchParams()),
  );
});

it('the format of a file is detected by how it begins', () => {
  expect([' <?xml ?>', '[{}]', '\n{"a":1}', 'PK\u0003\u0004'].map(detectImportFormat)).toEqual(['cvat', 'label-studio', 'json', null]);
});
