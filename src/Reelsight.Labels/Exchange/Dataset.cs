using System.Security.Cryptography;
using System.Text;
using Reelsight.Labels.Editing;
using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Labels.Exchange;

/// <summary>What is exported: a label set and the annotated videos.</summary>
/// <param name="Set">The taxonomy.</param>
/// <param name="Videos">Those with annotations, by id.</param>
/// <param name="FrameEverySec">Seconds between two pictures of one annotation.</param>
/// <param name="ExportedAt">UTC.</param>
public sealed record Dataset(LabelSetRecord Set, IReadOnlyList<DatasetVideo> Videos, double FrameEverySec, DateTimeOffset ExportedAt)
{
    /// <summary>The parts that videos can be given to.</summary>
    public static IReadOnlyList<string> SplitNames { get; } = ["train", "val", "test"];

    /// <summary>The label with an id.</summary>
    public LabelRecord GetLabel(string id) => Set.Labels.First(l => l.Id == id);

    /// <summary>A label's place in the set, from 0.</summary>
    public int IndexOfLabel(string labelId) => Set.Labels.Select(l => l.Id).ToList().IndexOf(labelId);

    /// <summary>
    /// Gives whole videos to the parts, by shares, in an order that only the seed decides: frames of one video never lie on both sides.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Split(IEnumerable<string> videoIds, IReadOnlyList<double> shares, int seed)
    {
        var ordered = videoIds
            .OrderBy(id => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}"))), StringComparer.Ordinal)
            .ToList();
        var total = shares.Sum();
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ordered.Count; i++)
        {
            var (at, sum) = ((i + 0.5) / ordered.Count * total, 0d);
            var part = 0;
            while (part < SplitNames.Count - 1 && at > (sum += shares[part]))
            {
                part++;
            }

            parts[ordered[i]] = SplitNames[part];
        }
        return parts;
    }
}

/// <summary>A video of a data set.</summary>
/// <param name="Video">Its facts.</param>
/// <param name="Map">Its frames.</param>
/// <param name="Annotations">By start.</param>
/// <param name="Split">train, val or test.</param>
public sealed record DatasetVideo(VideoRecord Video, FrameMap Map, IReadOnlyList<AnnotationRecord> Annotations, string Split)
{
    /// <summary>
    /// Frames of an annotation that are shown as pictures: its first, one each so many seconds, and every one at which a person set a box.
    /// </summary>
    public IEnumerable<long> GetFrames(AnnotationRecord annotation, double everySec)
    {
        if (Map.IsAudioOnly)
        {
            return [];
        }

        var frames = new SortedSet<long>(annotation.Boxes.Where(b => b.Manual).Select(b => b.Frame)) { annotation.StartFrame };
        for (var sec = annotation.StartSec + everySec; sec < annotation.EndSec; sec += everySec)
        {
            if (Map.FrameAt(sec) is var frame && frame < annotation.EndFrame)
            {
                frames.Add(frame);
            }
        }

        return frames;
    }

    /// <summary>All frames that are shown as pictures, in order.</summary>
    public IReadOnlyList<long> GetAllFrames(double everySec, bool withBoxesOnly = false) =>
        [.. Annotations.Where(a => !withBoxesOnly || a.Boxes.Count > 0).SelectMany(a => GetFrames(a, everySec)).Distinct().Order()];

    /// <summary>The box of an annotation at a frame in pixels: left, top, width, height; null when it has none.</summary>
    public double[]? GetPixelBox(AnnotationRecord annotation, long frame) =>
        BoxTracks.Interpolate(annotation.Boxes, frame) is { } box
            ?
            [
                Math.Round(box.X * Video.Width, 2),
                Math.Round(box.Y * Video.Height, 2),
                Math.Round(box.Width * Video.Width, 2),
                Math.Round(box.Height * Video.Height, 2),
            ]
            : null;
}

/// <summary>A file of an export.</summary>
public sealed record ExportFile(string Name, string Text);

/// <summary>A format that data sets are written in.</summary>
public interface IExportFormat
{
    /// <summary>How requests call it.</summary>
    string Name { get; }

    /// <summary>The files without pictures. Several are put in one archive.</summary>
    IReadOnlyList<ExportFile> Write(Dataset data);

    /// <summary>Where the picture of a frame lies in the archive.</summary>
    string GetFramePath(DatasetVideo video, long frame) => $"frames/{FormatFrameName(video, frame)}";

    /// <summary>Which frames of a video are shown as pictures.</summary>
    IReadOnlyList<long> GetFrames(Dataset data, DatasetVideo video) => video.GetAllFrames(data.FrameEverySec);

    /// <summary>The name of a picture, the same in every format.</summary>
    static string FormatFrameName(DatasetVideo video, long frame) => FormattableString.Invariant($"{video.Video.Id}_{frame:0000000}.jpg");
}

/// <summary>The formats by name.</summary>
public static class ExportFormats
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new CocoFormat(),
        new JsonFormat(),
        new CsvFormat(),
        new CvatFormat(),
        new LabelStudioFormat(),
        new FiftyOneFormat(),
        new YoloFormat(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>The format of a name.</summary>
    public static IExportFormat Get(string name) => All.First(f => f.Name == name);
}
