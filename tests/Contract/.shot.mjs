import { launch, open } from './studio-browser.mjs';
import { readFileSync } from 'node:fs';
export const dev = JSON.parse(readFileSync('/tmp/pl/dev.json', 'utf8'));
export const origin = 'http://localhost:5199';
export async function start(options = {}) {
  const browser = await launch();
  const { page, complaints, context } = await open(browser, { url: origin }, options);
  await page.goto(origin);
  await page.getByLabel('API key').fill('tlk_contract_tests');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'dev' }).waitFor();
  return { browser, page, complaints, context };
}
