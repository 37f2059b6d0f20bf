// Search: operations 35 and 36.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { library, newIndex, pegasusIndex, visualIndex } from './media.mjs';
import { accepts, call, done, get, has, refused, refuses, send, unknownId } from './wire.mjs';

const search = async (form) =>
  send('/search', { index_id: (await library()).id, search_options: ['visual', 'audio'], query_text: 'dog', ...form });
const found = async (form) => done(await search(form));
const ids = (answer) => answer.data.map((one) => [one.video_id, one.start, one.end].join());

function checked(clip) {
  has(clip, 'start', 'end', 'video_id', 'rank', 'score', 'confidence');
  assert.ok(clip.start >= 0 && clip.end > clip.start);
  assert.ok(clip.score >= 0 && clip.score <= 100);
  assert.ok(['high', 'medium', 'low'].includes(clip.confidence));
}

describe('searching by words', () => {
  it('answers ranked clips of the index', async () => {
    const { id, dog } = await library();
    const answer = await found({});
    has(answer, 'search_pool', 'data', 'page_info');
    assert.equal(answer.search_pool.index_id, id);
    assert.equal(answer.search_pool.total_count, 2);
    assert.ok(answer.search_pool.total_duration > 12);
    has(answer.page_info, 'limit_per_page', 'total_results', 'page_expires_at');
    assert.equal(answer.page_info.limit_per_page, 10);
    assert.ok(answer.data.length > 0);
    assert.equal(answer.data[0].video_id, dog);
    answer.data.forEach((clip, n) => {
      checked(clip);
      assert.equal(clip.rank, n + 1);
      assert.ok(!('user_metadata' in clip));
    });
    const scores = answer.data.map((clip) => clip.score);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    const picture = await fetch(answer.data[0].thumbnail_url);
    assert.equal(picture.status, 200);
    assert.match(picture.headers.get('content-type'), /^image\//);
  });

  it('groups by video', async () => {
    const answer = await found({ group_by: 'video', query_text: 'dog or person', include_user_metadata: 'true' });
    assert.ok(answer.data.length > 0);
    assert.equal(answer.page_info.total_results, answer.data.length);
    assert.equal(
      answer.page_info.total_inner_matches,
      answer.data.reduce((sum, one) => sum + one.clips.length, 0),
    );
    for (const one of answer.data) {
      assert.ok(one.clips.length > 0);
      const ranks = one.clips.map((clip) => clip.rank);
      assert.deepEqual(
        ranks,
        [...ranks].sort((a, b) => a - b),
      );
      for (const clip of one.clips) {
        checked(clip);
        assert.equal(clip.video_id, one.id);
        assert.ok('kind' in clip.user_metadata);
      }
    }
    const counts = (await found({ group_by: 'video', sort_option: 'clip_count', query_text: 'dog or person' })).data.map(
      (one) => one.clips.length,
    );
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => b - a),
    );
  });

  it('pages by token, without a gap, a repeat or a key too many', async () => {
    const asked = { query_text: 'dog or person', page_limit: 50 };
    const whole = await found(asked);
    assert.ok(!('next_page_token' in whole.page_info));
    assert.ok(whole.data.length > 1);
    const paged = [];
    let page = await found({ ...asked, page_limit: 1, include_user_metadata: 'true' });
    for (let n = 0; n < 60; n++) {
      assert.equal(page.data.length, 1);
      assert.equal(page.page_info.limit_per_page, 1);
      assert.ok(Date.parse(page.page_info.page_expires_at) > Date.now());
      paged.push(...page.data);
      if (!page.page_info.next_page_token) break;
      page = done(await get(`/search/${encodeURIComponent(page.page_info.next_page_token)}?include_user_metadata=true`));
      assert.ok('user_metadata' in page.data[0]);
    }
    assert.deepEqual(ids({ data: paged }), ids(whole));
    assert.deepEqual(
      paged.map((clip) => clip.rank),
      paged.map((_, n) => n + 1),
    );
    const first = await found({ ...asked, page_limit: 1 });
    const second = done(await get(`/search/${encodeURIComponent(first.page_info.next_page_token)}`));
    assert.ok(!('user_metadata' in second.data[0]));
    if (second.page_info.prev_page_token)
      assert.deepEqual(ids(done(await get(`/search/${encodeURIComponent(second.page_info.prev_page_token)}`))), ids(first));
  });

  it('filters by what is known of the videos', async () => {
    const { dog, talk } = await library();
    const among = async (filter) =>
      [
        ...new Set(
          (await found({ query_text: 'dog or person', page_limit: 50, filter: JSON.stringify(filter) })).data.map((clip) => clip.video_id),
        ),
      ].sort();
    const both = await among({});
    assert.deepEqual(both, [dog, talk].sort());
    for (const [filter, expected] of [
      [{ id: [dog] }, [dog]],
      [{ id: [dog, talk] }, both],
      [{ id: dog }, [dog]],
      [{ duration: { lte: 7 } }, [dog]],
      [{ duration: { gte: 7, lte: 60 } }, [talk]],
      [{ kind: 'pet' }, [dog]],
      [{ n: 7 }, [talk]],
      [{ score: 9.3 }, [dog]],
      [{ mine: true }, [dog]],
      [{ n: { gte: 6 } }, [talk]],
      [{ filename: 'dog.mp4' }, [dog]],
      [{ kind: 'pet', n: 7 }, []],
      [{ kind: 'cat' }, []],
      [{ width: { gte: 100000 } }, []],
      [{ size: { gte: 1 }, height: { gte: 1 } }, both],
    ])
      assert.deepEqual(await among(filter), expected, JSON.stringify(filter));
    const nothing = await found({ filter: '{"id":["ffffffffffffffffffffffff"]}' });
    assert.deepEqual(nothing.data, []);
    assert.ok(!('next_page_token' in nothing.page_info));
  });

  it('holds `and` to be part of `or`, and `or` to be the default', async () => {
    const or = ids(await found({ operator: 'or', page_limit: 50 }));
    assert.deepEqual(ids(await found({ page_limit: 50 })), or);
    const videos = new Set((await found({ operator: 'or', page_limit: 50 })).data.map((clip) => clip.video_id));
    for (const clip of (await found({ operator: 'and', page_limit: 50 })).data) assert.ok(videos.has(clip.video_id));
  });

  it('drops what is below a threshold', async () => {
    const steps = ['low', 'medium', 'high'];
    for (const [at, threshold] of steps.entries()) {
      for (const clip of (await found({ threshold, page_limit: 50, query_text: 'dog or person' })).data)
        assert.ok(steps.indexOf(clip.confidence) >= at);
    }
    const all = (await found({ threshold: 'none', page_limit: 50 })).data.length;
    assert.ok(all >= (await found({ threshold: 'high', page_limit: 50 })).data.length);
  });

  it('reads arrays in every encoding', async () => {
    const expected = ids(await found({}));
    for (const text of ['["visual","audio"]', '[visual,audio]', 'visual,audio'])
      assert.deepEqual(ids(await found({ search_options: text })), expected, text);
    const field = (name, type = '') => `--q\r\n${type}Content-Disposition: form-data; name=${name}\r\n\r\n`;
    const body =
      `${field('x-api-key')}wrong\r\n${field('search_options', 'Content-Type: text/plain; charset=utf-8\r\n')}[visual,audio]\r\n` +
      `${field('index_id')}${(await library()).id}\r\n${field('query_text')}dog\r\n--q--\r\n`;
    assert.deepEqual(
      ids(done(await call('POST', '/search', { body, headers: { 'content-type': 'multipart/form-data; boundary="q"' } }))),
      expected,
    );
  });

  it('answers an index without videos with nothing', async () => {
    const answer = done(await send('/search', { index_id: await newIndex('empty'), search_options: ['visual'], query_text: 'dog' }));
    assert.deepEqual(answer.data, []);
    assert.equal(answer.search_pool.total_count, 0);
    assert.equal(answer.page_info.total_results, 0);
  });

  const words = (n) => Array.from({ length: n }, () => 'dog').join(' ');
  accepts([
    ['500 words', () => search({ query_text: words(500) })],
    ['one result', () => search({ page_limit: 1 })],
    ['50 results', () => search({ page_limit: 50 })],
    ['what was said', () => search({ search_options: ['transcription', 'audio'], query_text: 'hello' })],
    [
      'both ways to read what was said',
      () => search({ search_options: ['transcription'], transcription_options: ['lexical', 'semantic'], query_text: 'hello' }),
    ],
    [
      'one way to read what was said',
      () => search({ search_options: ['transcription'], transcription_options: 'lexical', query_text: 'directory' }),
    ],
    ['legacy fields', () => search({ adjust_confidence_level: '0.5', sort_option: 'score', threshold: 'low' })],
    ['fields it does not know', () => search({ conversation_option: 'semantic' })],
  ]);
  refuses([
    [
      'no index',
      () => send('/search', { search_options: 'visual', query_text: 'dog' }),
      { code: 'parameter_not_provided', names: 'index_id' },
    ],
    ['an index id that is none', () => search({ index_id: 'junk' }), { names: 'index_id' }],
    ['an unknown index', () => search({ index_id: unknownId }), { status: 404, code: 'resource_not_exist', names: unknownId }],
    ['an index without Marengo', async () => search({ index_id: await pegasusIndex() }), { code: 'index_not_supported_for_search' }],
    ['no options', () => search({ search_options: [] }), { code: 'parameter_not_provided', names: 'search_options' }],
    [
      'an empty option',
      () => search({ search_options: '' }),
      { code: ['parameter_not_provided', 'parameter_invalid', 'search_option_not_supported'], names: 'search_options' },
    ],
    [
      'an unknown option',
      () => search({ search_options: ['visual', 'smell'] }),
      { code: 'search_option_not_supported', names: 'search_options' },
    ],
    [
      'an option the index lacks',
      async () => search({ index_id: await visualIndex(), search_options: ['audio'] }),
      { code: 'search_option_not_supported', names: 'audio' },
    ],
    [
      'transcription of an index without audio',
      async () => search({ index_id: await visualIndex(), search_options: ['transcription'] }),
      { code: 'search_option_not_supported', names: 'transcription' },
    ],
    ['no question', () => search({ query_text: [] }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'query_text' }],
    ['an empty question', () => search({ query_text: '' }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'query_text' }],
    [
      'a question of spaces',
      () => search({ query_text: '   ' }),
      { code: ['parameter_not_provided', 'parameter_invalid'], names: 'query_text' },
    ],
    ['2,500 words', () => search({ query_text: words(2500) }), { names: 'query_text' }],
    ['51 results', () => search({ page_limit: 51 }), { names: 'page_limit' }],
    ['no results', () => search({ page_limit: 0 }), { names: 'page_limit' }],
    ['fewer than no results', () => search({ page_limit: -1 }), { names: 'page_limit' }],
    ['a limit that is none', () => search({ page_limit: 'ten' }), { names: 'page_limit' }],
    ['an unknown group', () => search({ group_by: 'scene' }), { names: 'group_by' }],
    ['an unknown operator', () => search({ operator: 'xor' }), { names: 'operator' }],
    ['an unknown threshold', () => search({ threshold: 'extreme' }), { names: 'threshold' }],
    ['an unknown order', () => search({ sort_option: 'colour' }), { names: 'sort_option' }],
    ['a flag that is none', () => search({ include_user_metadata: 'perhaps' }), { names: 'include_user_metadata' }],
    [
      'ways to read what was said without transcription',
      () => search({ transcription_options: ['lexical'] }),
      { code: 'search_option_combination_not_supported', names: 'transcription_options' },
    ],
    [
      'an unknown way to read what was said',
      () => search({ search_options: ['transcription'], transcription_options: ['poetic'] }),
      { code: ['parameter_invalid', 'search_option_not_supported'], names: 'transcription_options' },
    ],
    [
      'a filter that is no JSON',
      () => search({ filter: 'kind=pet' }),
      { code: ['search_filter_invalid', 'parameter_invalid'], names: 'filter' },
    ],
    ['a filter that is a list', () => search({ filter: '[]' }), { code: ['search_filter_invalid', 'parameter_invalid'], names: 'filter' }],
    [
      'an unknown operator in a filter',
      () => search({ filter: '{"duration":{"near":5}}' }),
      { code: ['search_filter_invalid', 'parameter_invalid'], names: 'duration' },
    ],
    [
      'a range of words in a filter',
      () => search({ filter: '{"duration":{"gte":"long"}}' }),
      { code: ['search_filter_invalid', 'parameter_invalid'], names: 'duration' },
    ],
    [
      'a list in a filter of anything but ids',
      () => search({ filter: '{"kind":["pet","talk"]}' }),
      { code: ['search_filter_invalid', 'parameter_invalid'], names: 'kind' },
    ],
    ['a junk token', () => get('/search/junk'), { code: 'search_page_token_expired' }],
    ['a token of another shape', () => get(`/search/${unknownId}-1`), { code: 'search_page_token_expired' }],
  ]);
});
