import { expect, it } from 'vitest';
import { formatSearchUrl, parseSearchUrl } from './searchUrl';

const defaults = { indexId: '', text: '', modalities: ['visual', 'audio', 'transcription'], threshold: 'low', grouped: false } as const;

it('search parameters survive a round trip through the URL', () => {
  const search = { indexId: 'abc', text: 'a dog & a cat?', modalities: ['visual' as const], threshold: 'high' as const, grouped: true };
  expect(parseSearchUrl(new URLSearchParams(formatSearchUrl(search).split('?')[1]))).toEqual(search);
});
it('default values are not in the URL', () =>
  expect(formatSearchUrl({ ...defaults, modalities: [...defaults.modalities] })).toBe('/search'));
it('invalid values in a URL are ignored', () =>
  expect(parseSearchUrl(new URLSearchParams('in=smell&least=most&by=colour'))).toEqual(defaults));
