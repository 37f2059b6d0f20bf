import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type Key = Schemas['Key'];
export type Person = Schemas['Person'];
export type Tenant = Schemas['Tenant'];
export type AuditEvent = Schemas['AuditEvent'];
export type BrowserSession = Schemas['BrowserSession'];
export type Scope = Key['scopes'][number];
export type Role = Person['role'];

export const keysKey = ['keys'];
export const peopleKey = ['people'];
export const tenantsKey = ['tenants'];
export const sessionsKey = ['sessions'];

const firstPage = { params: { query: { page_limit: 50 } } };

/** The API keys, newest first. */
export function useKeys() {
  return useQuery({
    queryKey: keysKey,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/reelsight/v1/keys', { ...firstPage, signal }))).data,
  });
}

/** Makes a key. The answer alone holds it. */
export function createKey(key: { name: string; scopes: Scope[]; expires_in_days: number }): Promise<Key> {
  return unwrap(api.POST('/reelsight/v1/keys', { body: key }));
}

/** Revokes a key. */
export async function revokeKey(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/keys/{key_id}', { params: { path: { key_id: id } } }));
}

/** The people who sign in, oldest first. */
export function usePeople() {
  return useQuery({
    queryKey: peopleKey,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/reelsight/v1/people', { ...firstPage, signal }))).data,
  });
}

/** Lets somebody sign in. */
export function createPerson(person: { name: string; role: Role; password: string }): Promise<Person> {
  return unwrap(api.POST('/reelsight/v1/people', { body: person }));
}

/** Changes somebody. */
export function updatePerson(id: string, change: { role?: Role; password?: string; disabled?: boolean }): Promise<Person> {
  return unwrap(api.PATCH('/reelsight/v1/people/{person_id}', { params: { path: { person_id: id } }, body: change }));
}

/** Deletes somebody; their labels stay. */
export async function deletePerson(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/people/{person_id}', { params: { path: { person_id: id } } }));
}

/** Changes the password of the person who is signed in. */
export async function changePassword(oldPassword: string, password: string): Promise<void> {
  await unwrap(api.POST('/reelsight/v1/password', { body: { old_password: oldPassword, password } }));
}

/** The accounts of the server, oldest first. */
export function useTenants() {
  return useQuery({
    queryKey: tenantsKey,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/reelsight/v1/tenants', { ...firstPage, signal }))).data,
  });
}

/** Makes an account and a key for its administrator. */
export async function createTenant(name: string, gigabytes: number): Promise<Key> {
  const tenant = await unwrap(api.POST('/reelsight/v1/tenants', { body: { name, max_storage_bytes: gigabytes * 1e9 } }));
  return unwrap(
    api.POST('/reelsight/v1/tenants/{tenant_id}/keys', {
      params: { path: { tenant_id: tenant._id } },
      body: { name: 'administrator', scopes: ['admin'], expires_in_days: 365 },
    }),
  );
}

/** Suspends an account or lets it in again. */
export async function suspendTenant(id: string, suspended: boolean): Promise<void> {
  await unwrap(api.PATCH('/reelsight/v1/tenants/{tenant_id}', { params: { path: { tenant_id: id } }, body: { suspended } }));
}

/** Deletes an account with everything in it. */
export async function deleteTenant(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/tenants/{tenant_id}', { params: { path: { tenant_id: id } } }));
}

/** A page of the audit log, newest first. */
export function useAuditEvents(page: number) {
  return useQuery({
    queryKey: ['audit-events', page],
    queryFn: ({ signal }) => unwrap(api.GET('/reelsight/v1/audit-events', { params: { query: { page, page_limit: 25 } }, signal })),
  });
}

/** The browsers that are signed in, newest first. */
export function useBrowserSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/reelsight/v1/sessions', { ...firstPage, signal }))).data,
  });
}

/** Signs one browser out. */
export async function endSession(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/sessions/{session_id}', { params: { path: { session_id: id } } }));
}

/** Signs all browsers of the same key or person out but this one. */
export async function endOtherSessions(): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/sessions'));
}
