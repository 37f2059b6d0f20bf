using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>Translates a <see cref="VideoFilter"/> to SQL.</summary>
internal static class VideoWhereClause
{
    public static WhereClause Create(string tenantId, string indexId, VideoFilter filter)
    {
        var where = new WhereClause(tenantId);
        where.Add("index_id = @index", "index", indexId);
        where.AddIds(filter.Ids);
        where.ExpectFew(filter.Filename is not null);
        where.AddAnyOf("status", filter.Statuses ?? [VideoStatus.Ready]);
        where.AddIf("filename = @filename", "filename", filter.Filename);
        where.AddRange("duration_sec", "duration", filter.DurationSec);
        where.AddRange("fps", "fps", filter.Fps);
        where.AddRange("width", "width", filter.Width);
        where.AddRange("height", "height", filter.Height);
        where.AddRange("size_bytes", "size", filter.SizeBytes);
        where.AddIf("created_at >= @created_from", "created_from", filter.CreatedFrom?.UtcTicks);
        where.AddIf("updated_at >= @updated_from", "updated_from", filter.UpdatedFrom?.UtcTicks);
        for (var i = 0; i < filter.Metadata.Count; i++)
        {
            AddMetadata(where, filter.Metadata[i], $"meta{i}");
        }
        return where;
    }

    /// <summary>Whether the stored counters tell how many videos match.</summary>
    public static bool IsAboutStatusOnly(VideoFilter filter) =>
        filter.Metadata.Count == 0 && filter with { Statuses = null, Metadata = NoMetadata } == new VideoFilter { Metadata = NoMetadata };

    private static readonly IReadOnlyList<MetadataCondition> NoMetadata = [];

    // json_each instead of a JSON path: a key may contain any character, and each value has its JSON type.
    private static void AddMetadata(WhereClause where, MetadataCondition condition, string name)
    {
        where.Add(
            $"EXISTS (SELECT 1 FROM json_each(user_metadata_json) m WHERE m.key = @{name}_key AND {BuildTest(where, condition, name)})",
            $"{name}_key",
            condition.Key
        );
    }

    private static string BuildTest(WhereClause where, MetadataCondition condition, string name)
    {
        const string number = "m.type IN ('integer', 'real')";
        switch (condition.EqualTo)
        {
            case string text:
                where.Bind($"{name}_value", text);
                return $"m.type = 'text' AND m.atom = @{name}_value";
            case bool flag:
                return flag ? "m.type = 'true'" : "m.type = 'false'";
            case double value:
                where.Bind($"{name}_value", value);
                return $"{number} AND m.atom = @{name}_value";
            case null when condition.Range is { } range:
                where.Bind($"{name}_from", range.Min ?? double.NegativeInfinity);
                where.Bind($"{name}_to", range.Max ?? double.PositiveInfinity);
                return $"{number} AND m.atom BETWEEN @{name}_from AND @{name}_to";
            default:
                throw new ArgumentException(
                    "A metadata condition compares with a string, a double, a bool or a range, "
                        + $"not {condition.EqualTo?.GetType().Name ?? "nothing"}.",
                    nameof(condition)
                );
        }
    }
}
