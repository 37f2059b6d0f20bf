namespace Reelsight.Labels.Exchange;

/// <summary>A format that data sets are written in.</summary>
public interface IExportFormat
{
    /// <summary>How requests call it.</summary>
    string Name { get; }

    /// <summary>The files without images. Several are put in one archive.</summary>
    IReadOnlyList<ExportFile> Write(Dataset data);

    /// <summary>Where the image of a frame lies in the archive.</summary>
    string GetFramePath(DatasetVideo video, long frame) => $"frames/{FormatFrameName(video, frame)}";

    /// <summary>Which frames of a video are shown as images.</summary>
    IReadOnlyList<long> GetFrames(Dataset data, DatasetVideo video) => video.GetAllFrames(data.FrameEverySec);

    /// <summary>The name of an image, the same in every format.</summary>
    static string FormatFrameName(DatasetVideo video, long frame) => FormattableString.Invariant($"{video.Video.Id}_{frame:0000000}.jpg");
}
