import { expect, it } from 'vitest';
import { formatSearchUrl, parseSearchUrl } from './searchUrl';

const defaults = { indexId: '', text: '', modalities: ['visual', 'audio', 'transcription'], threshold: 'low', grouped: false } as const;

it('a search comes back from its address as it went in', () => {
  const search = { indexId: 'abc', text: 'a dog & a cat?', modalities: ['visual' as const], threshold: 'high' as const, grouped: true };
  expect(parseSearchUrl(new URLSearchParams(formatSearchUrl(search).split('?')[1]))).toEqual(search);
});
it('what is as usual is not in the address', () =>
  expect(formatSearchUrl({ ...defaults, modalities: [...defaults.modalities] })).toBe('/search'));
it('nonsense in an address is passed over', () =>
  expect(parseSearchUrl(new URLSearchParams('in=smell&least=most&by=colour'))).toEqual(defaults));
