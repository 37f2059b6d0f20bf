import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { clients, thrown } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

for (const { name, client, errors } of clients().filter(({ client }) => client.dataConnectors)) {
  describe(`connections with ${name}`, () => {
    const unknown = '0123456789abcdef01234567';

    it('finds no connection and says why none can be made', async () => {
      assert.deepEqual((await client.dataConnectors.listConnections()).data, []);
      const refused = await thrown(() =>
        client.dataConnectors.authorizeConnection({ provider: 'google_drive', redirectUri: 'https://app.example.com/done' }),
      );
      assert.ok(refused instanceof errors.BadRequestError);
      assert.equal(refused.body.code, 'api_not_allowed');
      for (const call of [
        () => client.dataConnectors.retrieveConnection(unknown),
        () => client.dataConnectors.deleteConnection(unknown),
        () => client.dataConnectors.createConnectionPickerToken(unknown),
        () => client.imports.listImports(unknown),
        () => client.imports.importFiles(unknown, { items: [{ sourceId: 'file' }] }),
        () => client.imports.retrieveImport(unknown, unknown),
      ])
        assert.ok((await thrown(call)) instanceof errors.NotFoundError);
    });

    it('keeps redirect URIs', async () => {
      const redirectUri = 'https://app.example.com/oauth/done';
      const created = await client.dataConnectors.createRedirectUri({ redirectUri });
      assert.ok(created.createdAt instanceof Date);
      assert.deepEqual((await client.dataConnectors.listRedirectUris()).data, [created]);
      assert.ok((await thrown(() => client.dataConnectors.createRedirectUri({ redirectUri }))) instanceof errors.ConflictError);
      assert.ok(
        (await thrown(() => client.dataConnectors.createRedirectUri({ redirectUri: 'http://app.example.com' }))) instanceof
          errors.UnprocessableEntityError,
      );
      await client.dataConnectors.deleteRedirectUri(created.id);
      assert.deepEqual((await client.dataConnectors.listRedirectUris()).data, []);
    });
  });
}
