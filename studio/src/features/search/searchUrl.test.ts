import { expect, it } from 'vitest';
import { readSearch, writeSearch } from './searchUrl';

const usual = { indexId: '', text: '', modalities: ['visual', 'audio', 'transcription'], threshold: 'low', grouped: false } as const;

it('a search comes back from its address as it went in', () => {
  const search = { indexId: 'abc', text: 'a dog & a cat?', modalities: ['visual' as const], threshold: 'high' as const, grouped: true };
  expect(readSearch(new URLSearchParams(writeSearch(search).split('?')[1]))).toEqual(search);
});
it('what is as usual is not in the address', () => expect(writeSearch({ ...usual, modalities: [...usual.modalities] })).toBe('/search'));
it('nonsense in an address is passed over', () => expect(readSearch(new URLSearchParams('in=smell&least=most&by=colour'))).toEqual(usual));
