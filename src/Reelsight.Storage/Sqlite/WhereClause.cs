using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The WHERE clause of a list, with its parameters. Texts added here are constants of this assembly; values always travel as parameters.
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
    /// Says that few rows will fit: they are found first and sorted then. SQLite would rather walk a whole index that has
    /// the order already; a plus before a column takes that index out of the choice.
    /// </summary>
    public void ExpectFew(bool expectsFew) => _expectsFew |= expectsFew;

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
            Add(
                $"{column} IN (SELECT value FROM json_each(@{name}))",
                name,
                JsonSerializer.Serialize(values, StorageJson.Default.IReadOnlyListString)
            );
        }
    }

    /// <summary>
    /// Only these ids. They drive the query, each looked up by key; left as a mere condition, SQLite prefers to walk everything.
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
    /// The column must hold one of a short list of states; their numbers stand in the text, because comparing with constants is what paging
    /// far into a list spends its time on.
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
    /// Reads one page: ids by stepping over an index, then the rows of the page only. The cross join keeps SQLite to that order; left to
    /// itself it may walk all rows in the order of the answer and look for each in the page.
    /// </summary>
    /// <param name="connection">On a snapshot, so that page and total belong together.</param>
    /// <param name="table">What the conditions are about.</param>
    /// <param name="rows">What is returned; has <c>tenant_id</c> and <c>id</c> like the table.</param>
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

    /// <summary>Reads every row that fits, in creation order.</summary>
    public IReadOnlyList<T> ReadAll<T>(SqliteConnection connection, string table) =>
        connection.Query<T>($"SELECT {table}.* FROM {_joinPrefix}{table} WHERE {this} ORDER BY +created_at, +id", _parameters).AsList();

    /// <summary>Reads one column of the rows that fit, in an order of the caller's.</summary>
    /// <param name="connection">On a snapshot.</param>
    /// <param name="table">What the conditions are about.</param>
    /// <param name="column">What is returned.</param>
    /// <param name="orderBy">A constant of this assembly.</param>
    /// <param name="limit">Most rows; -1 for all.</param>
    public IReadOnlyList<T> ReadColumn<T>(SqliteConnection connection, string table, string column, string orderBy, int limit)
    {
        _parameters.Add("limit", limit);
        return connection.Query<T>($"SELECT {column} FROM {table} WHERE {this} ORDER BY {orderBy} LIMIT @limit", _parameters).AsList();
    }

    /// <summary>How many rows fit, by counters that hold every column the conditions are about.</summary>
    public int Sum(SqliteConnection connection, string counters, string counter) =>
        connection.ExecuteScalar<int>($"SELECT COALESCE(SUM({counter}), 0) FROM {counters} WHERE {this}", _parameters);

    /// <summary>How many rows fit.</summary>
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
