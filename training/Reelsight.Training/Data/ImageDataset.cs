using System.Formats.Tar;

namespace Reelsight.Training.Data;

/// <summary>
/// A set of labelled pictures as it lies on disk: one tar file, whose folders are the labels, or a table of captions beside it.
/// </summary>
internal sealed record ImageDataset(string Name, bool IsOpenLicence)
{
    public const string Captioned = "flickr8k-train";

    /// <summary>
    /// The sets in the order of the report. Free ones may be used for anything; the others are for research, as far as known.
    /// </summary>
    public static IReadOnlyList<ImageDataset> All { get; } =
    [
        new(Captioned, IsOpenLicence: false),
        new("caltech101", IsOpenLicence: true),
        new("sports100", IsOpenLicence: true),
        new("scene15", IsOpenLicence: false),
        new("tiny200", IsOpenLicence: false),
    ];

    public bool HasCaptions => Name == Captioned;

    /// <summary>Reads names and JPEG bytes of all pictures, ordered by name.</summary>
    public IReadOnlyList<(string Name, byte[] Jpeg)> Read(string folder)
    {
        var images = new List<(string, byte[])>();
        using var tar = new TarReader(File.OpenRead(Path.Combine(folder, Name + ".tar")));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var bytes = new MemoryStream();
                data.CopyTo(bytes);
                images.Add((entry.Name, bytes.ToArray()));
            }
        }

        return [.. images.OrderBy(picture => picture.Item1, StringComparer.Ordinal)];
    }

    /// <summary>The captions of each picture, in the order of the table.</summary>
    public IReadOnlyDictionary<string, string[]> ReadCaptions(string folder) =>
        File.ReadLines(Path.Combine(folder, Name + ".tsv"))
            .Select(line => line.Split('\t'))
            .GroupBy(parts => parts[0], parts => parts[1].Trim())
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
