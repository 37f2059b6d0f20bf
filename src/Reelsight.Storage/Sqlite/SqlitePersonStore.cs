using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

internal sealed class SqlitePersonStore(SqliteDatabase database) : IPersonStore
{
    private const string Columns =
        "id, tenant_id, name, role, password_hash, issuer, subject, disabled, last_sign_in_at, created_at, updated_at";

    public PersonRecord? Find(string id) => FindOne("id = @id", new { id });

    public PersonRecord? FindByName(string name) => FindOne("login = @login", new { login = ToLogin(name) });

    public PersonRecord? FindBySubject(string issuer, string subject) =>
        FindOne("issuer = @issuer AND subject = @subject", new { issuer, subject });

    public Task AddAsync(PersonRecord person, CancellationToken ct) => database.WriteAsync(c => WriteUnique(person, () => c.Execute(
                        $"""
                        INSERT INTO people ({Columns}, login)
                        VALUES (@Id, @TenantId, @Name, @Role, @PasswordHash, @Issuer, @Subject, @Disabled, @LastSignInAt, @CreatedAt,
                          @UpdatedAt, @login)
                        """,
                        ToRow(person)
                    )), ct);

    public Task<Page<PersonRecord>> ListAsync(string tenantId, PageWindow window, CancellationToken ct) =>
        database.ReadAsync(
            c => SqlPage.Read<PersonRecord>(c, Columns, "people", "tenant_id = @tenantId", "created_at, id", new { tenantId }, window),
            ct
        );

    public Task<PersonRecord?> UpdateAsync(string tenantId, string id, Func<PersonRecord, PersonRecord> change, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                var present = c.QuerySingleOrDefault<PersonRecord>(
                    $"SELECT {Columns} FROM people WHERE id = @id AND tenant_id = @tenantId",
                    new { id, tenantId }
                );
                if (present is null)
                {
                    return null;
                }

                var changed = change(present);
                WriteUnique(changed, () => c.Execute(
                        """
                        UPDATE people SET name = @Name, login = @login, role = @Role, password_hash = @PasswordHash, disabled = @Disabled,
                          last_sign_in_at = @LastSignInAt, updated_at = @UpdatedAt
                        WHERE id = @Id
                        """,
                        ToRow(changed)
                    ));
                return changed;
            },
            ct
        );

    public Task<bool> DeleteAsync(string tenantId, string id, CancellationToken ct) =>
        database.WriteAsync(c => c.Execute("DELETE FROM people WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId }) > 0, ct);

    private PersonRecord? FindOne(string condition, object values) =>
        database.Read(c => c.QuerySingleOrDefault<PersonRecord>($"SELECT {Columns} FROM people WHERE {condition}", values));

    private static object ToRow(PersonRecord person) =>
        new
        {
            person.Id,
            person.TenantId,
            person.Name,
            person.Role,
            person.PasswordHash,
            person.Issuer,
            person.Subject,
            person.Disabled,
            person.LastSignInAt,
            person.CreatedAt,
            person.UpdatedAt,
            login = ToLogin(person.Name),
        };

    private static string ToLogin(string name) => name.Normalize().ToLowerInvariant();

    private static int WriteUnique(PersonRecord person, Func<int> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE)
        {
            throw new DuplicateNameException(person.Name);
        }
    }
}
