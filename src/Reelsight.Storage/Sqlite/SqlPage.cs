using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>Reads one page of a short list with the number of all rows. SQL given here is always a constant of this assembly.</summary>
internal static class SqlPage
{
    /// <param name="connection">A connection with an open snapshot.</param>
    /// <param name="columns">What is read.</param>
    /// <param name="table">Where from.</param>
    /// <param name="condition">Which rows.</param>
    /// <param name="order">In which order.</param>
    /// <param name="values">The parameters of the condition.</param>
    /// <param name="window">The page.</param>
    public static Page<T> Read<T>(
        SqliteConnection connection,
        string columns,
        string table,
        string condition,
        string order,
        object values,
        PageWindow window
    )
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("limit", window.Limit);
        parameters.Add("skip", (window.Page - 1L) * window.Limit);
        return new Page<T>(
            connection
                .Query<T>($"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order} LIMIT @limit OFFSET @skip", parameters)
                .AsList(),
            connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM {table} WHERE {condition}", parameters)
        );
    }
}
