using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Core.Errors;
using Reelsight.Media.Decoding;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Files for playback in browsers: the HLS stream of a media content, made when first asked for, its cover and thumbnails. Whatever is
/// missing or cut off is made again from the original.
/// </summary>
public sealed partial class PlaybackFiles(
    MediaProbe probe,
    HlsPackager packager,
    Thumbnailer thumbnailer,
    IBlobStore blobs,
    IDescriptionStore descriptions
)
{
    /// <summary>Kind of derived files that are thumbnails.</summary>
    public const string ThumbnailKind = "thumbnails";

    /// <summary>Name of the playlist of every stream.</summary>
    public const string PlaylistName = HlsPackager.PlaylistName;
    private const string StreamKind = "stream";
    private const string CoverName = "cover.jpg";
    private const int CoverWidth = 640;

    // A little after the start, because the first frame is often black.
    private const double CoverPosition = 0.1;

    /// <summary>Makes the playlist now; returns false when the media cannot be streamed.</summary>
    public async Task<bool> PrepareAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await FindFileAsync(tenantId, contentHash, PlaylistName, ct) is not null;

    /// <summary>Path of a playlist or segment, made if need be; null when there is none of that name.</summary>
    public async Task<string?> FindFileAsync(string tenantId, string contentHash, string name, CancellationToken ct)
    {
        if (blobs.FindPath(tenantId, contentHash) is not { } original)
        {
            return null;
        }

        var folder = blobs.GetDerivedFolder(tenantId, contentHash, StreamKind);
        try
        {
            // The packager rejects any other name before it touches the disk; existing files need no probe.
            if (IsPlainName(name) && DerivedFileCheck.IsWhole(Path.Combine(folder, name)))
            {
                return Path.Combine(folder, name);
            }

            var info = await probe.ProbeAsync(original, ct);
            return info.Kind == MediaKind.Image ? null : await packager.GetFileAsync(info, folder, name, ct);
        }
        catch (Exception e) when (e is MediaException or MediaToolException)
        {
            return null;
        }
    }

    /// <summary>
    /// Path of a clip's thumbnail by its blob key, made again if it is missing or cut off; null when no clip has such a thumbnail, or the
    /// original is gone.
    /// </summary>
    public async Task<string?> FindThumbnailAsync(string tenantId, string contentHash, string key, CancellationToken ct)
    {
        if (ThumbnailKeyPattern().Match(key) is not { Success: true } match)
        {
            return null;
        }
        var path = Path.Combine(blobs.GetDerivedFolder(tenantId, contentHash, ThumbnailKind), match.Groups["name"].Value);
        if (DerivedFileCheck.IsWhole(path))
        {
            return path;
        }
        // Only what a clip has: nobody fills the disk by asking for other times.
        if (
            blobs.FindPath(tenantId, contentHash) is not { } original
            || await descriptions.FindAsync(tenantId, contentHash, ct) is not { } described
            || !described.Clips.Any(clip => clip.Thumbnail == key)
        )
        {
            return null;
        }
        try
        {
            var info = await probe.ProbeAsync(original, ct);
            // Names are rounded to milliseconds: half of one more is at or after the frame that was meant.
            var sec = (int.Parse(match.Groups["ms"].ValueSpan, CultureInfo.InvariantCulture) + 0.5) / 1000;
            await thumbnailer.CaptureAsync(info, sec, new VideoDecoderOptions().ThumbnailWidth, path, ct);
            return path;
        }
        catch (Exception e) when (e is MediaException or MediaToolException)
        {
            return null;
        }
    }

    /// <summary>Path of the cover image of a media content, made if need be; null for audio files.</summary>
    public async Task<string?> FindCoverAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        if (blobs.FindPath(tenantId, contentHash) is not { } original)
        {
            return null;
        }

        var path = Path.Combine(blobs.GetDerivedFolder(tenantId, contentHash, ThumbnailKind), CoverName);
        if (DerivedFileCheck.IsWhole(path))
        {
            return path;
        }

        try
        {
            var info = await probe.ProbeAsync(original, ct);
            if (info.Video is null)
            {
                return null;
            }

            await thumbnailer.CaptureAsync(info, info.DurationSec * CoverPosition, CoverWidth, path, ct);
            return path;
        }
        catch (Exception e) when (e is MediaException or MediaToolException)
        {
            return null;
        }
    }

    private static bool IsPlainName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') && name[0] != '.';

    [GeneratedRegex(@"\A" + ThumbnailKind + @"/(?<name>(?<ms>\d{9})\.jpg)\z")]
    private static partial Regex ThumbnailKeyPattern();
}
