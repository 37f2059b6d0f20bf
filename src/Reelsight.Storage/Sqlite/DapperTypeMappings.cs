using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>How values that SQLite has no type for lie in a column.</summary>
internal static class DapperTypeMappings
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Tells Dapper, once for the process.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Dapper prefers its own mapping of these two to a handler unless it is taken away.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new JsonHandler<IReadOnlyList<IndexModel>>(StorageJson.Default.IReadOnlyListIndexModel));
            SqlMapper.AddTypeHandler(new JsonHandler<IReadOnlyList<string>>(StorageJson.Default.IReadOnlyListString));
            SqlMapper.AddTypeHandler(new JsonHandler<Failure>(StorageJson.Default.Failure));
            _registered = true;
        }
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcTicks;

        public override DateTimeOffset Parse(object value) => new((long)value, TimeSpan.Zero);
    }

    private sealed class JsonHandler<T>(JsonTypeInfo<T> type) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) =>
            parameter.Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, type);

        public override T? Parse(object value) => JsonSerializer.Deserialize((string)value, type);
    }
}
