import type { Edit } from './edits';

// Each edit has its own key, so that two tabs do not overwrite each other's.
const prefix = (setId: string, videoId: string) => `reelsight.edit.${setId}.${videoId}.`;

interface StoredEdit {
  at: number;
  reviewer: string;
  edit: Edit;
}

/** Stores an edit in the browser until the server has it, in case the tab is closed. */
export function storeEdit(setId: string, videoId: string, reviewer: string, edit: Edit, at: number): void {
  try {
    localStorage.setItem(prefix(setId, videoId) + edit.id, JSON.stringify({ at, reviewer, edit } satisfies StoredEdit));
  } catch {
    // Without storage an edit lasts as long as its tab.
  }
}

/** Removes an edit that the server has. */
export function removeStoredEdit(setId: string, videoId: string, edit: Edit): void {
  try {
    localStorage.removeItem(prefix(setId, videoId) + edit.id);
  } catch {
    // Without storage there is nothing to remove.
  }
}

/** Edits left by a closed tab, oldest first. */
export function loadStoredEdits(setId: string, videoId: string): StoredEdit[] {
  const found: StoredEdit[] = [];
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix(setId, videoId))) found.push(JSON.parse(localStorage.getItem(key) ?? '') as StoredEdit);
  } catch {
    return [];
  }
  return found.sort((a, b) => a.at - b.at);
}

const reviewerKey = 'reelsight.reviewer';

/** The reviewer name stored in this browser. */
export function loadReviewer(): string {
  try {
    return localStorage.getItem(reviewerKey) || 'owner';
  } catch {
    return 'owner';
  }
}

export function saveReviewer(name: string): void {
  try {
    localStorage.setItem(reviewerKey, name);
  } catch {
    // Without storage the name must be entered again next time.
  }
}
