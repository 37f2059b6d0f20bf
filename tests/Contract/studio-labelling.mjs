// From a taxonomy to a checked label in the studio, in the browser that already has an indexed clip of a dog and a talk.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { apiKey } from './server.mjs';
import { accessible } from './studio-browser.mjs';

const intervals = 10_000;

/** The steps; `at` tells the server and the signed-in page, which stand still until the suite runs. */
export function labelling(at) {
  let setId, annotationsUrl, video, target;
  const own = async (path, { method = 'GET', body } = {}) => {
    const answer = await fetch(`${at().server.url}/reelsight/v1${path}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  const there = async () => (await own(`${annotationsUrl}?limit=100`)).data;
  const saved = (page) => page.getByText('All saved').waitFor();
  /** Waits until the proposal that is corrected is as it should be, and returns it. */
  const changed = async (page, test) => {
    for (let tries = 0; ; tries++) {
      await saved(page);
      const one = (await there()).find(({ _id }) => _id === target);
      if (test(one)) return one;
      assert.ok(tries < 200, JSON.stringify(one));
      // "All saved" still stands there while an edit is being taken back.
      await delay(50);
    }
  };
  const openVideo = async (page) => {
    await page.goto(`${at().server.url}/labels/${setId}/videos/${video}?annotation=${target}`);
    await page.getByText('accepted', { exact: true }).waitFor();
  };

  it('makes a taxonomy from what the footage suggests and by hand', async () => {
    const { page } = at();
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
    setId = new URL(page.url()).pathname.split('/')[2];
    annotationsUrl = `/label-sets/${setId}/annotations`;
    const set = await own(`/label-sets/${setId}`);
    assert.deepEqual(
      set.labels.map(({ name, parent_id }) => [name, parent_id === set.labels[0].label_id]),
      [
        ['dog', false],
        ['Puppy', true],
      ],
    );
  });

  it('lets labels be proposed, with what that takes and saves', async () => {
    const { page } = at();
    await page.getByRole('button', { name: 'Propose labels' }).click();
    await page.getByRole('button', { name: 'Review proposals' }).waitFor();
    await accessible(page, 'label-set');
    await page.getByRole('button', { name: 'Review proposals' }).click();
    await page.getByRole('region', { name: 'Review queue' }).getByRole('link', { name: /^dog/ }).waitFor();
    await accessible(page, 'review');
    await page.getByRole('button', { name: 'Start review' }).click();
    await page.getByText(/Proposed by .* confidence/).waitFor();
    video = new URL(page.url()).pathname.split('/')[4];
    target = new URL(page.url()).searchParams.get('annotation');
  });

  it('corrects a proposal by frames with keys alone, and takes that back and does it again', async () => {
    const { page } = at();
    const before = await changed(page, ({ state }) => state === 'proposed');
    for (const key of ['e', 'e', 'a']) await page.keyboard.press(key);
    const corrected = ({ state, end_frame, reviewer }) =>
      state === 'accepted' && end_frame === before.end_frame - 2 && reviewer === 'owner';
    await changed(page, corrected);
    await page.keyboard.press('Control+z');
    await changed(page, ({ state }) => state === 'proposed');
    await page.keyboard.press('Control+Shift+Z');
    await changed(page, corrected);
    await accessible(page, 'review-video');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByText(new RegExp(`ends at frame ${before.end_frame - 2} \\(was ${before.end_frame - 1}\\)`)).waitFor();
    const coco = JSON.parse(
      await (
        await fetch(`${at().server.url}/reelsight/v1/label-sets/${setId}/export?format=coco`, { headers: { 'x-api-key': apiKey } })
      ).text(),
    );
    assert.ok(
      coco.annotations.some(({ start_frame, end_frame }) => start_frame === 0 && end_frame === before.end_frame - 2),
      JSON.stringify(coco.annotations),
    );
  });

  it('marks, splits, unites, relabels, moves and deletes with keys alone', async () => {
    const { page } = at();
    await page.keyboard.press('Home');
    for (const key of ['2', 'i', '>', 'o']) await page.keyboard.press(key);
    const puppy = async () => {
      await saved(page);
      return (await there())
        .filter((one) => one.source === 'person')
        .map(({ start_frame, end_frame, track }) => [start_frame, end_frame, track]);
    };
    assert.deepEqual(await puppy(), [[0, 11, 0]]);
    await page.keyboard.press('<');
    for (let n = 0; n < 4; n++) await page.keyboard.press('.');
    await page.keyboard.press('s');
    assert.deepEqual(await puppy(), [
      [0, 4, 0],
      [4, 11, 0],
    ]);
    // Before the second part come the proposals for both labels and the first part, which begin together.
    for (const key of ['N', 'N', 'N', 't', 'T', 'u']) await page.keyboard.press(key);
    assert.deepEqual(await puppy(), [[0, 11, 0]]);
    await page.keyboard.press('t');
    assert.deepEqual(await puppy(), [[0, 11, 1]]);
    await page.keyboard.press('Delete');
    assert.deepEqual(await puppy(), []);
  });

  it('loses nothing when the server is away and the tab dies', async () => {
    const { page } = at();
    const before = await changed(page, ({ state }) => state === 'accepted');
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
    await changed(page, ({ end_frame }) => end_frame === before.end_frame - 1);
  });

  it('asks when somebody changed the same meanwhile, and overwrites nothing unasked', async () => {
    const { page } = at();
    const before = await changed(page, ({ state }) => state === 'accepted');
    await openVideo(page);
    await page.context().setOffline(true);
    await page.keyboard.press('e');
    await page.getByText('1 edit is kept in this browser').waitFor();
    await own(annotationsUrl, { method: 'PATCH', body: { reviewer: 'bob', changes: [{ annotation_id: before._id, end_frame: 50 }] } });
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Keep mine' }).waitFor();
    await accessible(page, 'review-conflict');
    assert.equal((await there()).find(({ _id }) => _id === before._id).end_frame, 50);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await changed(page, ({ end_frame }) => end_frame === before.end_frame - 1);
  });

  it('tells how far two reviewers agree', async () => {
    const { page } = at();
    await own(annotationsUrl, {
      method: 'PATCH',
      body: { reviewer: 'bob', creates: [{ video_id: video, label_id: 'dog', start_frame: 0, end_frame: 100 }] },
    });
    await page.goto(`${at().server.url}/labels/${setId}/review`);
    await page
      .getByRole('table', { name: /bob and owner/ })
      .getByRole('row', { name: /^dog/ })
      .waitFor();
    await accessible(page, 'review-agreement');
  });

  it(`draws ${intervals.toLocaleString('en')} intervals, and says how fast`, async (test) => {
    const { page } = at();
    const many = await own('/label-sets', {
      method: 'POST',
      body: { index_id: (await own(`/label-sets/${setId}`)).index_id, name: 'Many', labels: [{ name: 'one' }, { name: 'two' }] },
    });
    const creates = Array.from({ length: intervals }, (_, n) => ({
      video_id: video,
      label_id: n % 2 ? 'one' : 'two',
      track: n % 30,
      start_frame: Math.floor(n / 30),
      end_frame: Math.floor(n / 30) + 1,
    }));
    await own(`/label-sets/${many._id}/annotations`, { method: 'PATCH', body: { creates } });
    await page.goto(`${at().server.url}/labels/${many._id}/videos/${video}`);
    await page.getByText('10,000 items').waitFor();
    const { x, y, width } = await page.getByRole('slider').boundingBox();
    await page.mouse.move(x + width / 2, y + 60);
    const counting = page.evaluate(
      () =>
        new Promise((resolve) => {
          let pictures = 0;
          const begin = performance.now();
          const count = () => {
            pictures++;
            const sec = (performance.now() - begin) / 1000;
            if (sec < 2) requestAnimationFrame(count);
            else resolve(pictures / sec);
          };
          requestAnimationFrame(count);
        }),
    );
    for (let n = 0; n < 60; n++) await page.mouse.wheel(0, n % 20 < 10 ? -60 : 60);
    test.diagnostic(`timeline with ${intervals} intervals while zooming: ${(await counting).toFixed(1)} pictures a second`);
    await page.keyboard.press('0');
    await accessible(page, 'review-many');
  });

  it('deletes label sets', async () => {
    const { page } = at();
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
