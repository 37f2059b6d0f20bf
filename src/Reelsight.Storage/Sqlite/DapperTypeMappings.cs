using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>Column mappings for types that SQLite does not have.</summary>
internal static class DapperTypeMappings
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Registers the mappings with Dapper, once for the process.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Dapper prefers its own mapping of these two types to a handler unless it is removed.
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
