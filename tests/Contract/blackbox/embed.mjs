// Embeddings of single inputs, old and new: operations 50 to 58.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assets, base64, deadLink, files, link } from './media.mjs';
import { accepts, done, get, has, hexId, instant, listed, post, refused, refuses, send, settled, unknownId } from './wire.mjs';

/** The codes for a file that is not what it was said to be. */
const unreadable = ['parameter_invalid', 'unsupported_media_type'];
const words = (n) => Array.from({ length: n }, () => 'dog').join(' ');
const embed = (form) => send('/embed', { model_name: 'marengo3.0', ...form });
const begin = (form) => send('/embed/tasks', { model_name: 'marengo3.0', ...form });
const vector = (list, size = 512) => {
  assert.equal(list.length, size);
  assert.ok(list.every(Number.isFinite));
};

describe('embedding by forms', () => {
  it('gives a vector for a text', async () => {
    const answer = done(await embed({ text: 'a dog' }));
    assert.equal(answer.model_name, 'marengo3.0');
    assert.deepEqual(
      Object.keys(answer).filter((key) => key.endsWith('_embedding')),
      ['text_embedding'],
    );
    assert.equal(answer.text_embedding.segments.length, 1);
    vector(answer.text_embedding.segments[0].float);
    assert.equal(done(await embed({ text: 'a dog', model_name: 'Marengo-retrieval-2.7' })).model_name, 'Marengo-retrieval-2.7');
  });

  it('gives vectors for a picture, a sound and a video, several at a time', async () => {
    const answer = done(await embed({ text: 'dog', image_file: { file: files.photo }, audio_url: link(files.sound) }));
    has(answer, 'text_embedding', 'image_embedding', 'audio_embedding');
    vector(answer.image_embedding.segments[0].float);
    assert.ok(answer.audio_embedding.segments.length > 0);
    for (const one of answer.audio_embedding.segments) {
      vector(one.float);
      assert.ok(one.end_offset_sec > one.start_offset_sec);
    }
    assert.equal(answer.image_embedding.metadata.input_filename, 'dog.jpg');
    assert.equal(answer.audio_embedding.metadata.input_url, link(files.sound));
    const video = done(await embed({ video_file: { file: files.dog } })).video_embedding;
    vector(video.segments[0].float);
    const later = done(await embed({ audio_file: { file: files.sound }, audio_start_offset_sec: '4' })).audio_embedding;
    assert.ok(later.segments[0].start_offset_sec >= 4);
  });

  accepts([
    ['500 words', () => embed({ text: words(500) })],
    ['too many words cut at their end', () => embed({ text: words(3000), text_truncate: 'end' })],
    ['too many words cut at their start', () => embed({ text: words(3000), text_truncate: 'start' })],
  ]);
  refuses([
    ['no model', () => send('/embed', { text: 'dog' }), { code: 'parameter_not_provided', names: 'model_name' }],
    ['an unknown model', () => embed({ model_name: 'marengo9', text: 'dog' }), { names: 'model_name' }],
    ['nothing to embed', () => embed({}), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'text' }],
    ['too many words', () => embed({ text: words(3000), text_truncate: 'none' }), { names: 'text' }],
    ['an unknown way to cut', () => embed({ text: 'dog', text_truncate: 'middle' }), { names: 'text_truncate' }],
    ['a picture that is a text', () => embed({ image_file: { file: files.text } }), { code: unreadable, names: 'image' }],
    ['a picture that is too small', () => embed({ image_file: { file: files.tiny } }), { names: 'image' }],
    ['a sound that is a text', () => embed({ audio_file: { file: files.text } }), { code: unreadable, names: 'audio' }],
    ['an address with nothing', () => embed({ image_url: deadLink }), { names: 'image_url' }],
    ['an address that is none', () => embed({ audio_url: 'a sound' }), { names: 'audio_url' }],
    [
      'a start before the beginning',
      () => embed({ audio_file: { file: files.sound }, audio_start_offset_sec: '-1' }),
      { names: 'audio_start_offset_sec' },
    ],
    [
      'a start that is none',
      () => embed({ audio_file: { file: files.sound }, audio_start_offset_sec: 'soon' }),
      { names: 'audio_start_offset_sec' },
    ],
  ]);
});

describe('embedding videos by forms', () => {
  it('goes from processing to ready, and then has segments', async () => {
    const { _id: id } = done(
      await begin({ video_file: { file: files.dog }, video_clip_length: '2', video_embedding_scopes: ['clip', 'video'] }),
      201,
    );
    assert.match(id, hexId);
    const status = await settled(`/embed/tasks/${id}/status`, ['processing']);
    has(status, '_id', 'status', 'model_name', 'video_embedding');
    assert.equal(status.status, 'ready');
    assert.ok(!('segments' in status.video_embedding));
    const task = done(await get(`/embed/tasks/${id}`));
    has(task, '_id', 'model_name', 'status', 'created_at', 'updated_at', 'video_embedding');
    assert.match(task.created_at, instant);
    const { metadata, segments } = task.video_embedding;
    has(metadata, 'input_filename', 'video_clip_length', 'video_embedding_scope', 'duration');
    assert.equal(metadata.video_clip_length, 2);
    assert.deepEqual([...metadata.video_embedding_scope].sort(), ['clip', 'video']);
    for (const one of segments) {
      has(one, 'float', 'start_offset_sec', 'end_offset_sec', 'embedding_option', 'embedding_scope');
      vector(one.float);
    }
    assert.equal(segments.filter((one) => one.embedding_scope === 'clip' && one.embedding_option.startsWith('visual')).length, 3);
    assert.ok(segments.some((one) => one.embedding_scope === 'video'));
    const seen = done(await get(`/embed/tasks/${id}?embedding_option=audio`)).video_embedding.segments;
    assert.ok(seen.every((one) => one.embedding_option === 'audio'));
    assert.ok(listed(await get('/embed/tasks?status=ready&page_limit=50')).some((one) => one._id === id));
    assert.deepEqual(listed(await get('/embed/tasks?started_at=2999-01-01T00:00:00Z')), []);
    assert.deepEqual(listed(await get('/embed/tasks?ended_at=2001-01-01T00:00:00Z')), []);
  });

  it('takes a part of a video under the newer name of the scope', async () => {
    const { _id: id } = done(
      await begin({ video_url: link(files.talk), video_start_offset_sec: '1', video_end_offset_sec: '5', video_embedding_scope: 'clip' }),
      201,
    );
    await settled(`/embed/tasks/${id}/status`, ['processing']);
    for (const one of done(await get(`/embed/tasks/${id}`)).video_embedding.segments)
      assert.ok(one.start_offset_sec >= 1 && one.end_offset_sec <= 5.01);
  });

  it('fails when the address has nothing', async () => {
    const { _id: id } = done(await begin({ video_url: deadLink }), 201);
    assert.equal((await settled(`/embed/tasks/${id}/status`, ['processing'])).status, 'failed');
  });

  const file = () => ({ video_file: { file: files.text } });
  refuses([
    ['no model', () => send('/embed/tasks', file()), { code: 'parameter_not_provided', names: 'model_name' }],
    ['no video', () => begin({}), { code: 'parameter_not_provided', names: 'video' }],
    ['a clip of 1 s', () => begin({ ...file(), video_clip_length: '1' }), { names: 'video_clip_length' }],
    ['a clip of 11 s', () => begin({ ...file(), video_clip_length: '11' }), { names: 'video_clip_length' }],
    ['a clip that is none', () => begin({ ...file(), video_clip_length: 'short' }), { names: 'video_clip_length' }],
    [
      'a start alone',
      () => begin({ ...file(), video_start_offset_sec: '1' }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'video_end_offset_sec' },
    ],
    [
      'an end alone',
      () => begin({ ...file(), video_end_offset_sec: '5' }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'video_start_offset_sec' },
    ],
    [
      'an end before the start',
      () => begin({ ...file(), video_start_offset_sec: '5', video_end_offset_sec: '5' }),
      { names: 'video_end_offset_sec' },
    ],
    [
      'a start before the beginning',
      () => begin({ ...file(), video_start_offset_sec: '-1', video_end_offset_sec: '5' }),
      { names: 'video_start_offset_sec' },
    ],
    ['an unknown scope', () => begin({ ...file(), video_embedding_scope: 'scene' }), { names: 'video_embedding_scope' }],
    ['an unknown status', () => get('/embed/tasks?status=asleep'), { names: 'status' }],
    ['a date that is none', () => get('/embed/tasks?started_at=soon'), { names: 'started_at' }],
  ]);
});

const v2 = (type, body, more = {}) =>
  post('/embed-v2', { input_type: type, model_name: 'marengo3.0', ...(body === undefined ? {} : { [type]: body }), ...more });
const v2Task = (type, body, more = {}) =>
  post('/embed-v2/tasks', { input_type: type, model_name: 'marengo3.0', ...(body === undefined ? {} : { [type]: body }), ...more });
const photo = { media_source: { url: link(files.photo) } };
const sound = { media_source: { url: link(files.sound) } };
const film = { media_source: { url: link(files.dog) } };
const nested = (ask) => async () => {
  const answer = await ask();
  assert.equal(answer.json?.error?.code, answer.json?.code, answer.text);
  assert.equal(answer.json?.error?.message, answer.json?.message, answer.text);
  return answer;
};

describe('embedding by JSON', () => {
  it('gives one vector for words and pictures, with empty times', async () => {
    for (const answer of [
      await v2('text', { input_text: 'a dog' }),
      await v2('image', photo),
      await v2('image', { media_source: { base64_string: base64(files.photo) } }),
      await v2('image', { media_source: { asset_id: (await assets.photo())._id } }),
      await v2('text_image', { ...photo, input_text: 'a dog' }),
      await v2('multi_input', { media_sources: [{ name: 'rex', media_type: 'image', url: link(files.photo) }], input_text: 'like <@rex>' }),
      await v2('multi_input', {
        media_sources: [
          { media_type: 'image', url: link(files.photo) },
          { media_type: 'image', base64_string: base64(files.png) },
        ],
      }),
    ]) {
      const { data } = done(answer);
      assert.equal(data.length, 1);
      has(data[0], 'embedding', 'embedding_option', 'embedding_scope', 'start_sec', 'end_sec');
      vector(data[0].embedding);
      assert.equal(data[0].start_sec, null);
      assert.equal(data[0].end_sec, null);
    }
    assert.ok(!('metadata' in done(await v2('text', { input_text: 'a dog' }))));
    assert.equal(done(await v2('image', photo)).metadata.input_type, 'image');
  });

  it('gives vectors of parts and of the whole of sound and video', async () => {
    for (const [type, body, options] of [
      ['audio', sound, ['audio', 'transcription']],
      ['video', film, ['visual', 'audio', 'transcription']],
    ]) {
      const { data, metadata } = done(await v2(type, { ...body, segmentation: { strategy: 'fixed', fixed: { duration_sec: 3 } } }));
      has(metadata, 'input_type', 'embedding_options', 'embedding_scopes', 'duration', 'input_url');
      assert.equal(metadata.input_type, type);
      assert.deepEqual([...metadata.embedding_scopes].sort(), ['asset', 'clip']);
      for (const option of metadata.embedding_options) assert.ok(options.includes(option));
      assert.ok(data.some((one) => one.embedding_scope === 'asset') && data.some((one) => one.embedding_scope === 'clip'));
      for (const one of data) {
        vector(one.embedding);
        assert.ok(one.end_sec > one.start_sec);
        if (one.embedding_scope === 'clip') assert.ok(one.end_sec - one.start_sec <= 3.01);
      }
    }
    const seen = done(await v2('video', { ...film, embedding_option: ['visual'], embedding_scope: ['clip'], start_sec: 1, end_sec: 5 }));
    assert.ok(
      seen.data.every(
        (one) => one.embedding_option === 'visual' && one.embedding_scope === 'clip' && one.start_sec >= 1 && one.end_sec <= 5.01,
      ),
    );
    const fused = done(
      await v2('video', {
        ...film,
        embedding_option: ['visual', 'audio'],
        embedding_type: ['fused_embedding'],
        embedding_scope: ['asset'],
      }),
    );
    assert.ok(fused.data.some((one) => one.embedding_option === 'fused'));
    const moving = done(
      await v2('video', {
        ...film,
        embedding_option: ['visual'],
        embedding_scope: ['clip'],
        segmentation: { strategy: 'dynamic', dynamic: { min_duration_sec: 3 } },
      }),
    );
    assert.ok(moving.data.length > 0);
  });

  it('goes on by itself with a task', async () => {
    const {
      _id: id,
      status,
      data,
    } = done(await v2Task('video', { media_source: { asset_id: (await assets.dog())._id }, embedding_option: ['visual'] }), 202);
    assert.match(id, hexId);
    assert.equal(status, 'processing');
    assert.equal(data, null);
    const task = await settled(`/embed-v2/tasks/${id}`, ['processing']);
    has(task, '_id', 'status', 'created_at', 'updated_at', 'data', 'metadata');
    assert.equal(task.status, 'ready');
    assert.ok(task.data.length > 0);
    const [one] = listed(await get('/embed-v2/tasks?status=ready&page_limit=50')).filter((each) => each._id === id);
    has(one, '_id', 'model_name', 'status', 'created_at', 'updated_at', 'video_embedding');
    const lost = done(await v2Task('audio', { media_source: { url: deadLink } }), 202);
    const failed = await settled(`/embed-v2/tasks/${lost._id}`, ['processing']);
    assert.equal(failed.status, 'failed');
    assert.ok(failed.error.message.length > 10);
    assert.equal(failed.data, null);
  });

  const fixed = (seconds) => ({ segmentation: { strategy: 'fixed', fixed: { duration_sec: seconds } } });
  const dynamic = (seconds) => ({ segmentation: { strategy: 'dynamic', dynamic: { min_duration_sec: seconds } } });
  accepts([['500 words', () => v2('text', { input_text: words(500) })]]);
  refuses(
    [
      [
        'no type',
        () => post('/embed-v2', { model_name: 'marengo3.0', text: { input_text: 'dog' } }),
        { code: 'parameter_not_provided', names: 'input_type' },
      ],
      ['an unknown type', () => v2('smell', {}), { names: 'input_type' }],
      [
        'no model',
        () => post('/embed-v2', { input_type: 'text', text: { input_text: 'dog' } }),
        { code: 'parameter_not_provided', names: 'model_name' },
      ],
      ['an unknown model', () => v2('text', { input_text: 'dog' }, { model_name: 'marengo9' }), { names: 'model_name' }],
      ['a type without its object', () => v2('text'), { code: 'parameter_not_provided', names: 'text' }],
      ['a text without words', () => v2('text', {}), { code: 'parameter_not_provided', names: 'input_text' }],
      ['empty words', () => v2('text', { input_text: '' }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'input_text' }],
      ['words that are a number', () => v2('text', { input_text: 5 }), { names: 'input_text' }],
      ['2,500 words', () => v2('text', { input_text: words(2500) }), { names: 'input_text' }],
      ['a picture without a source', () => v2('image', {}), { code: 'parameter_not_provided', names: 'media_source' }],
      [
        'an empty source',
        () => v2('image', { media_source: {} }),
        { code: ['parameter_invalid', 'parameter_not_provided'], names: 'media_source' },
      ],
      ['two sources', () => v2('image', { media_source: { url: link(files.photo), asset_id: unknownId } }), { names: 'media_source' }],
      [
        'an unknown asset',
        () => v2('image', { media_source: { asset_id: unknownId } }),
        { status: 404, code: 'resource_not_exist', names: unknownId },
      ],
      ['an asset id that is none', () => v2('image', { media_source: { asset_id: 'junk' } }), { names: 'asset_id' }],
      [
        'an asset that failed',
        async () => v2('image', { media_source: { asset_id: (await assets.text())._id } }),
        { code: ['parameter_invalid', 'asset_unavailable'], names: 'asset' },
      ],
      ['base64 that is none', () => v2('image', { media_source: { base64_string: '%%%' } }), { names: 'base64_string' }],
      [
        'a picture that is a text',
        () => v2('image', { media_source: { base64_string: base64(files.text) } }),
        { code: unreadable, names: 'media_source' },
      ],
      ['a picture and no words', () => v2('text_image', photo), { code: 'parameter_not_provided', names: 'input_text' }],
      ['words and no picture', () => v2('text_image', { input_text: 'dog' }), { code: 'parameter_not_provided', names: 'media_source' }],
      ['a clip of 1 s', () => v2('video', { ...film, ...fixed(1) }), { names: 'duration_sec' }],
      ['a clip of 11 s', () => v2('video', { ...film, ...fixed(11) }), { names: 'duration_sec' }],
      ['a least clip of 1 s', () => v2('video', { ...film, ...dynamic(1) }), { names: 'min_duration_sec' }],
      ['a least clip of 6 s', () => v2('video', { ...film, ...dynamic(6) }), { names: 'min_duration_sec' }],
      ['an unknown strategy', () => v2('video', { ...film, segmentation: { strategy: 'random' } }), { names: 'strategy' }],
      ['an unknown option', () => v2('video', { ...film, embedding_option: ['smell'] }), { names: 'embedding_option' }],
      ['what is seen of a sound', () => v2('audio', { ...sound, embedding_option: ['visual'] }), { names: 'embedding_option' }],
      ['an unknown scope', () => v2('video', { ...film, embedding_scope: ['video'] }), { names: 'embedding_scope' }],
      ['an unknown way to join', () => v2('video', { ...film, embedding_type: ['mixed'] }), { names: 'embedding_type' }],
      [
        'to join one option',
        () => v2('video', { ...film, embedding_option: ['visual'], embedding_type: ['fused_embedding'] }),
        { names: 'embedding_type' },
      ],
      ['an end before the start', () => v2('video', { ...film, start_sec: 5, end_sec: 5 }), { names: 'end_sec' }],
      ['a start before the beginning', () => v2('video', { ...film, start_sec: -1 }), { names: 'start_sec' }],
      [
        'no pictures',
        () => v2('multi_input', { media_sources: [] }),
        { code: ['parameter_invalid', 'parameter_not_provided'], names: 'media_sources' },
      ],
      [
        'eleven pictures',
        () => v2('multi_input', { media_sources: Array.from({ length: 11 }, () => ({ media_type: 'image', url: link(files.photo) })) }),
        { names: 'media_sources' },
      ],
      [
        'a name that nothing has',
        () =>
          v2('multi_input', { media_sources: [{ name: 'rex', media_type: 'image', url: link(files.photo) }], input_text: 'like <@max>' }),
        { names: 'max' },
      ],
      [
        'a source that is no picture',
        () => v2('multi_input', { media_sources: [{ media_type: 'video', url: link(files.dog) }] }),
        { names: 'media_type' },
      ],
      ['a task for words', () => v2Task('text', { input_text: 'dog' }), { names: 'input_type' }],
      ['a task for nothing', () => v2Task('video'), { code: 'parameter_not_provided', names: 'video' }],
      ['an unknown task', () => get(`/embed-v2/tasks/${unknownId}`), { status: 404, code: 'resource_not_exist' }],
      ['a task id that is none', () => get('/embed-v2/tasks/junk'), {}],
    ].map(([name, ask, expected]) => [name, nested(ask), expected]),
  );
});
