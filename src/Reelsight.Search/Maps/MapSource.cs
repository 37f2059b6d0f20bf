using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Maps;

/// <summary>The ready videos of an index at one moment, to be mapped.</summary>
public sealed class MapSource
{
    // To be increased when maps are built differently, so that stored maps are built again.
    private const string Version = "1";

    internal MapSource(string tenantId, string indexId, IndexSnapshot snapshot, string space)
    {
        (TenantId, IndexId, Snapshot) = (tenantId, indexId, snapshot);
        Videos =
        [
            .. snapshot.Videos.Select(video => new MapVideo(
                video.Id,
                video.Name,
                video.Content.Hash,
                video.DurationSec,
                video.Content.Clips
            )),
        ];
        var said = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Version} {space}");
        foreach (var video in snapshot.Videos)
        {
            said.Append(CultureInfo.InvariantCulture, $"\n{video.Id} {video.Content.Hash} {video.Content.Version}");
        }
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }

    /// <summary>The owner of the index.</summary>
    public string TenantId { get; }

    /// <summary>The index.</summary>
    public string IndexId { get; }

    /// <summary>Identifies the footage: changes whenever the maps would change.</summary>
    public string Key { get; }

    /// <summary>The videos, in the order of their ids.</summary>
    public IReadOnlyList<MapVideo> Videos { get; }

    internal IndexSnapshot Snapshot { get; }
}
