import { tell, tellFailure } from './Toasts';

/** Puts a text where it can be pasted from, and says so. Browsers allow that on localhost and over https only. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(`${what} is copied.`);
  } catch {
    tellFailure(new Error(`The browser does not let pages copy here. ${what}: ${text}`));
  }
}
