import { showError, showToast } from './Toasts';

/** Puts a text where it can be pasted from, and says so. Browsers allow that on localhost and over https only. */
export async function copyText(text: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(`${name} copied.`);
  } catch {
    showError(new Error(`The browser does not allow copying here. ${name}: ${text}`));
  }
}
