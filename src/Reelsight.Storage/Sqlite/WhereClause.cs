using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The WHERE clause of a list, with its parameters. SQL added here is always a constant of this assembly; values are always parameters.
/// </summary>
internal sealed class WhereClause
{
    private readonly List<string> _conditions = [];
    private readonly DynamicParameters _parameters = new();
    private string _joinPrefix = "";
    private bool _expectsFew;

    public WhereClause(string tenantId) => Add("tenant_id = @tenant", "tenant", tenantId);

    public void Add(string sql, string name, object? value)
    {
        _conditions.Add(sql);
        Bind(name, value);
    }

    /// <summary>
    /// Declares that few rows will match: they are found first and then sorted. SQLite would prefer to walk a whole index that has the
    /// order already; a plus before a column excludes that index.
    /// </summary>
    public void ExpectFew(bool expectsFew) => _expectsFew |= expectsFew;

    /// <summary>Adds a further parameter of a condition.</summary>
    public void Bind(string name, object? value) => _parameters.Add(name, value);

    /// <summary>Adds a condition unless the value is null.</summary>
    public void AddIf<T>(string sql, string name, T? value)
    {
        if (value is not null)
        {
            Add(sql, name, value);
        }
    }

    /// <summary>Requires a column to have one of some values. A list is one JSON parameter, so its length is not limited.</summary>
    public void AddAnyOf(string column, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            Add(
                $"{column} IN (SELECT value FROM json_each(@{name}))",
                name,
                JsonSerializer.Serialize(values, StorageJson.Default.IReadOnlyListString)
            );
        }
    }

    /// <summary>
    /// Restricts to ids. They drive the query, each looked up by key; with a plain condition, SQLite would scan the table.
    /// </summary>
    public void AddIds(IReadOnlyList<string>? ids)
    {
        if (ids is not null)
        {
            _joinPrefix = "(SELECT DISTINCT value AS wanted FROM json_each(@ids)) CROSS JOIN ";
            Add("id = wanted", "ids", JsonSerializer.Serialize(ids, StorageJson.Default.IReadOnlyListString));
            ExpectFew(true);
        }
    }

    /// <summary>
    /// Requires a column to have one of a few enum values. Their numbers are part of the SQL text, because comparing with constants is
    /// faster when paging far into a list.
    /// </summary>
    public void AddAnyOf<TEnum>(string column, IReadOnlyList<TEnum>? values)
        where TEnum : struct, Enum
    {
        if (values is not null)
        {
            _conditions.Add(
                $"{column} IN ({string.Join(", ", values.Select(value => Convert.ToInt32(value, CultureInfo.InvariantCulture)))})"
            );
        }
    }

    public void AddRange(string column, string name, NumberRange? range)
    {
        AddIf($"{column} >= @{name}_from", $"{name}_from", range?.Min);
        AddIf($"{column} <= @{name}_to", $"{name}_to", range?.Max);
    }

    /// <summary>
    /// Reads one page: ids from an index, then only the rows of the page. The cross join forces that order; otherwise SQLite may scan all
    /// rows in the order of the result.
    /// </summary>
    /// <param name="connection">A connection with an open snapshot, so that page and total are consistent.</param>
    /// <param name="table">The table that the conditions apply to.</param>
    /// <param name="rows">The table that is returned; has <c>tenant_id</c> and <c>id</c> like the other.</param>
    /// <param name="sort">The order.</param>
    /// <param name="window">The page.</param>
    /// <param name="total">The number of rows on all pages when it is known; counted when null.</param>
    public Page<T> ReadPage<T>(SqliteConnection connection, string table, string rows, SortOrder sort, PageWindow window, int? total = null)
    {
        _parameters.Add("limit", window.Limit);
        _parameters.Add("offset", (window.Page - 1L) * window.Limit);
        var page = connection
            .Query<T>(
                $"""
                SELECT r.* FROM (SELECT id FROM {_joinPrefix}{table} WHERE {this} ORDER BY {OrderBy(
                    sort,
                    _expectsFew ? "+" : ""
                )} LIMIT @limit OFFSET @offset) p
                CROSS JOIN {rows} r ON r.tenant_id = @tenant AND r.id = p.id
                ORDER BY {OrderBy(sort, "r.")}
                """,
                _parameters
            )
            .AsList();
        return new Page<T>(page, total ?? Count(connection, table));
    }

    /// <summary>Reads all matching rows in creation order.</summary>
    public IReadOnlyList<T> ReadAll<T>(SqliteConnection connection, string table) =>
        connection.Query<T>($"SELECT {table}.* FROM {_joinPrefix}{table} WHERE {this} ORDER BY +created_at, +id", _parameters).AsList();

    /// <summary>Reads one column of the matching rows in a given order.</summary>
    /// <param name="connection">A connection with an open snapshot.</param>
    /// <param name="table">The table that the conditions apply to.</param>
    /// <param name="column">The column that is returned.</param>
    /// <param name="orderBy">A constant of this assembly.</param>
    /// <param name="limit">Maximum number of rows; -1 for all.</param>
    public IReadOnlyList<T> ReadColumn<T>(SqliteConnection connection, string table, string column, string orderBy, int limit)
    {
        _parameters.Add("limit", limit);
        return connection.Query<T>($"SELECT {column} FROM {table} WHERE {this} ORDER BY {orderBy} LIMIT @limit", _parameters).AsList();
    }

    /// <summary>The number of matching rows, from a table of counters that has every column of the conditions.</summary>
    public int Sum(SqliteConnection connection, string counters, string counter) =>
        connection.ExecuteScalar<int>($"SELECT COALESCE(SUM({counter}), 0) FROM {counters} WHERE {this}", _parameters);

    /// <summary>The number of matching rows.</summary>
    public int Count(SqliteConnection connection, string table) =>
        connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM {_joinPrefix}{table} WHERE {this}", _parameters);

    public override string ToString() => string.Join(" AND ", _conditions);

    private static string OrderBy(SortOrder sort, string prefix)
    {
        var column = sort.By switch
        {
            SortField.CreatedAt => "created_at",
            SortField.UpdatedAt => "updated_at",
            SortField.Name => "name",
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
        var direction = sort.Descending ? "DESC" : "ASC";
        return $"{prefix}{column} {direction}, {prefix}id {direction}";
    }
}
