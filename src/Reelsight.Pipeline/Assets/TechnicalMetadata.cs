using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// The result of probing as the API's <c>technical_metadata</c> (contract, Assets). A key is absent where the value is unknown.
/// </summary>
public static class TechnicalMetadata
{
    /// <summary>The object as JSON text.</summary>
    public static string ToJson(MediaInfo info)
    {
        var video = info.Kind == MediaKind.Image ? null : info.Video;
        var image = info.Kind == MediaKind.Image ? info.Video : null;
        var audio = info.Audio;
        var json = new JsonObject
        {
            ["file_size_bytes"] = info.SizeBytes,
            ["file_mime_type"] = info.MimeType,
            ["file_container_format"] = info.Container,
            ["container_creation_time"] = info
                .CreatedAt?.ToUniversalTime()
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["video_streams"] = image is not null ? null : new JsonArray([.. info.VideoStreams.Select(Stream)]),
            ["video_codec"] = video?.Codec,
            ["video_width"] = video?.Width,
            ["video_height"] = video?.Height,
            ["video_fps"] = Number(video?.AverageFrameRate),
            ["video_duration_seconds"] = video is null ? null : video.DurationSec ?? info.DurationSec,
            ["video_bitrate_bps"] = video?.BitrateBps,
            ["audio_streams"] = image is not null ? null : new JsonArray([.. info.AudioStreams.Select(Stream)]),
            ["audio_codec"] = audio?.Codec,
            ["audio_sample_rate"] = audio?.SampleRate,
            ["audio_channels"] = audio?.Channels,
            ["audio_duration_seconds"] = audio is null ? null : audio.DurationSec ?? info.DurationSec,
            ["start_timecode"] = info.StartTimecode?.Text,
            ["timecode_source"] = info.StartTimecode?.Source,
            ["drop_frame"] = info.StartTimecode?.IsDropFrame,
            ["image_width"] = image?.Width,
            ["image_height"] = image?.Height,
            ["image_format"] = image?.Codec,
            ["image_orientation"] = image is null ? null : ExifOrientation(image),
            ["image_bit_depth"] = image?.BitDepth,
            ["image_color_space"] = image?.ColorSpace,
            ["is_hdr"] = info.Video?.IsHdr ?? false,
            ["has_audio"] = info.AudioStreams.Count > 0,
            ["has_alpha"] = info.Video?.HasAlpha ?? false,
            ["is_animated"] = info.IsAnimated,
            ["total_video_streams"] = info.VideoStreams.Count,
            ["total_audio_streams"] = info.AudioStreams.Count,
            // A number, where the streams' aspect ratios are texts: clients refuse anything else.
            ["storage_aspect_ratio"] = video is null ? null : Math.Round((double)video.CodedWidth / video.CodedHeight, 6),
            ["geospatial_latitude"] = info.Location?.Latitude,
            ["geospatial_longitude"] = info.Location?.Longitude,
            ["geospatial_altitude_meters"] = info.Location?.AltitudeMeters,
        };
        return WithoutNulls(json).ToJsonString(JsonSerializerOptions.Default);
    }

    /// <summary>The object of a document, as JSON text.</summary>
    public static string ToDocumentJson(long sizeBytes, string mediaType) =>
        new JsonObject { ["file_size_bytes"] = sizeBytes, ["file_mime_type"] = mediaType }.ToJsonString(JsonSerializerOptions.Default);

    // Values of the EXIF orientation tag: 1 is upright as stored.
    private static int ExifOrientation(VideoStreamInfo image) =>
        (image.Rotation, image.IsMirrored) switch
        {
            (180, true) => 2,
            (180, false) => 3,
            (0, true) => 4,
            (90, true) => 5,
            (90, false) => 6,
            (270, true) => 7,
            (270, false) => 8,
            _ => 1,
        };

    private static JsonNode Stream(VideoStreamInfo s) =>
        WithoutNulls(
            new JsonObject
            {
                ["index"] = s.Index,
                ["codec"] = s.Codec,
                ["width"] = s.Width,
                ["height"] = s.Height,
                ["fps"] = Number(s.FrameRate),
                ["avg_fps"] = Number(s.AverageFrameRate),
                ["duration_seconds"] = s.DurationSec,
                ["bitrate_bps"] = s.BitrateBps,
                ["rotation"] = s.Rotation,
                ["pixel_aspect_ratio"] = Ratio(s.PixelAspect),
                ["display_aspect_ratio"] = Ratio(s.DisplayAspect),
                ["scan_type"] = s.ScanType,
                ["pixel_format"] = s.PixelFormat,
                ["bit_depth"] = s.BitDepth,
                ["color_range"] = s.ColorRange,
                ["color_transfer"] = s.ColorTransfer,
                ["color_space"] = s.ColorSpace,
                ["color_primaries"] = s.ColorPrimaries,
            }
        );

    private static JsonNode Stream(AudioStreamInfo s) =>
        WithoutNulls(
            new JsonObject
            {
                ["index"] = s.Index,
                ["codec"] = s.Codec,
                ["codec_long"] = s.CodecLongName,
                ["sample_rate"] = s.SampleRate,
                ["bit_depth"] = s.BitDepth,
                ["channels"] = s.Channels,
                ["channel_layout"] = s.ChannelLayout,
                ["bitrate_bps"] = s.BitrateBps,
                ["language"] = s.Language,
                ["duration_seconds"] = s.DurationSec,
            }
        );

    private static double? Number(Rational? rate) => rate is { IsPositive: true } known ? Math.Round(known.Value, 6) : null;

    private static string? Ratio(Rational ratio) => ratio.IsPositive ? $"{ratio.Num}:{ratio.Den}" : null;

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var key in json.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            json.Remove(key);
        }

        return json;
    }
}
