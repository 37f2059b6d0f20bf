// Clips whose content a person wrote down (truth.json beside them): does a question find its clip, and its moment, first?
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { all, clients, createIndex, upload } from './clients.mjs';
import { sharedMedia } from './footage.mjs';
import { startServer } from './server.mjs';

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
];
const absent = ['elephant', 'spaceship', 'wedding dance'];

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
  const show = (hits) => hits.slice(0, 5).map((hit) =>
    `${names[hit.videoId]} ${hit.start}-${hit.end} ${hit.score} ${hit.confidence} ${JSON.stringify(hit.reasons)}`).join('\n');

  for (const [question, clip, what] of questions) {
    it(`"${question}" finds ${clip} first`, { skip }, async () => {
      const hits = await search(question);
      assert.ok(hits.length > 0, 'nothing was found');
      assert.equal(names[hits[0].videoId], clip, show(hits));
      const ranges = Array.isArray(what) ? what
        : [...truth[clip].objects, ...(truth[clip].events ?? [])].filter((fact) => fact.label === what).flatMap((fact) => fact.ranges ?? [fact.range]);
      if (what) {
        assert.ok(ranges.some(([start, end]) => hits[0].start < end && start < hits[0].end), show(hits));
      }
    });
  }

  for (const question of absent) {
    it(`"${question}" finds nothing`, { skip }, async () => {
      const hits = await search(question);
      assert.equal(hits.length, 0, show(hits));
    });
  }
});
