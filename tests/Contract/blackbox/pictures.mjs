// Search by pictures: the other half of operation 35.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { files, library, link } from './media.mjs';
import { accepts, done, refuses, send } from './wire.mjs';

const search = async (form) => send('/search', { index_id: (await library()).id, ...form });

describe('searching by pictures', () => {
  const image = (form) => search({ search_options: 'visual', query_media_type: 'image', ...form });
  it('finds the dog by its picture, sent or named', async () => {
    const { dog } = await library();
    for (const form of [{ query_media_file: { file: files.photo } }, { query_media_url: link(files.photo) }]) {
      const answer = done(await image(form));
      assert.ok(answer.data.length > 0);
      assert.equal(answer.data[0].video_id, dog);
      for (const clip of answer.data) assert.ok(clip.start >= 0 && clip.end > clip.start);
    }
  });

  accepts([
    ['words beside a picture', () => image({ query_text: 'dog', query_media_file: { file: files.photo } })],
    [
      'ten pictures',
      () => image({ query_media_url: Array.from({ length: 9 }, () => link(files.photo)), query_media_file: { file: files.png } }),
    ],
  ]);
  refuses([
    ['eleven pictures', () => image({ query_media_url: Array.from({ length: 11 }, () => link(files.photo)) }), { names: 'query_media' }],
    [
      'a picture without a type',
      () => image({ query_media_type: [], query_media_file: { file: files.photo } }),
      { code: ['parameter_not_provided', 'parameter_invalid'], names: 'query_media_type' },
    ],
    ['a type without a picture', () => image({}), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'query_media' }],
    ['an unknown type', () => image({ query_media_type: 'smell', query_media_file: { file: files.photo } }), { names: 'query_media_type' }],
    ['a picture that is too small', () => image({ query_media_file: { file: files.tiny } }), { names: 'query_media_file' }],
    [
      'a picture that is a text',
      () => image({ query_media_file: { file: files.text } }),
      { code: ['parameter_invalid', 'unsupported_media_type'], names: 'query_media_file' },
    ],
    ['a picture that is a video', () => image({ query_media_file: { file: files.dog } }), { names: 'query_media_file' }],
    ['an address that is none', () => image({ query_media_url: 'a picture' }), { names: 'query_media_url' }],
    ['an address with nothing', () => image({ query_media_url: link('/nothing.png') }), { names: 'query_media_url' }],
    [
      'a picture without visual',
      () => image({ search_options: 'audio', query_media_file: { file: files.photo } }),
      { code: ['search_option_combination_not_supported', 'search_option_not_supported', 'parameter_invalid'], names: 'visual' },
    ],
    [
      'ways to read what was said beside a picture',
      () => image({ query_media_file: { file: files.photo }, transcription_options: 'lexical' }),
      { code: 'search_option_combination_not_supported', names: 'transcription_options' },
    ],
  ]);
});
