using System.Globalization;
using Reelsight.Core.Errors;

namespace Reelsight.Labels.Exchange;

/// <summary>Counts the images that an export should have and has not, and names the videos that they are missing from.</summary>
internal sealed class MissingFrames
{
    private const int MaxNamed = 5;

    private readonly List<string> _withoutOriginal = [];
    private readonly List<string> _unreadable = [];
    private int _frames;

    /// <summary>Adds a video whose original is not stored.</summary>
    public void AddVideo(DatasetVideo video, int frames)
    {
        _withoutOriginal.Add(Name(video));
        _frames += frames;
    }

    /// <summary>Adds frames of a video that could not be decoded; 0 adds nothing.</summary>
    public void AddUnreadable(DatasetVideo video, int frames)
    {
        if (frames > 0)
        {
            _unreadable.Add(Name(video));
            _frames += frames;
        }
    }

    /// <summary>Does nothing when no image is missing.</summary>
    /// <exception cref="DomainException">Some are.</exception>
    public void ThrowIfAny()
    {
        if (_frames == 0)
        {
            return;
        }
        string?[] parts = [Describe(_withoutOriginal, "the original is gone"), Describe(_unreadable, "frames cannot be decoded")];
        throw new PermanentFailureException(
            new Failure(
                FailureCodes.AssetUnavailable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_frames} images of the export cannot be made: {string.Join("; ", parts.OfType<string>())}. Restore the files from a "
                        + $"backup, leave these videos out (video_ids), or export without images (include_frames false)."
                )
            )
        );
    }

    private static string? Describe(List<string> videos, string what) =>
        videos.Count == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} of {videos.Count} {(videos.Count == 1 ? "video" : "videos")} ({string.Join(", ", videos.Take(MaxNamed))}"
                    + $"{(videos.Count > MaxNamed ? ", …" : "")})"
            );

    private static string Name(DatasetVideo video) => $"{video.Video.Filename}, {video.Video.Id}";
}
