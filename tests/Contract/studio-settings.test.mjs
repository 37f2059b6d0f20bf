// Keys, people, accounts and activity in a real browser, and the commands that do the same.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { apiKey, commandLine, request, startServer } from './server.mjs';
import { accessible, executablePath, launch, open } from './studio-browser.mjs';

const skip = executablePath === undefined && 'no Chromium is installed';
const password = 'a long enough password';

describe('the settings of the studio', { skip }, () => {
  let server, browser, page, problems;
  before(async () => {
    server = await startServer();
    browser = await launch();
    ({ page, problems } = await open(browser, server));
    await page.goto(server.url);
    await page.getByLabel('API key').fill(apiKey);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const tab = (name) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  const asks = (key) => request(server, '/indexes', { key }).then(({ status }) => status);

  it('makes a key, shows it once, and revokes it at once', async () => {
    await tab('Keys');
    await page.getByRole('heading', { name: 'There is only the server’s own key' }).waitFor();
    await accessible(page, 'settings-keys-empty');
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await page.getByRole('alert').getByText('name').waitFor();
    await page.getByLabel('Name').fill('widget');
    await accessible(page, 'settings-key-dialog');
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    const shown = page.getByRole('dialog', { name: 'The key widget' });
    const key = await shown.locator('code').innerText();
    assert.match(key, /^tlk_[0-9a-f]{64}$/);
    assert.equal(await asks(key), 200);
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /widget read/ }).waitFor();
    await accessible(page, 'settings-keys');
    assert.ok(!(await page.content()).includes(key));
    await page.getByRole('button', { name: 'Revoke widget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByRole('heading', { name: 'There is only the server’s own key' }).waitFor();
    assert.equal(await asks(key), 401);
  });

  it('lets somebody sign in by name, who sees only what the role allows', async () => {
    await tab('People');
    await page.getByRole('heading', { name: 'Nobody has a name here yet' }).waitFor();
    await accessible(page, 'settings-people-empty');
    await page.getByRole('button', { name: 'Add somebody' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add somebody' });
    await dialog.getByLabel('Name').fill('mia');
    await dialog.getByLabel('First password').fill('short');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('alert').getByText('12 to 200 characters').waitFor();
    await dialog.getByLabel('First password').fill(password);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('row', { name: /mia/ }).waitFor();
    await accessible(page, 'settings-people');

    const own = await open(browser, server);
    await own.page.goto(`${server.url}/settings`);
    await own.page.getByRole('button', { name: 'Use a name and a password' }).click();
    await accessible(own.page, 'sign-in-name');
    await own.page.getByLabel('Name').fill('mia');
    await own.page.getByLabel('Password').fill('a wrong long password');
    await own.page.keyboard.press('Enter');
    await own.page.getByRole('alert').getByText('The name or the password is wrong').waitFor();
    await own.page.getByLabel('Password').fill(password);
    await own.page.keyboard.press('Enter');
    await own.page.getByText('Signed in as mia: read, label').waitFor();
    assert.deepEqual(await own.page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allInnerTexts(), ['Signed in']);
    await own.page.getByRole('button', { name: 'Change my password' }).waitFor();
    await accessible(own.page, 'settings-own');

    await page.getByRole('button', { name: 'Disable mia' }).click();
    await page.getByRole('button', { name: 'Enable mia' }).waitFor();
    await own.page.reload();
    await own.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(own.problems, []);
    await own.context.close();
  });

  it('makes an account, suspends it and deletes it by its name', async () => {
    await tab('Accounts');
    await page.getByRole('heading', { name: 'This is the only account' }).waitFor();
    await accessible(page, 'settings-accounts-empty');
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.getByLabel('Name').fill('news desk');
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    const shown = page.getByRole('dialog', { name: 'Key of the account’s administrator' });
    const key = await shown.locator('code').innerText();
    assert.equal(await asks(key), 200);
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Suspend news desk' }).click();
    await page.getByRole('button', { name: 'Resume news desk' }).waitFor();
    assert.equal(await asks(key), 403);
    await accessible(page, 'settings-accounts');
    await page.getByRole('button', { name: 'Delete news desk' }).click();
    await page.getByLabel('Type the name of the account to confirm').fill('news desk');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('heading', { name: 'This is the only account' }).waitFor();
    assert.equal(await asks(key), 401);
  });

  it('shows what was done, and signs other browsers out', async () => {
    await tab('Activity');
    for (const action of ['DeleteTenant', 'DeleteKey', 'CreatePerson', 'SignIn']) {
      await page.getByRole('cell', { name: action, exact: true }).first().waitFor();
    }
    await page.getByRole('cell', { name: 'mia', exact: true }).first().waitFor();
    await accessible(page, 'settings-activity');

    const other = await open(browser, server);
    await other.page.goto(server.url);
    await other.page.getByLabel('API key').fill(apiKey);
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('link', { name: 'Settings' }).waitFor();
    await tab('Signed in');
    await page.getByRole('cell', { name: 'This browser' }).waitFor();
    await accessible(page, 'settings-browsers');
    await page.getByRole('button', { name: 'Sign my other browsers out' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).nth(1).waitFor({ state: 'detached' });
    await other.page.reload();
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.context.close();
    assert.deepEqual(problems, []);
  });

  it('does the same by commands', async () => {
    const run = (...args) =>
      new Promise((resolve) =>
        execFile(
          'dotnet',
          [commandLine(), ...args, '--server', server.url, '--key', apiKey, '--json'],
          { env: { ...process.env, REELSIGHT_API_KEY: '' } },
          (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stderr, json: stdout ? JSON.parse(stdout) : null }),
        ),
      );
    const [key, person, tenant] = await Promise.all([
      run('keys', 'create', 'by command', '--scope', 'label', '--days', '7'),
      run('people', 'create', 'noa', 'viewer'),
      run('tenants', 'create', 'by command', '--storage-gb', '1'),
    ]);
    assert.equal(await asks(key.json.key), 200);
    assert.equal(await asks(tenant.json.key), 200);
    assert.equal(person.json.password.length, 20);
    const [keys, people, tenants, refused] = await Promise.all([
      run('keys', 'revoke', key.json._id),
      run('people', 'role', 'noa', 'reviewer'),
      run('tenants', 'delete', tenant.json.id),
      run('people', 'role', 'nobody', 'viewer'),
    ]);
    assert.deepEqual([keys.code, people.json.people[0].role, tenants.code, refused.code], [0, 'reviewer', 0, 2]);
    assert.deepEqual([await asks(key.json.key), await asks(tenant.json.key)], [401, 401]);
    const audit = await run('audit', '--action', 'CreatePerson', '--limit', '1');
    assert.match(audit.json.events[0].subject, /^noa /);
  });
});
