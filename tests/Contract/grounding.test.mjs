// Answers about clips whose content is known: is every statement supported by facts of its time, and is what is known
// to be there told rightly?
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clients, upload } from './clients.mjs';
import { sharedMedia } from './footage.mjs';
import { startServer } from './server.mjs';

const skip = sharedMedia === null && 'the clips with known answers (../shared/media) are not on this machine';
const prompts = [
  'Summarize the video.',
  'Give me a title, topics and hashtags.',
  'Write chapters with timestamps.',
  'What are the highlights?',
  'What happens in the first 5 seconds?',
  'How many people are there and when do they come in?',
  'When does a car come in? What colour is it?',
  'Is there a kitchen?',
  'Where was this filmed?',
  'Who is in the video and why?',
  'List all objects as bullets.',
  'What is said and what text is shown?',
  'Describe the bottles in two sentences.',
  'Fasse das Video auf Deutsch zusammen.',
  'Is there a forklift moving?',
];
/** A statement without facts has to say that something is not known, or about the answer itself. */
const says = /nothing|nobody|\bno\b|none|not\b|cannot|only in/i;

describe('answers about clips with known content', () => {
  let server, client;
  const ids = {};
  before(async () => {
    if (skip) return;
    server = await startServer();
    // Only the older client knows analysis by the video's id.
    [, { client }] = clients();
    const { id } = await client.indexes.create({
      indexName: 'grounding',
      models: [{ modelName: 'pegasus1.2', modelOptions: ['visual', 'audio'] }],
    });
    for (const file of readdirSync(sharedMedia).filter((one) => one.endsWith('.mp4'))) {
      const { task } = await upload(client, id, path.join(sharedMedia, file));
      assert.equal(task.status, 'ready', file);
      ids[file] = task.videoId;
    }
  });
  after(() => server?.stop());

  const ask = (clip, prompt) => client.analyze({ videoId: ids[clip], prompt, stream: false });

  for (const prompt of prompts) {
    it(`"${prompt}" is answered by statements that facts of their time support`, { skip }, async () => {
      for (const clip of Object.keys(ids)) {
        const { data, evidence } = await ask(clip, prompt);
        assert.ok(data.length > 0 && evidence.length > 0, clip);
        for (const { claim, facts } of evidence) {
          const shown = `${clip}: ${claim}`;
          assert.ok(data.includes(claim), shown);
          if (facts.length === 0) assert.match(claim, says, shown);
          // The range of a chapter divides the video and states nothing of it.
          const times = [...claim.replace(/^\d+:\d\d–\d+:\d\d /, '').matchAll(/\b(\d+):(\d\d)\b/g)].map(
            ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
          );
          for (const at of facts.length === 0 ? [] : times)
            assert.ok(
              facts.some((fact) => (fact.startSec ?? fact.start_sec) < at + 1 && at <= (fact.endSec ?? fact.end_sec)),
              `${shown} (${at} s)`,
            );
        }
      }
    });
  }

  it('the red car is never pink and never a bus, and the store is one', { skip }, async () => {
    const cars = (await ask('car-detection.mp4', 'Summarize the video.')).data;
    assert.doesNotMatch(cars, /pink|bus\b/);
    assert.match(cars, /red (car|vehicle)/);
    assert.match((await ask('store-aisle-detection.mp4', 'Where was this filmed?')).data, /store/);
  });
});
