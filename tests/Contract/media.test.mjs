// Clips whose content a person wrote down (truth.json beside them): does a question find its clip, and its moment, first?
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, upload } from './clients.mjs';
import { sharedMedia } from './footage.mjs';
import { apiKey, root, startServer } from './server.mjs';

const skip = sharedMedia === null && 'the clips with known answers (../shared/media) are not on this machine';

/** Question, clip that must come first, and what the first hit must overlap (a label or event of truth.json). */
const questions = [
  ['apple', 'fruit-and-vegetable-detection.mp4', 'apple'],
  ['broccoli', 'fruit-and-vegetable-detection.mp4', 'broccoli'],
  ['orange', 'fruit-and-vegetable-detection.mp4', 'orange'],
  ['fruit or vegetables on a conveyor', 'fruit-and-vegetable-detection.mp4'],
  ['food', 'fruit-and-vegetable-detection.mp4'],
  ['car', 'car-detection.mp4', 'car'],
  ['vehicle', 'car-detection.mp4', 'car'],
  ['two cars at once', 'car-detection.mp4', 'red car'],
  ['red car', 'car-detection.mp4', 'red car'],
  ['white car', 'car-detection.mp4', 'white car'],
  ['bottle', 'bottle-detection.mp4', 'bottle'],
  ['a hand taking a bottle', 'bottle-detection.mp4', 'person'],
  ['person in a shop', 'store-aisle-detection.mp4'],
  ['three people', 'store-aisle-detection.mp4', [[3.4, 8.86]]],
  ['worker walking', 'worker-zone-detection.mp4', 'a person walks away'],
  ['people sitting at a table', 'classroom.mp4'],
  ['exactly one bottle', 'bottle-detection.mp4', [[18.0, 21.0]]],
  [
    'at most two bottles',
    'bottle-detection.mp4',
    [
      [7.0, 11.0],
      [18.0, 21.0],
      [22.5, 26.0],
      [32.2, 34.8],
    ],
  ],
  ['white cars but not red cars', 'car-detection.mp4', 'white car'],
  [
    'bottle without people',
    'bottle-detection.mp4',
    [
      [0, 6.0],
      [7.2, 11.0],
      [13.2, 16.0],
      [17.8, 21.0],
      [23.2, 26.0],
      [27.7, 31.0],
      [32.0, 35.0],
      [37.0, 39.85],
    ],
  ],
  ['an apple on the left of the picture', 'fruit-and-vegetable-detection.mp4', [[1.9, 4.4]]],
  ['a car without sound', 'car-detection.mp4', 'car'],
];
/** Question, clip, and where the moment begins and ends at the earliest and the latest. */
const orders = [
  ['an apple, then broccoli', 'fruit-and-vegetable-detection.mp4', [0, 2], [4.5, 7.5]],
  ['a white car after a red car', 'car-detection.mp4', [14, 17], [26, 28.5]],
];
const absent = [
  'elephant',
  'spaceship',
  'wedding dance',
  'an orange, then an apple',
  'a red car, then a white car within 3 seconds',
  'a loud car',
  'bottle at night',
];

/** Things that no clip shows: narrower words than what is seen, imaginary beings, brands, professions, places. */
const absentThings = () => {
  const text = readFileSync(path.join(root, 'bench/Quality/absent-things.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
  return Object.values(JSON.parse(text).groups).flat();
};

describe('clips with known answers', () => {
  let server, client, indexId, truth;
  const names = {};
  before(async () => {
    if (skip) return;
    truth = JSON.parse(readFileSync(path.join(sharedMedia, 'truth.json'), 'utf8'));
    server = await startServer();
    [{ client }] = clients();
    indexId = await createIndex(client, 'known answers');
    for (const file of readdirSync(sharedMedia).filter((one) => one.endsWith('.mp4'))) {
      const { task } = await upload(client, indexId, path.join(sharedMedia, file));
      assert.equal(task.status, 'ready', file);
      names[task.videoId] = file;
    }
  });
  after(() => server?.stop());

  const search = (queryText) => all(client.search.query({ indexId, queryText, searchOptions: ['visual', 'audio'], pageLimit: 50 }));
  const ask = async (queryText) => {
    const fields = { index_id: indexId, query_text: queryText, search_options: 'visual' };
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const response = await fetch(`${server.url}/v1.3/search`, { method: 'POST', headers: { 'x-api-key': apiKey }, body });
    assert.equal(response.status, 200);
    return response.json();
  };
  const show = (hits) =>
    hits
      .slice(0, 5)
      .map((hit) => `${names[hit.videoId]} ${hit.start}-${hit.end} ${hit.score} ${hit.confidence} ${JSON.stringify(hit.reasons)}`)
      .join('\n');

  for (const [question, clip, what] of questions) {
    it(`"${question}" finds ${clip} first`, { skip }, async () => {
      const hits = await search(question);
      assert.ok(hits.length > 0, 'nothing was found');
      assert.equal(names[hits[0].videoId], clip, show(hits));
      const ranges = Array.isArray(what)
        ? what
        : [...truth[clip].objects, ...(truth[clip].events ?? [])]
            .filter((fact) => fact.label === what)
            .flatMap((fact) => fact.ranges ?? [fact.range]);
      if (what) {
        assert.ok(
          ranges.some(([start, end]) => hits[0].start < end && start < hits[0].end),
          show(hits),
        );
      }
    });
  }

  for (const [question, clip, [startFrom, startTo], [endFrom, endTo]] of orders) {
    it(`"${question}" is one moment from the first to the last`, { skip }, async () => {
      const hits = await search(question);
      assert.equal(names[hits[0]?.videoId], clip, show(hits));
      assert.ok(startFrom <= hits[0].start && hits[0].start <= startTo && endFrom <= hits[0].end && hits[0].end <= endTo, show(hits));
      assert.ok(
        hits[0].reasons.some((reason) => reason.kind === 'order'),
        show(hits),
      );
    });
  }

  for (const question of absent) {
    it(`"${question}" finds nothing`, { skip }, async () => {
      const hits = await search(question);
      assert.equal(hits.length, 0, show(hits));
    });
  }

  it('finds nothing that is not there with more than low confidence', { skip }, async () => {
    const things = absentThings();
    assert.ok(things.length >= 150, `only ${things.length} things`);
    const sure = [];
    for (const thing of things) {
      const hits = (await search(thing)).filter((hit) => hit.confidence !== 'low');
      if (hits.length > 0) sure.push(`${thing}: ${show(hits)}`);
    }
    assert.deepEqual(sure, []);
  });

  it('gives what looks closest, without a score or a confidence, where nothing is sure', { skip }, async () => {
    const { data, visually_closest: closest } = await ask('helmet');
    assert.ok(data.every((hit) => hit.confidence === 'low'));
    assert.ok(closest.length > 0);
    for (const clip of closest) {
      assert.ok(clip.start < clip.end && clip.video_id);
      assert.ok(!('score' in clip) && !('confidence' in clip));
    }
    assert.ok(!('visually_closest' in (await ask('car'))));
  });

  it('says what was seen and what of a narrower word cannot be told', { skip }, async () => {
    const [hit] = await search('astronaut');
    assert.equal(hit.confidence, 'low');
    assert.match(hit.reasons[0].how, /^person is what was seen; whether it is the narrower “astronaut” cannot be told$/);
  });
});
