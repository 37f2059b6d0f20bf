import { showError, showToast } from './Toasts';

/** Copies text to the clipboard and shows a message. Browsers only allow that on localhost and over https. */
export async function copyText(text: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(`${name} copied.`);
  } catch {
    showError(new Error(`The browser does not allow copying here. ${name}: ${text}`));
  }
}
