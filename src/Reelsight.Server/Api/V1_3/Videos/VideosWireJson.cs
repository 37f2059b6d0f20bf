using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>JSON shapes of videos on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(UpdateVideo.Body), TypeInfoPropertyName = "UpdateVideoBody")]
[JsonSerializable(typeof(VideoView))]
[JsonSerializable(typeof(ListOf<VideoView>))]
[JsonSerializable(typeof(PhraseView[]))]
internal sealed partial class VideosWireJson : JsonSerializerContext;
