using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Core.Time;

namespace Reelsight.Server.Http.Json;

/// <summary>Times on the wire: RFC 3339 in UTC with milliseconds.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Timestamps.Format(value));
}
