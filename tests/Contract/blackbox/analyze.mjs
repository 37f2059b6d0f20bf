// Analysis in one answer and the legacy calls beside it: operations 59 to 61.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assets, base64, files, library, link, newIndex, visualIndex } from './media.mjs';
import { accepts, call, done, has, post, refused, refuses, send, settled, unknownId } from './wire.mjs';

const ask = async (body) => post('/analyze', { video_id: (await library()).dog, prompt: 'What is in this video?', stream: false, ...body });
const ask15 = async (body) =>
  post('/analyze', {
    model_name: 'pegasus1.5',
    video: { type: 'asset_id', asset_id: (await assets.dog())._id },
    prompt: 'What is in this video?',
    stream: false,
    ...body,
  });
const words = (n) => Array.from({ length: n }, () => 'dog').join(' ');
const photo = (more) => ({ name: 'rex', media_type: 'image', url: link(files.photo), ...more });
export const format = (schema) => ({ response_format: { type: 'json_schema', json_schema: schema } });
export const object = (properties, more = {}) => format({ type: 'object', properties, ...more });

function checked(answer) {
  has(answer, 'id', 'data', 'finish_reason', 'usage');
  assert.equal(typeof answer.id, 'string');
  assert.equal(typeof answer.data, 'string');
  assert.ok(['stop', 'length'].includes(answer.finish_reason));
  assert.ok(Number.isInteger(answer.usage.output_tokens));
  assert.equal('error' in answer, answer.finish_reason === 'length');
  return answer;
}

describe('analysing a video', () => {
  it('answers in JSON however the video is named', async () => {
    const asset = (await assets.dog())._id;
    for (const video of [
      { type: 'asset_id', asset_id: asset },
      { type: 'url', url: link(files.dog) },
      { type: 'base64_string', base64_string: base64(files.dog) },
    ]) {
      const { data } = checked(done(await ask15({ video })));
      assert.match(data, /dog/i);
    }
    assert.match(checked(done(await ask())).data, /dog/i);
    checked(done(await ask15({ model_name: undefined })));
  });

  it('streams whole lines when not told otherwise, the same text in pieces', async () => {
    for (const stream of [undefined, true]) {
      const answer = await ask({ stream });
      assert.equal(answer.status, 200, answer.text);
      assert.match(answer.headers.get('content-type'), /^application\/x-ndjson/);
      assert.ok(answer.text.endsWith('\n'));
      const lines = answer.text
        .slice(0, -1)
        .split('\n')
        .map((line) => JSON.parse(line));
      const [start, end] = [lines[0], lines.at(-1)];
      assert.equal(start.event_type, 'stream_start');
      assert.ok(start.metadata.generation_id);
      assert.equal(end.event_type, 'stream_end');
      assert.equal(end.metadata.generation_id, start.metadata.generation_id);
      assert.ok(['stop', 'length'].includes(end.finish_reason));
      assert.ok(Number.isInteger(end.metadata.usage.output_tokens));
      const pieces = lines.slice(1, -1);
      assert.ok(pieces.length > 0 && pieces.every((line) => line.event_type === 'text_generation' && typeof line.text === 'string'));
      assert.equal(pieces.map((line) => line.text).join(''), done(await ask()).data);
    }
  });

  it('ends early and says so when the tokens are few', async () => {
    const answer = checked(done(await ask({ max_tokens: 1 })));
    assert.equal(answer.finish_reason, 'length');
    assert.ok(answer.usage.output_tokens <= 1);
    assert.ok(answer.error.message.length > 5);
  });

  it('fills a schema, its keys in order and its types kept', async () => {
    const schema = {
      type: 'object',
      title: 'Film',
      $comment: 'ignored',
      properties: {
        extra: { type: 'string' },
        title: { type: 'string', description: 'a title' },
        count: { type: 'integer', minimum: 0, maximum: 100 },
        indoors: { type: 'boolean' },
        kind: { enum: ['animal', 'car'] },
        always: { const: 7 },
        scenes: {
          type: 'array',
          minItems: 0,
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              things: { type: 'array', items: { type: 'object', properties: { what: { $ref: '#/$defs/word' } }, required: ['what'] } },
            },
            required: ['name'],
          },
        },
      },
      required: ['title', 'count', 'scenes', 'kind', 'always'],
      $defs: { word: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
    };
    for (const answer of [await ask(format(schema)), await ask15(format(schema))]) {
      const data = JSON.parse(checked(done(answer)).data);
      assert.deepEqual(
        Object.keys(data).slice(0, 5),
        ['title', 'count', 'kind', 'always', 'scenes']
          .filter((key) => key in data)
          .sort((a, b) => Object.keys(schema.properties).indexOf(a) - Object.keys(schema.properties).indexOf(b)),
      );
      assert.equal(typeof data.title, 'string');
      assert.ok(Number.isInteger(data.count) && data.count >= 0 && data.count <= 100);
      assert.ok(['animal', 'car'].includes(data.kind));
      assert.equal(data.always, 7);
      assert.ok(Array.isArray(data.scenes));
      for (const scene of data.scenes) assert.equal(typeof scene.name, 'string');
    }
  });

  it('knows times with the newer model', async () => {
    const moments = (type, more = {}) =>
      object(
        {
          moments: {
            type: 'array',
            items: {
              type: 'object',
              properties: { start_time: { type, ...more }, what: { type: 'string' } },
              required: ['start_time', 'what'],
            },
          },
        },
        { required: ['moments'] },
      );
    for (const [type, more, form] of [
      ['timestamp', { format: 'seconds' }, null],
      ['timestamp', { format: 'hh:mm:ss' }, /^\d\d:\d\d:\d\d$/],
      ['timestamp', { format: 'hh:mm:ss.fff' }, /^\d\d:\d\d:\d\d\.\d{3}$/],
      ['string', {}, /^\d\d:\d\d:\d\d\.\d{3}$/],
      ['number', {}, null],
      ['integer', {}, null],
    ]) {
      for (const one of JSON.parse(done(await ask15({ ...moments(type, more), prompt: 'When does a dog appear?' })).data).moments) {
        if (form) assert.match(one.start_time, form);
        else assert.equal(typeof one.start_time, 'number', JSON.stringify(one));
        if (type === 'integer') assert.ok(Number.isInteger(one.start_time));
      }
    }
    refused(await ask15(moments('timestamp')), { names: 'format' });
    refused(await ask15(moments('timestamp', { format: 'hours' })), { names: 'format' });
    for (const type of ['boolean', 'object', 'array', 'null']) refused(await ask15(moments(type)), { names: 'start_time' });
    refused(await ask15(moments('string', { format: 'date' })), { names: 'start_time' });
  });

  accepts([
    ['a cold answer', () => ask({ temperature: 0 })],
    ['a warm answer', () => ask({ temperature: 1 })],
    ['4,096 tokens', () => ask({ max_tokens: 4096 })],
    ['512 tokens of the newer model', () => ask15({ max_tokens: 512 })],
    ['98,304 tokens of the newer model', () => ask15({ max_tokens: 98304 })],
    ['a part of a video', () => ask15({ start_time: 1, end_time: 5 })],
    ['a prompt with a picture', () => ask15({ prompt: undefined, prompt_v2: { input_text: 'Is <@rex> here?', media_sources: [photo()] } })],
    ['fields it does not know', () => ask({ colour: 'red' })],
  ]);
  refuses([
    ['no video', () => ask({ video_id: undefined }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'video' }],
    ['a video twice', async () => ask({ video: { type: 'asset_id', asset_id: (await assets.dog())._id } }), { names: 'video_id' }],
    ['a video id that is none', () => ask({ video_id: 'junk' }), { names: 'video_id' }],
    ['a video id that is a number', () => ask({ video_id: 5 }), { names: 'video_id' }],
    ['an unknown video', () => ask({ video_id: unknownId }), { status: 404, code: 'resource_not_exist', names: unknownId }],
    ['a video id with the newer model', async () => ask15({ video: undefined, video_id: (await library()).dog }), { names: 'video_id' }],
    ['a video of an unknown type', async () => ask15({ video: { type: 'smell', asset_id: (await assets.dog())._id } }), { names: 'type' }],
    [
      'a video of one type with the key of another',
      async () => ask15({ video: { type: 'url', asset_id: (await assets.dog())._id } }),
      { names: 'video.type' },
    ],
    ['an empty video', () => ask15({ video: {} }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'video' }],
    [
      'a type without its key',
      () => ask15({ video: { type: 'url' } }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'url' },
    ],
    ['a video that is text', () => ask15({ video: 'film' }), { names: 'video' }],
    [
      'an unknown asset',
      () => ask15({ video: { type: 'asset_id', asset_id: unknownId } }),
      { status: 404, code: 'resource_not_exist', names: unknownId },
    ],
    [
      'an asset that failed',
      async () => ask15({ video: { type: 'asset_id', asset_id: (await assets.text())._id } }),
      { code: ['parameter_invalid', 'video_not_ready', 'asset_unavailable'], names: 'asset' },
    ],
    [
      'a picture',
      async () => ask15({ video: { type: 'asset_id', asset_id: (await assets.photo())._id } }),
      { code: ['parameter_invalid', 'unsupported_media_type'], names: 'video' },
    ],
    ['base64 that is none', () => ask15({ video: { type: 'base64_string', base64_string: '%%' } }), { names: 'base64_string' }],
    ['an unknown model', () => ask({ model_name: 'pegasus9' }), { names: 'model_name' }],
    ['no prompt', () => ask({ prompt: undefined }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'prompt' }],
    ['an empty prompt', () => ask({ prompt: '' }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'prompt' }],
    ['a prompt that is a number', () => ask({ prompt: 5 }), { names: 'prompt' }],
    ['a prompt of 5,000 words', () => ask({ prompt: words(5000) }), { code: 'token_limit_exceeded', names: 'prompt' }],
    ['two prompts', () => ask15({ prompt_v2: { input_text: 'dog' } }), { names: 'prompt_v2' }],
    ['the newer prompt with the older model', () => ask({ prompt: undefined, prompt_v2: { input_text: 'dog' } }), { names: 'prompt_v2' }],
    [
      'a newer prompt without words',
      () => ask15({ prompt: undefined, prompt_v2: {} }),
      { code: ['parameter_not_provided', 'parameter_invalid'], names: 'input_text' },
    ],
    [
      'a name that nothing has',
      () => ask15({ prompt: undefined, prompt_v2: { input_text: '<@max>', media_sources: [photo()] } }),
      { names: 'max' },
    ],
    [
      'five pictures',
      () =>
        ask15({
          prompt: undefined,
          prompt_v2: { input_text: 'x', media_sources: Array.from({ length: 5 }, (_, n) => photo({ name: `p${n}` })) },
        }),
      { names: 'media_sources' },
    ],
    [
      'a picture from two places',
      () => ask15({ prompt: undefined, prompt_v2: { input_text: 'x', media_sources: [photo({ base64_string: 'aaaa' })] } }),
      { names: 'media_sources' },
    ],
    ['a temperature below 0', () => ask({ temperature: -0.1 }), { names: 'temperature' }],
    ['a temperature above 1', () => ask({ temperature: 1.1 }), { names: 'temperature' }],
    ['a temperature that is text', () => ask({ temperature: '0.2' }), { names: 'temperature' }],
    ['a stream that is text', () => ask({ stream: 'no' }), { names: 'stream' }],
    ['no tokens', () => ask({ max_tokens: 0 }), { names: 'max_tokens' }],
    ['4,097 tokens', () => ask({ max_tokens: 4097 }), { names: 'max_tokens' }],
    ['half a token', () => ask({ max_tokens: 1.5 }), { names: 'max_tokens' }],
    ['511 tokens of the newer model', () => ask15({ max_tokens: 511 }), { names: 'max_tokens' }],
    ['98,305 tokens of the newer model', () => ask15({ max_tokens: 98305 }), { names: 'max_tokens' }],
    ['a part with the older model', () => ask({ start_time: 0, end_time: 5 }), { names: 'start_time' }],
    ['a part of 3 s', () => ask15({ start_time: 0, end_time: 3 }), { names: 'end_time' }],
    ['a part that ends before it starts', () => ask15({ start_time: 5, end_time: 1 }), { names: 'end_time' }],
    ['a part beyond the end', () => ask15({ start_time: 0, end_time: 5000 }), { names: 'end_time' }],
    ['a format of an unknown type', () => ask({ response_format: { type: 'xml' } }), { names: 'response_format' }],
    [
      'segments in one answer',
      () => ask15({ response_format: { type: 'segment_definitions', segment_definitions: [{ id: 'a', description: 'b' }] } }),
      { names: 'response_format' },
    ],
    [
      'a format without a schema',
      () => ask({ response_format: { type: 'json_schema' } }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'json_schema' },
    ],
    ['a schema that is text', () => ask(format('{}')), { names: 'json_schema' }],
    ['an unknown type in a schema', () => ask(object({ a: { type: 'smell' } })), { names: 'a' }],
    ['a time with the older model', () => ask(object({ a: { type: 'timestamp', format: 'seconds' } })), { names: 'timestamp' }],
    [
      'a list of at least two',
      () => ask(object({ a: { type: 'array', items: { type: 'string' }, minItems: 2 } })),
      { status: 422, names: 'minItems' },
    ],
    ...[
      ['minLength', { type: 'string', minLength: 1 }],
      ['maxLength', { type: 'string', maxLength: 9 }],
      ['additionalProperties', { type: 'object', properties: {}, additionalProperties: false }],
      ['uniqueItems', { type: 'array', items: { type: 'string' }, uniqueItems: true }],
      ['maxItems', { type: 'array', items: { type: 'string' }, maxItems: 3 }],
    ].map(([word, schema]) => [`the keyword ${word}`, () => ask(object({ a: schema })), { status: 422, names: word }]),
    ['an unknown form of a text', () => ask(object({ a: { type: 'string', format: 'email' } })), { names: 'format' }],
  ]);

  it('refuses a video that is still being indexed, and one whose index cannot answer', async () => {
    const busy = await newIndex('busy');
    const made = done(await send('/tasks', { index_id: busy, video_file: { file: files.talk }, enable_video_stream: 'false' }), 201);
    refused(await ask({ video_id: made.video_id }), { code: 'video_not_ready', names: made.video_id });
    const added = done(await post(`/indexes/${await visualIndex()}/indexed-assets`, { asset_id: (await assets.dog())._id }), 202);
    await settled(`/indexes/${await visualIndex()}/indexed-assets/${added._id}`, ['pending', 'queued', 'indexing']);
    refused(await ask({ video_id: added._id }), { code: 'index_not_supported_for_generate' });
    await settled(`/tasks/${made._id}`, ['validating', 'pending', 'queued', 'indexing']);
  });
});

describe('the legacy calls', () => {
  const gist = async (body) => post('/gist', { video_id: (await library()).dog, types: ['title'], ...body });
  const summarize = async (body) => post('/summarize', { video_id: (await library()).dog, type: 'summary', ...body });

  it('give a gist of only what was asked for', async () => {
    const one = done(await gist({}));
    has(one, 'id', 'title', 'usage');
    assert.ok(!('topics' in one) && !('hashtags' in one));
    const all = done(await gist({ types: ['title', 'topic', 'hashtag'] }));
    assert.equal(typeof all.title, 'string');
    assert.ok(Array.isArray(all.topics) && Array.isArray(all.hashtags));
  });

  it('summarise in three ways, each under its name', async () => {
    const summary = done(await summarize({ prompt: 'Briefly.', temperature: 0.2 }));
    has(summary, 'id', 'summarize_type', 'summary', 'usage');
    assert.equal(summary.summarize_type, 'summary');
    const { summarize_type: kind, chapters } = done(await summarize({ type: 'chapter', video_id: (await library()).talk }));
    assert.equal(kind, 'chapter');
    assert.ok(chapters.length > 0);
    for (const one of chapters) has(one, 'chapter_number', 'start', 'end', 'start_sec', 'end_sec', 'chapter_title', 'chapter_summary');
    const { highlights } = done(await summarize({ type: 'highlight' }));
    for (const one of highlights) has(one, 'start', 'end', 'start_sec', 'end_sec', 'highlight', 'highlight_summary');
  });

  it('generate as analysis does', async () => {
    const answer = await call('POST', '/generate', {
      json: { video_id: (await library()).dog, prompt: 'What is in this video?', stream: false },
    });
    assert.equal(done(answer).data, done(await ask()).data);
  });

  refuses([
    ['a gist of no video', () => gist({ video_id: undefined }), { code: 'parameter_not_provided', names: 'video_id' }],
    ['a gist of an unknown video', () => gist({ video_id: unknownId }), { status: 404, code: 'resource_not_exist', names: unknownId }],
    ['a gist of a video id that is none', () => gist({ video_id: 'junk' }), { names: 'video_id' }],
    ['a gist of nothing', () => gist({ types: [] }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'types' }],
    ['a gist without types', () => gist({ types: undefined }), { code: 'parameter_not_provided', names: 'types' }],
    ['a gist of an unknown type', () => gist({ types: ['poem'] }), { names: 'types' }],
    ['a gist whose types are text', () => gist({ types: 'title' }), { names: 'types' }],
    ['a summary of no video', () => summarize({ video_id: undefined }), { code: 'parameter_not_provided', names: 'video_id' }],
    ['a summary of an unknown video', () => summarize({ video_id: unknownId }), { status: 404, code: 'resource_not_exist' }],
    ['a summary without a type', () => summarize({ type: undefined }), { code: 'parameter_not_provided', names: 'type' }],
    ['a summary of an unknown type', () => summarize({ type: 'poem' }), { names: 'type' }],
    [
      'a summary with a long prompt',
      () => summarize({ prompt: words(5000) }),
      { code: ['token_limit_exceeded', 'parameter_invalid'], names: 'prompt' },
    ],
    ['a summary that is too hot', () => summarize({ temperature: 2 }), { names: 'temperature' }],
  ]);
});
