// Analysis that goes on by itself, one by one and in batches: operations 62 to 71.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { format, object } from './analyze.mjs';
import { assets, base64, deadLink, files, link } from './media.mjs';
import { accepts, call, del, done, get, has, instant, listed, post, refused, refuses, settled, unknownId } from './wire.mjs';

const states = ['queued', 'pending', 'processing'];
const dog = async () => ({ type: 'asset_id', asset_id: (await assets.dog())._id });
const begin = async (body) => post('/analyze/tasks', { video: await dog(), prompt: 'What is in this video, and where is it?', ...body });
const segments = async (
  body = {},
  definitions = [
    { id: 'dogs', description: 'a dog is seen' },
    { id: 'planes', description: 'an aeroplane is seen' },
  ],
  more = {},
) =>
  begin({
    model_name: 'pegasus1.5',
    analysis_mode: 'time_based_metadata',
    prompt: undefined,
    response_format: { type: 'segment_definitions', segment_definitions: definitions, ...more },
    ...body,
  });
const ended = async (answer) => settled(`/analyze/tasks/${done(answer, 202).task_id}`, states);
const nested = (ask) => async () => {
  const answer = await ask();
  assert.equal(answer.json?.error?.code, answer.json?.code, answer.text);
  assert.equal(answer.json?.error?.message, answer.json?.message, answer.text);
  return answer;
};

describe('analysis tasks', () => {
  it('go from queued to ready', async () => {
    const made = await begin({ model_name: 'pegasus1.5', custom_id: 'my_task-1', temperature: 0.3 });
    assert.equal(done(made, 202).status, 'queued');
    assert.deepEqual(Object.keys(made.json).sort(), ['status', 'task_id']);
    const task = await ended(made);
    has(task, 'task_id', 'custom_id', 'video_source', 'request_params', 'status', 'created_at', 'completed_at', 'result');
    assert.equal(task.status, 'ready', JSON.stringify(task));
    assert.equal(task.custom_id, 'my_task-1');
    assert.equal(task.video_source.type, 'asset_id');
    assert.equal(task.video_source.asset_id, (await assets.dog())._id);
    assert.ok(Math.abs(task.video_source.system_metadata.duration - 6) < 0.5);
    assert.equal(task.request_params.analysis_mode, 'general');
    assert.equal(task.request_params.temperature, 0.3);
    assert.match(task.created_at, instant);
    assert.match(task.completed_at, instant);
    has(task.result, 'generation_id', 'data', 'finish_reason', 'usage');
    assert.match(task.result.data, /dog/i);
    assert.ok(Number.isInteger(task.result.usage.output_tokens));
    assert.ok(!('webhooks' in task));
    const found = async (query) => listed(await get(`/analyze/tasks?page_limit=50&${query}`));
    const [one] = (await found(`asset_id=${(await assets.dog())._id}&status=ready&analysis_mode=general`)).filter(
      (each) => each.task_id === task.task_id,
    );
    assert.ok([...one.request_params.prompt].length <= 33, one.request_params.prompt);
    assert.ok((await found('status=failed')).every((each) => each.task_id !== task.task_id));
    assert.deepEqual(await found(`asset_id=${unknownId}`), []);
    assert.deepEqual(await found(`video_url=${encodeURIComponent('http://nowhere.example/a.mp4')}`), []);
    done(await del(`/analyze/tasks/${task.task_id}`), 204);
    refused(await get(`/analyze/tasks/${task.task_id}`), { status: 404, code: 'resource_not_exist' });
    refused(await del(`/analyze/tasks/${task.task_id}`), { status: 404, code: 'resource_not_exist' });
  });

  it('say null where nobody gave a name, and take videos of all kinds', async () => {
    const task = await ended(await begin({ video: { type: 'url', url: link(files.dog) } }));
    assert.equal(task.custom_id, null);
    assert.equal(task.status, 'ready');
    assert.equal(task.video_source.url, link(files.dog));
    assert.ok(
      listed(await get(`/analyze/tasks?video_url=${encodeURIComponent(link(files.dog))}`)).some((one) => one.task_id === task.task_id),
    );
    const sent = await ended(await begin({ video: { type: 'base64_string', base64_string: base64(files.dog) } }));
    assert.equal(sent.status, 'ready');
    assert.equal(sent.video_source.type, 'base64_string');
    assert.ok(!JSON.stringify(sent).includes(base64(files.dog).slice(0, 200)), 'the bytes do not come back');
  });

  it('can be deleted while they wait, and say so when they are at work', async () => {
    const { task_id: id } = done(await begin({ video: { type: 'url', url: link(files.talk) } }), 202);
    const early = await del(`/analyze/tasks/${id}`);
    if (early.status === 204) return void refused(await get(`/analyze/tasks/${id}`), { status: 404, code: 'resource_not_exist' });
    refused(early, { status: 409, code: 'task_cannot_be_deleted', names: id });
    await settled(`/analyze/tasks/${id}`, states);
    return void done(await del(`/analyze/tasks/${id}`), 204);
  });

  it('answer in a schema', async () => {
    const task = await ended(await begin(object({ title: { type: 'string' } }, { required: ['title'] })));
    assert.equal(typeof JSON.parse(task.result.data).title, 'string');
  });

  it('find segments, a list for every definition', async () => {
    const definition = {
      id: 'dogs',
      description: 'a dog is seen',
      fields: [
        { name: 'colour', type: 'string', enum: ['white', 'black'] },
        { name: 'things', type: 'array', items: { type: 'string' } },
        { name: 'many', type: 'integer', description: 'how many' },
      ],
    };
    for (const [time, form] of [
      ['seconds', 'number'],
      ['hh:mm:ss', /^\d\d:\d\d:\d\d$/],
      ['hh:mm:ss.fff', /^\d\d:\d\d:\d\d\.\d{3}$/],
    ]) {
      const task = await ended(
        await segments({}, [definition, { id: 'planes', description: 'an aeroplane is seen' }], { segment_time_format: time }),
      );
      assert.equal(task.status, 'ready', JSON.stringify(task));
      assert.equal(task.request_params.analysis_mode, 'time_based_metadata');
      const data = JSON.parse(task.result.data);
      assert.deepEqual(Object.keys(data), ['dogs', 'planes']);
      assert.deepEqual(data.planes, []);
      assert.ok(data.dogs.length > 0);
      for (const one of data.dogs) {
        has(one, 'start_time', 'end_time', 'metadata');
        if (form === 'number') assert.ok(one.end_time > one.start_time);
        else assert.match(one.start_time, form);
      }
    }
    const [one] = listed(await get('/analyze/tasks?analysis_mode=time_based_metadata&page_limit=1'));
    assert.equal(one.request_params.response_format.segment_definitions.length, 1);
  });

  it('fail with a sentence', async () => {
    const task = await ended(await begin({ video: { type: 'url', url: deadLink } }));
    assert.equal(task.status, 'failed');
    assert.ok(task.error.message.length > 10);
    assert.match(task.completed_at, instant);
  });

  it('are made once for one key', async () => {
    const headers = { 'idempotency-key': 'analyse once' };
    const body = { video: await dog(), prompt: 'What is this?' };
    const { task_id: id } = done(await post('/analyze/tasks', body, { headers }), 202);
    assert.equal(done(await post('/analyze/tasks', body, { headers }), 202).task_id, id);
    assert.equal((await post('/analyze/tasks', { ...body, prompt: 'What else?' }, { headers })).status, 409);
    await settled(`/analyze/tasks/${id}`, states);
  });

  const define = (n, more) => Array.from({ length: n }, (_, at) => ({ id: `d${at}`, description: 'a dog', ...more }));
  const withField = (field) => segments({}, [{ id: 'a', description: 'b', fields: [field] }]);
  const ranges = (...list) =>
    segments({}, [{ id: 'a', description: 'b', time_ranges: list.map(([start_time, end_time]) => ({ start_time, end_time })) }]);
  accepts([
    ['a name of 64 letters', () => begin({ custom_id: 'a'.repeat(64) }), 202],
    ['10 definitions', () => segments({}, define(10)), 202],
    ['2,048 tokens for segments', () => segments({ max_tokens: 2048 }), 202],
    ['98,304 tokens for segments', () => segments({ max_tokens: 98304 }), 202],
    ['lengths of segments', () => segments({ min_segment_duration: 2, max_segment_duration: 2 }), 202],
    ['ranges that touch', () => ranges([0, 2], [2, 4]), 202],
    ['a part of a video', () => begin({ model_name: 'pegasus1.5', start_time: 1, end_time: 5 }), 202],
  ]);
  refuses(
    [
      ['no video', () => begin({ video: undefined }), { code: 'parameter_not_provided', names: 'video' }],
      ['a video id', () => begin({ video: { type: 'video_id', video_id: unknownId } }), { names: 'video' }],
      [
        'an unknown asset',
        () => begin({ video: { type: 'asset_id', asset_id: unknownId } }),
        { status: 404, code: 'resource_not_exist', names: unknownId },
      ],
      ['an asset id that is none', () => begin({ video: { type: 'asset_id', asset_id: 'junk' } }), { names: 'asset_id' }],
      ['an address that is none', () => begin({ video: { type: 'url', url: 'film' } }), { names: 'url' }],
      ['an unknown model', () => begin({ model_name: 'pegasus9' }), { names: 'model_name' }],
      ['an empty name', () => begin({ custom_id: '' }), { names: 'custom_id' }],
      ['a name of 65 letters', () => begin({ custom_id: 'a'.repeat(65) }), { names: 'custom_id' }],
      ['a name with a space', () => begin({ custom_id: 'a b' }), { names: 'custom_id' }],
      ['a name that is a number', () => begin({ custom_id: 5 }), { names: 'custom_id' }],
      ['no prompt', () => begin({ prompt: undefined }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'prompt' }],
      ['two prompts', () => begin({ model_name: 'pegasus1.5', prompt_v2: { input_text: 'x' } }), { names: 'prompt_v2' }],
      [
        'the newer prompt with the older model',
        () => begin({ model_name: 'pegasus1.2', prompt: undefined, prompt_v2: { input_text: 'x' } }),
        { names: 'prompt_v2' },
      ],
      ['an unknown mode', () => begin({ analysis_mode: 'deep' }), { names: 'analysis_mode' }],
      ['a hot answer', () => begin({ temperature: 1.01 }), { names: 'temperature' }],
      ['511 tokens of the newer model', () => begin({ model_name: 'pegasus1.5', max_tokens: 511 }), { names: 'max_tokens' }],
      ['4,097 tokens of the older model', () => begin({ max_tokens: 4097 }), { names: 'max_tokens' }],
      ['segments of the older model', () => segments({ model_name: 'pegasus1.2' }), { names: ['analysis_mode'] }],
      [
        'segments without definitions',
        () => segments({ response_format: undefined }),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'response_format' },
      ],
      ['definitions without the mode', () => segments({ analysis_mode: 'general', prompt: 'x' }), { names: 'response_format' }],
      ['a prompt beside segments', () => segments({ prompt: 'x' }), { names: 'prompt' }],
      ['2,047 tokens for segments', () => segments({ max_tokens: 2047 }), { names: 'max_tokens' }],
      ['98,305 tokens for segments', () => segments({ max_tokens: 98305 }), { names: 'max_tokens' }],
      ['no definitions', () => segments({}, []), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'segment_definitions' }],
      ['11 definitions', () => segments({}, define(11)), { names: 'segment_definitions' }],
      ['two definitions of one id', () => segments({}, define(2, { id: 'same' })), { names: 'id' }],
      [
        'a definition without an id',
        () => segments({}, [{ description: 'x' }]),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'id' },
      ],
      [
        'a definition without a description',
        () => segments({}, [{ id: 'a' }]),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'description' },
      ],
      [
        '21 fields',
        () => segments({}, define(1, { fields: Array.from({ length: 21 }, (_, n) => ({ name: `f${n}`, type: 'string' })) })),
        { names: 'fields' },
      ],
      [
        'a field without a name',
        () => withField({ type: 'string' }),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'name' },
      ],
      ['a field without a type', () => withField({ name: 'f' }), { code: ['parameter_not_provided', 'parameter_invalid'], names: 'type' }],
      ['a field of an unknown type', () => withField({ name: 'f', type: 'smell' }), { names: 'type' }],
      [
        '51 values of a field',
        () => withField({ name: 'f', type: 'string', enum: Array.from({ length: 51 }, (_, n) => `v${n}`) }),
        { names: 'enum' },
      ],
      [
        'a list without its items',
        () => withField({ name: 'f', type: 'array' }),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'items' },
      ],
      ['items without a list', () => withField({ name: 'f', type: 'string', items: { type: 'string' } }), { names: 'items' }],
      [
        'a time without its format',
        () => withField({ name: 'f', type: 'timestamp' }),
        { code: ['parameter_not_provided', 'parameter_invalid'], names: 'format' },
      ],
      ['a format without a time', () => withField({ name: 'f', type: 'string', format: 'seconds' }), { names: 'format' }],
      ['a time of a reserved name', () => withField({ name: 'start_time', type: 'timestamp', format: 'seconds' }), { names: 'start_time' }],
      [
        'five pictures of a definition',
        () =>
          segments(
            {},
            define(1, {
              media_sources: Array.from({ length: 5 }, (_, n) => ({ name: `p${n}`, media_type: 'image', url: link(files.photo) })),
            }),
          ),
        { names: 'media_sources' },
      ],
      ['an unknown form of times', () => segments({}, undefined, { segment_time_format: 'minutes' }), { names: 'segment_time_format' }],
      ['segments below 2 s', () => segments({ min_segment_duration: 1.9 }), { names: 'min_segment_duration' }],
      [
        'a longest below the shortest',
        () => segments({ min_segment_duration: 5, max_segment_duration: 4 }),
        { names: 'max_segment_duration' },
      ],
      [
        'lengths of segments where there are none',
        () => begin({ model_name: 'pegasus1.5', min_segment_duration: 3 }),
        { names: 'min_segment_duration' },
      ],
      ['a range of 1 s', () => ranges([0, 1]), { names: 'time_ranges' }],
      ['ranges that overlap', () => ranges([0, 3], [2, 5]), { names: 'time_ranges' }],
      ['a range beyond the end', () => ranges([0, 5000]), { names: 'segment_definitions' }],
      [
        'ranges beside a part',
        () => segments({ start_time: 0, end_time: 5 }, [{ id: 'a', description: 'b', time_ranges: [{ start_time: 0, end_time: 3 }] }]),
        { names: 'time_ranges' },
      ],
      [
        'ranges beside lengths',
        () => segments({ min_segment_duration: 2 }, [{ id: 'a', description: 'b', time_ranges: [{ start_time: 0, end_time: 3 }] }]),
        { names: 'time_ranges' },
      ],
      ['a part of 3 s', () => begin({ model_name: 'pegasus1.5', start_time: 0, end_time: 3 }), { names: 'end_time' }],
      ['a part with the older model', () => begin({ start_time: 0, end_time: 5 }), { names: 'start_time' }],
      [
        'a keyword that is not supported',
        () => begin(format({ type: 'object', properties: { a: { type: 'string', maxLength: 5 } } })),
        { status: 422, names: 'maxLength' },
      ],
      ['a filter by an unknown status', () => get('/analyze/tasks?status=asleep'), { names: 'status' }],
      ['a filter by an unknown mode', () => get('/analyze/tasks?analysis_mode=deep'), { names: 'analysis_mode' }],
      ['an unknown task', () => get(`/analyze/tasks/${unknownId}`), { status: 404, code: 'resource_not_exist', names: unknownId }],
    ].map(([name, ask, expected]) => [name, nested(ask), expected]),
  );
});

describe('batches', () => {
  const request = async (more) => ({ video: await dog(), ...more });
  const batch = async (body) =>
    post('/analyze/batches', {
      model_name: 'pegasus1.5',
      analysis_mode: 'general',
      defaults: { prompt: { input_text: 'What is in this video?' } },
      requests: [await request({ custom_id: 'one' }), await request()],
      ...body,
    });

  it('are worked on item by item, and give their results in lines', async () => {
    const made = done(await batch(), 201);
    has(made, 'batch_id', 'status', 'total_items', 'created_at', 'expires_at', 'items');
    assert.equal(made.total_items, 2);
    assert.ok(Math.abs(Date.parse(made.expires_at) - Date.parse(made.created_at) - 86_400_000) < 5000);
    assert.deepEqual(
      made.items.map((one) => one.custom_id),
      ['one', null],
    );
    const route = `/analyze/batches/${made.batch_id}`;
    const end = await settled(route, ['pending', 'processing'], { last: ['completed', 'expired', 'canceled'] });
    has(
      end,
      'batch_id',
      'analysis_mode',
      'model_name',
      'status',
      'total_items',
      'created_at',
      'expires_at',
      'completed_at',
      'queued_items',
      'processing_items',
      'ready_items',
      'failed_items',
      'canceled_items',
    );
    assert.equal(end.status, 'completed');
    assert.equal(end.ready_items, 2);
    const results = await get(`${route}/results`);
    assert.equal(results.status, 200);
    assert.match(results.headers.get('content-type'), /^application\/jsonl/);
    assert.ok(results.text.endsWith('\n'));
    const lines = results.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map((one) => one.task_id),
      made.items.map((one) => one.task_id),
    );
    for (const one of lines) {
      has(one, 'task_id', 'custom_id', 'status', 'data');
      assert.equal(one.status, 'ready');
      has(one.data, 'generation_id', 'data', 'finish_reason', 'usage');
    }
    assert.ok(
      listed(await get('/analyze/batches?status=completed&status=pending&analysis_mode=general')).some(
        (one) => one.batch_id === made.batch_id,
      ),
    );
    refused(await call('POST', `${route}/cancel`), { status: 409, code: 'batch_completed' });
    done(await del(route), 204);
    refused(await get(route), { status: 404, code: 'resource_not_exist' });
    refused(await get(`${route}/results`), { status: 404, code: 'resource_not_exist' });
  });

  it('can be cancelled', async () => {
    const made = done(await batch({ requests: await Promise.all(Array.from({ length: 20 }, () => request())) }), 201);
    const route = `/analyze/batches/${made.batch_id}`;
    refused(await del(route), { status: 409, code: 'batch_not_terminal' });
    const told = done(await call('POST', `${route}/cancel`), 202);
    assert.ok(['canceling', 'canceled'].includes(told.status));
    const end = await settled(route, ['canceling'], { last: ['canceled'] });
    assert.ok(end.canceled_items > 0);
    assert.equal(end.canceled_items + end.ready_items + end.failed_items, 20);
    refused(await call('POST', `${route}/cancel`), { status: 409, code: 'batch_canceled' });
    done(await del(route), 204);
  });

  refuses(
    [
      ['no model', () => batch({ model_name: undefined }), { code: 'parameter_not_provided', names: 'model_name' }],
      ['the older model', () => batch({ model_name: 'pegasus1.2' }), { names: 'model_name' }],
      ['no mode', () => batch({ analysis_mode: undefined }), { code: 'parameter_not_provided', names: 'analysis_mode' }],
      ['an unknown mode', () => batch({ analysis_mode: 'deep' }), { names: 'analysis_mode' }],
      ['no requests', () => batch({ requests: undefined }), { code: 'parameter_not_provided', names: 'requests' }],
      [
        'an empty list of requests',
        () => batch({ requests: [] }),
        { code: ['parameter_invalid', 'parameter_not_provided'], names: 'requests' },
      ],
      ['1,001 requests', async () => batch({ requests: Array.from({ length: 1001 }, () => ({})) }), { names: 'requests' }],
      [
        'one name twice',
        async () => batch({ requests: [await request({ custom_id: 'a' }), await request({ custom_id: 'a' })] }),
        { names: 'custom_id' },
      ],
      ['a video by its address', () => batch({ requests: [{ video: { type: 'url', url: link(files.dog) } }] }), { names: 'video' }],
      [
        'an unknown asset',
        () => batch({ requests: [{ video: { type: 'asset_id', asset_id: unknownId } }] }),
        { status: 404, code: 'resource_not_exist', names: unknownId },
      ],
      [
        'an asset that is not ready',
        async () => batch({ requests: [{ video: { type: 'asset_id', asset_id: (await assets.text())._id } }] }),
        { status: 409, code: ['asset_unavailable', 'video_not_ready', 'parameter_invalid'], names: 'asset' },
      ],
      ['a hot default', () => batch({ defaults: { prompt: { input_text: 'x' }, temperature: 2 } }), { names: 'temperature' }],
      ['no prompt at all', () => batch({ defaults: {} }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'prompt' }],
      ['an unknown batch', () => get(`/analyze/batches/${unknownId}`), { status: 404, code: 'resource_not_exist', names: unknownId }],
      [
        'to cancel an unknown batch',
        () => call('POST', `/analyze/batches/${unknownId}/cancel`),
        { status: 404, code: 'resource_not_exist' },
      ],
      ['a filter by an unknown status', () => get('/analyze/batches?status=failed'), { names: 'status' }],
    ].map(([name, ask, expected]) => [name, nested(ask), expected]),
  );
});
