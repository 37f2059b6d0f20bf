import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { Clapperboard, FileOutput, type LucideIcon, Map as MapIcon, Search, Settings, Tags } from 'lucide-react';
import { useSavedSearches } from '../api/savedSearches';

/** The props of a page: the parameters of its URL. */
export interface PageProps {
  params: Record<string, string>;
}

/** A page of the studio. To add one, add an entry here; its code is loaded when it is first opened. */
export interface StudioPage {
  /** Path; `:name` is a parameter. */
  path: string;
  page: LazyExoticComponent<ComponentType<PageProps>>;
  /** The navigation entry that the page belongs to. */
  section: string;
}

/** An entry of the navigation; `key` after g opens it. */
export interface NavigationEntry {
  section: string;
  label: string;
  href: string;
  icon: LucideIcon;
  key: string;
  /** A hook that counts new items; the navigation shows the number as a badge. */
  useBadgeCount?: () => number;
}

const library = lazy(() => import('../features/library/LibraryPage'));
const search = lazy(() => import('../features/search/SearchPage'));
const map = lazy(() => import('../features/map/MapPage'));
const exportPage = lazy(() => import('../features/export/ExportPage'));
const video = lazy(() => import('../features/player/VideoPage'));
const labelSets = lazy(() => import('../features/taxonomy/LabelSetsPage'));
const labelSet = lazy(() => import('../features/taxonomy/LabelSetPage'));
const review = lazy(() => import('../features/review/ReviewPage'));
const settings = lazy(() => import('../features/settings/SettingsPage'));
const reviewVideo = lazy(() => import('../features/review/ReviewVideoPage'));

export const pages: StudioPage[] = [
  { path: '/', page: library, section: 'library' },
  { path: '/library/:indexId', page: library, section: 'library' },
  { path: '/library/:indexId/videos/:videoId', page: video, section: 'library' },
  { path: '/search', page: search, section: 'search' },
  { path: '/map', page: map, section: 'map' },
  { path: '/export', page: exportPage, section: 'export' },
  { path: '/labels', page: labelSets, section: 'labels' },
  { path: '/labels/:labelSetId', page: labelSet, section: 'labels' },
  { path: '/labels/:labelSetId/review', page: review, section: 'labels' },
  { path: '/labels/:labelSetId/videos/:videoId', page: reviewVideo, section: 'labels' },
  { path: '/settings', page: settings, section: 'settings' },
  { path: '/settings/:tab', page: settings, section: 'settings' },
];

export const navigation: NavigationEntry[] = [
  { section: 'library', label: 'Library', href: '/', icon: Clapperboard, key: 'l' },
  {
    section: 'search',
    label: 'Search',
    href: '/search',
    icon: Search,
    key: 's',
    useBadgeCount: () => useSavedSearches().data?.reduce((sum, { new_hits }) => sum + new_hits, 0) ?? 0,
  },
  { section: 'map', label: 'Map', href: '/map', icon: MapIcon, key: 'm' },
  { section: 'labels', label: 'Labels', href: '/labels', icon: Tags, key: 'b' },
  { section: 'export', label: 'Export', href: '/export', icon: FileOutput, key: 'e' },
  { section: 'settings', label: 'Settings', href: '/settings', icon: Settings, key: 't' },
];
