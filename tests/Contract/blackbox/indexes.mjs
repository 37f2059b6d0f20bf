// Indexes: operations 1 to 5.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepts, del, done, get, has, hexId, instant, listed, patch, post, put, refused, refuses, unknownId } from './wire.mjs';

const marengo = { model_name: 'marengo3.0', model_options: ['visual', 'audio'] };
const pegasus = { model_name: 'pegasus1.2', model_options: ['visual', 'audio'] };
const create = (body) => post('/indexes', { index_name: `index ${Math.random()}`, models: [marengo], ...body });

describe('creating an index', () => {
  it('answers 201 with the id alone needed, and keeps what was said', async () => {
    const answer = await create({ index_name: 'films', models: [marengo, pegasus], addons: ['thumbnail'] });
    const { _id: id } = done(answer, 201);
    assert.match(id, hexId);
    const index = done(await get(`/indexes/${id}`));
    has(index, '_id', 'index_name', 'models', 'video_count', 'total_duration', 'addons', 'created_at', 'updated_at', 'expires_at');
    assert.equal(index._id, id);
    assert.equal(index.index_name, 'films');
    assert.deepEqual(
      index.models.map((one) => [one.model_name, [...one.model_options].sort()]),
      [
        ['marengo3.0', ['audio', 'visual']],
        ['pegasus1.2', ['audio', 'visual']],
      ],
    );
    assert.equal(index.video_count, 0);
    assert.equal(index.total_duration, 0);
    assert.deepEqual(index.addons, ['thumbnail']);
    assert.match(index.created_at, instant);
    assert.ok(index.expires_at === null || instant.test(index.expires_at));
  });

  accepts([
    ['one option', () => create({ models: [{ model_name: 'marengo3.0', model_options: ['audio'] }] }), 201],
    ['pegasus1.2 alone', () => create({ models: [pegasus] }), 201],
    ['no addons', () => create({ addons: [] }), 201],
    ['a name in any script', () => create({ index_name: 'Фильмы 映画 🎬' }), 201],
  ]);
  refuses([
    ['no name', () => post('/indexes', { models: [marengo] }), { code: 'parameter_not_provided', names: 'index_name' }],
    ['an empty name', () => create({ index_name: '' }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'index_name' }],
    ['a name that is a number', () => create({ index_name: 5 }), { names: 'index_name' }],
    ['a null name', () => create({ index_name: null }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'index_name' }],
    ['no models', () => post('/indexes', { index_name: 'none' }), { code: 'parameter_not_provided', names: 'models' }],
    ['an empty list of models', () => create({ models: [] }), { code: ['parameter_invalid', 'parameter_not_provided'], names: 'models' }],
    ['models that are no list', () => create({ models: 'marengo3.0' }), { names: 'models' }],
    ['models that are text', () => create({ models: ['marengo3.0'] }), { names: 'models' }],
    [
      'a model without a name',
      () => create({ models: [{ model_options: ['visual'] }] }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'model_name' },
    ],
    ['an unknown model', () => create({ models: [{ ...marengo, model_name: 'marengo9' }] }), { names: 'model_name' }],
    [
      'a model for embeddings only',
      () => create({ models: [{ ...marengo, model_name: 'Marengo-retrieval-2.7' }] }),
      { names: 'model_name' },
    ],
    ['the same model twice', () => create({ models: [marengo, marengo] }), { names: 'model' }],
    [
      'a model without options',
      () => create({ models: [{ model_name: 'marengo3.0' }] }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'model_options' },
    ],
    [
      'an empty list of options',
      () => create({ models: [{ ...marengo, model_options: [] }] }),
      { code: ['parameter_invalid', 'parameter_not_provided'], names: 'model_options' },
    ],
    [
      'transcription as an option',
      () => create({ models: [{ ...marengo, model_options: ['visual', 'transcription'] }] }),
      { names: 'model_options' },
    ],
    ['options that are text', () => create({ models: [{ ...marengo, model_options: 'visual' }] }), { names: 'model_options' }],
    ['an unknown addon', () => create({ addons: ['subtitles'] }), { names: 'addons' }],
    ['addons that are text', () => create({ addons: 'thumbnail' }), { names: 'addons' }],
    ['thumbnails without Marengo', () => create({ models: [pegasus], addons: ['thumbnail'] }), { names: 'addons' }],
  ]);

  it('refuses a name that is taken', async () => {
    done(await create({ index_name: 'taken' }), 201);
    refused(await create({ index_name: 'taken' }), { code: 'index_name_already_exists' });
  });
});

describe('changing and deleting an index', () => {
  it('renames with 200 and an empty body', async () => {
    const { _id: id } = done(await create({ index_name: 'before' }), 201);
    const { updated_at: earlier } = done(await get(`/indexes/${id}`));
    const answer = await put(`/indexes/${id}`, { index_name: 'after' });
    assert.equal(answer.status, 200);
    assert.equal(answer.text, '');
    const index = done(await get(`/indexes/${id}`));
    assert.equal(index.index_name, 'after');
    assert.ok(index.updated_at >= earlier);
    done(await put(`/indexes/${id}`, { index_name: 'after' }));
    done(await create({ index_name: 'before' }), 201);
    refused(await put(`/indexes/${id}`, { index_name: 'before' }), { code: 'index_name_already_exists' });
    refused(await put(`/indexes/${id}`, { index_name: 'x', models: [pegasus] }), { code: 'index_option_cannot_be_changed' });
    refused(await put(`/indexes/${id}`, {}), { code: 'parameter_not_provided', names: 'index_name' });
    refused(await put(`/indexes/${id}`, { index_name: 7 }), { names: 'index_name' });
    refused(await put(`/indexes/${unknownId}`, { index_name: 'x' }), { status: 404, code: 'resource_not_exist', names: unknownId });
    refused(await put('/indexes/junk', { index_name: 'x' }));
    assert.ok([404, 405].includes((await patch(`/indexes/${id}`, {})).status));
  });

  it('is gone after 204', async () => {
    const { _id: id } = done(await create({ index_name: 'gone' }), 201);
    done(await del(`/indexes/${id}`), 204);
    refused(await get(`/indexes/${id}`), { status: 404, code: 'resource_not_exist', names: id });
    refused(await del(`/indexes/${id}`), { status: 404, code: 'resource_not_exist' });
    assert.deepEqual(listed(await get('/indexes?index_name=gone')), []);
    done(await create({ index_name: 'gone' }), 201);
  });
});

describe('listing indexes', () => {
  it('shows the newest first and takes all filters', async () => {
    const ids = [];
    for (const name of ['list 1', 'list 2']) ids.push(done(await create({ index_name: name }), 201)._id);
    done(await create({ index_name: 'list 3', models: [pegasus] }), 201);
    const names = async (query) =>
      listed(await get(`/indexes?page_limit=50${query}`))
        .map((one) => one.index_name)
        .filter((name) => name.startsWith('list '));
    assert.equal((await names('')).length, 3);
    assert.deepEqual(await names('&index_name=list%202'), ['list 2']);
    assert.deepEqual(await names('&index_name=list'), []);
    assert.deepEqual(await names('&model_family=pegasus'), ['list 3']);
    assert.deepEqual((await names('&model_family=marengo')).sort(), ['list 1', 'list 2']);
    assert.equal((await names('&model_options=visual%2Caudio')).length, 3);
    assert.equal((await names('&model_options=visual')).length, 3);
    assert.deepEqual(await names('&created_at=2999-01-01T00:00:00Z'), []);
    assert.equal((await names('&created_at=2020-01-01T00:00:00Z&updated_at=2020-01-01T00:00:00Z')).length, 3);
    const times = (list) => list.map((one) => one.created_at);
    const newest = times(listed(await get('/indexes?page_limit=50')));
    assert.deepEqual(newest, [...newest].sort().reverse());
    const oldest = times(listed(await get('/indexes?page_limit=50&sort_option=asc')));
    assert.deepEqual(oldest, [...oldest].sort());
  });

  it('pages without a gap or a repeat', async () => {
    const whole = listed(await get('/indexes?page_limit=50')).map((one) => one._id);
    const paged = [];
    for (let page = 1; ; page++) {
      const part = listed(await get(`/indexes?page_limit=3&page=${page}`));
      if (part.length === 0) break;
      paged.push(...part.map((one) => one._id));
    }
    assert.equal(new Set(paged).size, paged.length);
    assert.deepEqual(paged.slice(0, whole.length), whole);
  });

  refuses([
    ['an unknown family', () => get('/indexes?model_family=whisper'), { names: 'model_family' }],
    ['an unknown option', () => get('/indexes?model_options=smell'), { names: 'model_options' }],
    ['a date that is none', () => get('/indexes?created_at=yesterday'), { names: 'created_at' }],
    ['a changed date that is none', () => get('/indexes?updated_at=2025-13-01'), { names: 'updated_at' }],
  ]);
});
