// Labels in the studio, from a label set to reviewed annotations. The index already has a clip of a dog and a talk.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { apiKey } from './server.mjs';
import { accessible } from './studio-browser.mjs';

const intervalCount = 10_000;
const longTimeout = { timeout: 120_000 };

/** The tests; `context` returns the server and the signed-in page, which exist once the suite runs. */
export function labelling(context) {
  let setId, annotationsUrl, videoId, targetId;
  const callApi = async (path, { method = 'GET', body } = {}) => {
    const response = await fetch(`${context().server.url}/reelsight/v1${path}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, await response.clone().text());
    return response.json();
  };
  const listAnnotations = async () => (await callApi(`${annotationsUrl}?limit=100`)).data;
  const waitUntilSaved = (page) => page.getByText('All saved').waitFor();
  /** Waits until the annotation under test meets a condition, and returns it. */
  const waitForAnnotation = async (page, condition) => {
    for (let tries = 0; ; tries++) {
      await waitUntilSaved(page);
      const one = (await listAnnotations()).find(({ _id }) => _id === targetId);
      if (condition(one)) return one;
      assert.ok(tries < 200, JSON.stringify(one));
      // "All saved" is still shown while an edit is being undone.
      await delay(50);
    }
  };
  const openVideo = async (page) => {
    await page.goto(`${context().server.url}/labels/${setId}/videos/${videoId}?annotation=${targetId}`);
    await page.getByText('accepted', { exact: true }).waitFor();
  };

  it('creates a label set from suggestions and by hand', async () => {
    const { page } = context();
    await page.getByRole('link', { name: 'Labels', exact: true }).click();
    await page.getByRole('heading', { name: 'Create your first label set' }).waitFor();
    await accessible(page, 'labels-first');
    await page.getByRole('button', { name: 'Create a label set' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Pets');
    await accessible(page, 'label-set-dialog');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^dog ·/ }).click();
    await page.getByRole('button', { name: 'Edit dog' }).click();
    await page.getByRole('button', { name: 'Add an attribute' }).click();
    await page.getByLabel('Attribute 1: name').fill('mood');
    await page.getByLabel('Attribute 1: values').fill('calm, wild');
    await accessible(page, 'label-dialog');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('mood · 1 example').waitFor();
    await page.getByLabel('Name of a new label').fill('Puppy');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Edit Puppy' }).click();
    await page.getByLabel('Parent label').selectOption('dog');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 labels').waitFor();
    await page.getByRole('status', { name: 'What Puppy has learned' }).getByText('Mark 3 moments in the review').waitFor();
    setId = new URL(page.url()).pathname.split('/')[2];
    annotationsUrl = `/label-sets/${setId}/annotations`;
    const set = await callApi(`/label-sets/${setId}`);
    assert.deepEqual(
      set.labels.map(({ name, parent_id }) => [name, parent_id === set.labels[0].label_id]),
      [
        ['dog', false],
        ['Puppy', true],
      ],
    );
  });

  it('runs auto-labelling and shows the time it takes and saves', async () => {
    const { page } = context();
    await page.getByRole('button', { name: 'Propose labels' }).click();
    await page.getByRole('button', { name: 'Review proposals' }).waitFor();
    await accessible(page, 'label-set');
    await page.getByRole('button', { name: 'Review proposals' }).click();
    await page.getByRole('region', { name: 'Review queue' }).getByRole('link', { name: /^dog/ }).waitFor();
    await accessible(page, 'review');
    await page.getByRole('button', { name: 'Start review' }).click();
    await page.getByText(/Proposed by .* confidence/).waitFor();
    videoId = new URL(page.url()).pathname.split('/')[4];
    targetId = new URL(page.url()).searchParams.get('annotation');
  });

  it('corrects a proposal frame by frame with the keyboard, and undoes and redoes that', async () => {
    const { page } = context();
    const before = await waitForAnnotation(page, ({ state }) => state === 'proposed');
    for (const key of ['e', 'e', 'a']) await page.keyboard.press(key);
    const corrected = ({ state, end_frame, reviewer }) =>
      state === 'accepted' && end_frame === before.end_frame - 2 && reviewer === 'owner';
    await waitForAnnotation(page, corrected);
    await page.keyboard.press('Control+z');
    await waitForAnnotation(page, ({ state }) => state === 'proposed');
    await page.keyboard.press('Control+Shift+Z');
    await waitForAnnotation(page, corrected);
    await accessible(page, 'review-video');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByText(new RegExp(`ends at frame ${before.end_frame - 2} \\(was ${before.end_frame - 1}\\)`)).waitFor();
    const coco = JSON.parse(
      await (
        await fetch(`${context().server.url}/reelsight/v1/label-sets/${setId}/export?format=coco`, { headers: { 'x-api-key': apiKey } })
      ).text(),
    );
    assert.ok(
      coco.annotations.some(({ start_frame, end_frame }) => start_frame === 0 && end_frame === before.end_frame - 2),
      JSON.stringify(coco.annotations),
    );
  });

  it('creates, splits, merges, relabels, moves and deletes with the keyboard', async () => {
    const { page } = context();
    await page.keyboard.press('Home');
    for (const key of ['2', 'i', '>', 'o']) await page.keyboard.press(key);
    const puppyAnnotations = async () => {
      await waitUntilSaved(page);
      return (await listAnnotations())
        .filter((one) => one.source === 'person')
        .map(({ start_frame, end_frame, track }) => [start_frame, end_frame, track]);
    };
    assert.deepEqual(await puppyAnnotations(), [[0, 11, 0]]);
    await page.keyboard.press('<');
    for (let n = 0; n < 4; n++) await page.keyboard.press('.');
    await page.keyboard.press('s');
    assert.deepEqual(await puppyAnnotations(), [
      [0, 4, 0],
      [4, 11, 0],
    ]);
    // The proposals for both labels and the first part come before the second part; all three start together.
    for (const key of ['N', 'N', 'N', 't', 'T', 'u']) await page.keyboard.press(key);
    assert.deepEqual(await puppyAnnotations(), [[0, 11, 0]]);
    await page.keyboard.press('t');
    assert.deepEqual(await puppyAnnotations(), [[0, 11, 1]]);
    await page.keyboard.press('Delete');
    assert.deepEqual(await puppyAnnotations(), []);
  });

  it('loses no edit when the server is down and the tab is closed', async () => {
    const { page } = context();
    const before = await waitForAnnotation(page, ({ state }) => state === 'accepted');
    await openVideo(page);
    await page.context().setOffline(true);
    await page.keyboard.press('e');
    await page.getByText('1 edit is kept in this browser').waitFor();
    await accessible(page, 'review-offline');
    const address = page.url();
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(address);
    await page.getByText('are being sent now').waitFor();
    await waitForAnnotation(page, ({ end_frame }) => end_frame === before.end_frame - 1);
  });

  it('reports a conflict and overwrites nothing without asking', async () => {
    const { page } = context();
    const before = await waitForAnnotation(page, ({ state }) => state === 'accepted');
    await openVideo(page);
    await page.context().setOffline(true);
    await page.keyboard.press('e');
    await page.getByText('1 edit is kept in this browser').waitFor();
    await callApi(annotationsUrl, { method: 'PATCH', body: { reviewer: 'bob', changes: [{ annotation_id: before._id, end_frame: 50 }] } });
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Keep mine' }).waitFor();
    await accessible(page, 'review-conflict');
    assert.equal((await listAnnotations()).find(({ _id }) => _id === before._id).end_frame, 50);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await waitForAnnotation(page, ({ end_frame }) => end_frame === before.end_frame - 1);
  });

  it('shows the agreement of two reviewers', async () => {
    const { page } = context();
    await callApi(annotationsUrl, {
      method: 'PATCH',
      body: { reviewer: 'bob', creates: [{ video_id: videoId, label_id: 'dog', start_frame: 0, end_frame: 100 }] },
    });
    await page.goto(`${context().server.url}/labels/${setId}/review`);
    await page
      .getByRole('table', { name: /bob and owner/ })
      .getByRole('row', { name: /^dog/ })
      .waitFor();
    await accessible(page, 'review-agreement');
  });

  it('says what a label has learned from its examples, and watches new footage for it', async () => {
    const { page } = context();
    await page.goto(`${context().server.url}/labels/${setId}`);
    const learned = page.getByRole('status', { name: 'What dog has learned' });
    await learned.getByText(/It proposes from|Finds about/).waitFor(longTimeout);
    await page.getByRole('button', { name: 'Watch new footage for dog' }).click();
    const stop = page.getByRole('button', { name: 'Stop watching new footage for dog' });
    await stop.waitFor();
    await accessible(page, 'label-set-taught');
    const watching = async () => (await callApi('/saved-searches')).data.filter(({ query_text }) => query_text === 'dog');
    assert.deepEqual(
      (await watching()).map(({ search_options }) => search_options),
      [['visual']],
    );
    await stop.click();
    await page.getByRole('button', { name: 'Watch new footage for dog' }).waitFor();
    assert.equal((await watching()).length, 0);
  });

  it(`draws ${intervalCount.toLocaleString('en')} intervals and reports the frame rate`, async (test) => {
    const { page } = context();
    const manySet = await callApi('/label-sets', {
      method: 'POST',
      body: { index_id: (await callApi(`/label-sets/${setId}`)).index_id, name: 'Many', labels: [{ name: 'one' }, { name: 'two' }] },
    });
    const creates = Array.from({ length: intervalCount }, (_, n) => ({
      video_id: videoId,
      label_id: n % 2 ? 'one' : 'two',
      track: n % 30,
      start_frame: Math.floor(n / 30),
      end_frame: Math.floor(n / 30) + 1,
    }));
    await callApi(`/label-sets/${manySet._id}/annotations`, { method: 'PATCH', body: { creates } });
    await page.goto(`${context().server.url}/labels/${manySet._id}/videos/${videoId}`);
    await page.getByText('10,000 items').waitFor();
    const { x, y, width } = await page.getByRole('slider').boundingBox();
    await page.mouse.move(x + width / 2, y + 60);
    const counting = page.evaluate(
      () =>
        new Promise((resolve) => {
          let frames = 0;
          const begin = performance.now();
          const count = () => {
            frames++;
            const sec = (performance.now() - begin) / 1000;
            if (sec < 2) requestAnimationFrame(count);
            else resolve(frames / sec);
          };
          requestAnimationFrame(count);
        }),
    );
    for (let n = 0; n < 60; n++) await page.mouse.wheel(0, n % 20 < 10 ? -60 : 60);
    test.diagnostic(`timeline with ${intervalCount} intervals while zooming: ${(await counting).toFixed(1)} frames per second`);
    await page.keyboard.press('0');
    await accessible(page, 'review-many');
  });

  it('deletes label sets', async () => {
    const { page } = context();
    for (const name of ['Many', 'Pets']) {
      await page.getByRole('link', { name: 'Labels', exact: true }).click();
      await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('button', { name: 'Delete the label set' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText(`${name} is deleted.`).waitFor();
    }
    await page.getByRole('heading', { name: 'Create your first label set' }).waitFor();
  });
}
