using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The WHERE clause of a list, with its parameters. Texts added here are constants of this assembly; values always travel as parameters.
/// </summary>
internal sealed class Conditions
{
    private readonly List<string> _all = [];
    private readonly DynamicParameters _parameters = new();

    public Conditions(string tenantId) => Add("tenant_id = @tenant", "tenant", tenantId);

    public void Add(string sql, string name, object? value)
    {
        _all.Add(sql);
        Bind(name, value);
    }

    /// <summary>A parameter that a condition uses besides its own.</summary>
    public void Bind(string name, object? value) => _parameters.Add(name, value);

    /// <summary>Adds the condition when there is something to compare with.</summary>
    public void AddIf<T>(string sql, string name, T? value)
    {
        if (value is not null)
        {
            Add(sql, name, value);
        }
    }

    /// <summary>The column must be one of the values; lists travel as one JSON parameter, so their length has no limit.</summary>
    public void AddAnyOf(string column, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            Add($"{column} IN (SELECT value FROM json_each(@{name}))", name, JsonSerializer.Serialize(values, StorageJson.Default.IReadOnlyListString));
        }
    }

    /// <inheritdoc cref="AddAnyOf(string, string, IReadOnlyList{string})"/>
    public void AddAnyOf<TEnum>(string column, string name, IReadOnlyList<TEnum>? values) where TEnum : struct, Enum
    {
        if (values is not null)
        {
            var numbers = string.Join(',', values.Select(value => Convert.ToInt32(value, null)));
            Add($"{column} IN (SELECT value FROM json_each(@{name}))", name, $"[{numbers}]");
        }
    }

    public void AddRange(string column, string name, NumberRange? range)
    {
        AddIf($"{column} >= @{name}_from", $"{name}_from", range?.AtLeast);
        AddIf($"{column} <= @{name}_to", $"{name}_to", range?.AtMost);
    }

    /// <summary>
    /// Reads one page: ids by stepping over an index, then the rows of the page only.
    /// </summary>
    /// <param name="connection">On a snapshot, so that page and total belong together.</param>
    /// <param name="table">What the conditions are about.</param>
    /// <param name="rows">What is returned; has <c>tenant_id</c> and <c>id</c> like the table.</param>
    /// <param name="sort">The order.</param>
    /// <param name="window">The page.</param>
    /// <param name="total">The number of rows on all pages when it is known; counted when null.</param>
    public Page<T> ReadPage<T>(SqliteConnection connection, string table, string rows, SortOrder sort, PageWindow window, int? total = null)
    {
        var order = OrderBy(sort);
        _parameters.Add("limit", window.Limit);
        _parameters.Add("offset", (window.Page - 1L) * window.Limit);
        var page = connection.Query<T>(
            $"""
            SELECT r.* FROM (SELECT id FROM {table} WHERE {this} ORDER BY {order} LIMIT @limit OFFSET @offset) p
            JOIN {rows} r ON r.tenant_id = @tenant AND r.id = p.id
            ORDER BY {order.Replace("id", "r.id", StringComparison.Ordinal)}
            """, _parameters).AsList();
        return new Page<T>(page, total ?? connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM {table} WHERE {this}", _parameters));
    }

    /// <summary>Reads every row that fits, in creation order.</summary>
    public IReadOnlyList<T> ReadAll<T>(SqliteConnection connection, string table) =>
        connection.Query<T>($"SELECT * FROM {table} WHERE {this} ORDER BY created_at, id", _parameters).AsList();

    public override string ToString() => string.Join(" AND ", _all);

    private static string OrderBy(SortOrder sort)
    {
        var direction = sort.Descending ? "DESC" : "ASC";
        return sort.By switch
        {
            SortColumn.CreatedAt => $"created_at {direction}, id {direction}",
            SortColumn.UpdatedAt => $"updated_at {direction}, id {direction}",
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
    }
}
